import * as v from 'valibot';
import { keep } from './kept.ts';

/** What the writer has set about the desktop. Whether the app opens at login, the system itself knows. */
export const desktopSettings = keep(
  'desktop',
  v.object({
    captureShortcut: v.nullable(v.pipe(v.string(), v.maxLength(64))),
    stayInTray: v.nullable(v.boolean()),
    contentProtection: v.optional(v.boolean(), false),
    clearsClipboard: v.optional(v.boolean(), false),
  }),
  // A Mac's apps stay when their windows are closed, and nobody there expects to be asked.
  {
    captureShortcut: 'Ctrl+Alt+J',
    stayInTray: process.platform === 'darwin' ? true : null,
    contentProtection: false,
    clearsClipboard: false,
  },
);
