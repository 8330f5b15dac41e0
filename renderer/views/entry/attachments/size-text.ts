const UNITS = ['KB', 'MB'] as const;
const format = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 2 });

/** `812 bytes`, `4.1 KB`, `38 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  const unit = bytes < 1024 * 1023.5 ? 0 : 1;
  const size = bytes / 1024 ** (unit + 1);
  return `${size >= 100 ? Math.round(size) : format.format(size)} ${UNITS[unit]}`;
}
