import { app, type WebContents } from 'electron';

type Navigation = Pick<
  Electron.Event<Electron.WebContentsWillFrameNavigateEventParams>,
  'url' | 'isMainFrame'
>;

/**
 * Keeps every window on the page it was opened with: the app's address is loaded by the shell
 * alone, and nothing in the page may go elsewhere, open a window or embed a guest.
 */
export function denyNavigation(): void {
  app.on('web-contents-created', (_, contents) => {
    contents.on('will-frame-navigate', (event) => {
      if (!isReload(event, contents)) event.preventDefault();
    });
    // The writer has been asked before a window closes; its page must not hold it once more.
    contents.on('will-prevent-unload', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    // A peer connection would tell what addresses this computer has, and is no request that others see.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  });
}

/** A page may load itself anew, which is how it tries again to open a journal that did not open. */
function isReload({ url, isMainFrame }: Navigation, contents: WebContents): boolean {
  return isMainFrame && withoutHash(url) === withoutHash(contents.getURL());
}

function withoutHash(url: string): string {
  return url.split('#', 1)[0] ?? '';
}
