import type { Reporter, Suite } from '@playwright/test/reporter';
import { HOST_NAME } from './host.ts';

/**
 * Begins the run by saying what the shell's tests run on, and ends it with one plain line of
 * counts, for people and for whatever reads our output.
 */
export default function counts(): Reporter {
  let suite: Suite | null = null;
  return {
    onBegin(_config, all) {
      suite = all;
      console.log(`The shell runs on ${HOST_NAME}.`);
    },
    printsToStdio: () => true,
    async onExit() {
      const outcomes = (suite?.allTests() ?? []).map((test) => test.outcome());
      const passed = outcomes.filter((outcome) => outcome === 'expected').length;
      const skipped = outcomes.filter((outcome) => outcome === 'skipped').length;
      const failed = outcomes.length - passed - skipped;
      const tail = skipped === 0 ? '' : `, ${skipped} skipped`;
      console.log(`${passed} passed, ${failed} failed${tail}`);
    },
  };
}
