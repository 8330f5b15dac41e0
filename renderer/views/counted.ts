const format = new Intl.NumberFormat('en-GB');

/** `1,824`: grouped as the app's English does, whatever the system's language. */
export function number(value: number): string {
  return format.format(value);
}

/** `1 entry`, `1,824 entries`. */
export function counted(count: number, one: string, many: string): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}
