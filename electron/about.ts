import { app } from 'electron';
import { APP_NAME } from './names.ts';

/** What `About Staff Journal` says. */
export function describeApp(): void {
  app.setAboutPanelOptions({
    applicationName: APP_NAME,
    applicationVersion: app.getVersion(),
    copyright: 'Free software under the MIT licence.',
    // A Mac shows these only here, the other systems only there.
    credits: 'A private, offline journal for Staff-level engineers.',
    authors: ['The Staff Journal authors'],
  });
}
