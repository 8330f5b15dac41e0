import { app } from 'electron';

/**
 * Keeps every window on the page it was opened with: the app's address is loaded by the shell
 * alone, and nothing in the page may go elsewhere, open a window or embed a guest.
 */
export function denyNavigation(): void {
  app.on('web-contents-created', (_, contents) => {
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    // A peer connection would tell what addresses this computer has, and is no request that others see.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  });
}
