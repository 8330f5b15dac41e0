import { shell } from '../shell/host.ts';

/** From now on the shell hears of all that is copied in this page. */
export function tellOfCopies(): void {
  for (const type of ['copy', 'cut']) {
    window.addEventListener(type, (event) => {
      if (event instanceof ClipboardEvent && takesSomething(event)) shell.desktop?.copied();
    });
  }
}

/** Whether something lands on the clipboard: with nothing selected what lies there is another app's. */
function takesSomething(event: ClipboardEvent): boolean {
  if (event.defaultPrevented) return (event.clipboardData?.types.length ?? 0) > 0;
  const field = document.activeElement;
  const isField = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
  if (!isField || field.selectionStart === null) return !document.getSelection()?.isCollapsed;
  // From a field for a passphrase nothing is copied.
  return field.type !== 'password' && field.selectionStart !== field.selectionEnd;
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
