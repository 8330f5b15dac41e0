import { expect } from '@playwright/test';
import { SILENT_FEATURES } from '../../scripts/silence.mjs';
import { browserPath, test } from '../support/command.ts';

/** The smoke test of the packaged app, tried on a browser: it too is reached by DevTools' protocol. */

test('passes where what is saved is there again', async ({ run, server, launchOptions }) => {
  test.slow();
  const smoke = run(
    'smoke.mjs',
    [
      browserPath(),
      ...(launchOptions.args ?? []),
      SILENT_FEATURES,
      '--headless=new',
      '--user-data-dir={folder}/profile',
      server.origin,
    ],
    {},
  );
  expect(await smoke.ended()).toBe(0);
  await smoke.says('The app keeps what is written');
});

test('fails where the app does not start', async ({ run }) => {
  const smoke = run('smoke.mjs', [process.execPath, '-e', 'process.exit(3)'], {});
  expect(await smoke.ended()).toBe(1);
  await smoke.says('It ended at once: exit code');
});
