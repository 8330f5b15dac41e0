import { shell } from '../shell/host.ts';

/** From now on the shell hears of all that is copied in this page. */
export function tellOfCopies(): void {
  for (const type of ['copy', 'cut']) {
    window.addEventListener(type, () => shell.desktop?.copied());
  }
}

/** Puts words on the clipboard through the copy command, which needs no permission in any host. */
export function copy(words: string): boolean {
  const put = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', words);
    event.preventDefault();
  };
  // Captured, so that an editor does not put its own selection there.
  document.addEventListener('copy', put, { capture: true, once: true });
  const copied = document.execCommand('copy');
  document.removeEventListener('copy', put, { capture: true });
  return copied;
}
