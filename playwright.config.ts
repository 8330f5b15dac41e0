import { defineConfig } from '@playwright/test';
import { findHeadless } from './scripts/browser.mjs';
import { SILENT_SWITCHES } from './scripts/silence.mjs';

const browser = findHeadless();
/** `bench` or `torture`, where one of these is asked for: they take long, and no test run has them. */
const name = process.env.STAFF_JOURNAL_LONG;
/**
 * What lives through windows and focus may lose a race on a machine that others use too: it is tried
 * once more, and named at the end of the run. What rules and storage promise holds the first time.
 */
const onScreen = { retries: 1 };
const long = { workers: 1, timeout: 30 * 60_000 };

export default defineConfig({
  globalSetup: './tests/support/build.ts',
  outputDir: 'test-results/runs',
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [['./tests/support/reporter.ts'], ['list']],
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      ...(browser && { executablePath: browser }),
      args: ['--no-sandbox', ...SILENT_SWITCHES],
    },
  },
  projects: [
    { name: 'unit', testDir: 'tests/unit' },
    { name: 'engine', testDir: 'tests/engine' },
    { name: 'app', testDir: 'tests/app', ...onScreen },
    { name: 'shell', testDir: 'tests/shell', ...onScreen },
    ...(name === undefined ? [] : [{ name, testDir: `tests/${name}`, ...long }]),
  ],
});
