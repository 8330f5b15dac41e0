const OUTSIDE = ['http:', 'https:', 'mailto:'];

/** Whether a link may leave the app: anything else could run code or open a file. */
export function mayLeaveApp(url: string): boolean {
  return OUTSIDE.includes(URL.parse(url)?.protocol ?? '');
}
