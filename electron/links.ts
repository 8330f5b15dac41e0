import { type BrowserWindow, dialog, shell } from 'electron';

const OUTSIDE = new Set(['https:', 'http:', 'mailto:']);

/** Opens a link in the browser or mail program, once the writer has seen where it leads. */
export async function openLink(window: BrowserWindow, link: string): Promise<void> {
  const url = new URL(link);
  if (!OUTSIDE.has(url.protocol))
    throw new Error(`Links of this kind are not opened: ${url.protocol}`);
  // `https://bank.example@evil.example/` looks as if it led to the bank.
  if (url.username !== '' || url.password !== '') {
    throw new Error('Links with a name or a password in them are not opened.');
  }
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: `Open ${url.host || url.pathname}?`,
    detail: url.href,
    buttons: ['Open', 'Cancel'],
    defaultId: 0,
    cancelId: 1,
  });
  if (response === 0) await shell.openExternal(url.href);
}
