import { showToast } from '../parts/toasts.tsx';
import { shell } from '../shell/host.ts';

/** Opens a link outside the app, or says that it was not opened. */
export function openLink(url: string): void {
  shell.openLink(url).catch(() => {
    showToast({
      text: 'The link was not opened: a name or a password stands in it, or it is too long. Copy it, and open it yourself if you trust it.',
    });
  });
}
