import type { Reporter, Suite } from '@playwright/test/reporter';
import { UNCOUNTED } from '../../scripts/counted.mjs';
import { packetsOfRun } from '../../scripts/outside.mjs';
import { HOST_NAME } from './host.ts';

/**
 * Begins the run by saying what the shell's tests run on, and ends it with the packets that tried
 * to leave, which fail it, and one plain line of counts, for people and for whatever reads our output.
 */
export default function counts(): Reporter {
  let suite: Suite | null = null;
  let packets: number | null = null;
  /** The tests at whose end there were more packets than before. */
  const suspects: string[] = [];

  return {
    onBegin(_config, all) {
      suite = all;
      console.log(`The shell runs on ${HOST_NAME}.`);
    },
    onTestEnd(test) {
      const now = packetsOfRun();
      if ((now ?? 0) > (packets ?? 0)) suspects.push(test.titlePath().slice(1).join(' › '));
      packets = now;
    },
    async onEnd({ status }) {
      packets = packetsOfRun();
      return { status: status === 'passed' && packets ? 'failed' : status };
    },
    printsToStdio: () => true,
    async onExit() {
      const tests = suite?.allTests() ?? [];
      const count = (outcome: string) => tests.filter((test) => test.outcome() === outcome).length;
      const skipped = count('skipped');
      const passed = count('expected') + count('flaky');
      const failed = tests.length - passed - skipped + (packets ? 1 : 0);
      const tail = skipped === 0 ? '' : `, ${skipped} skipped`;
      for (const test of tests.filter((test) => test.outcome() === 'flaky')) {
        console.log(`Passed only the second time: ${test.titlePath().slice(1).join(' › ')}`);
      }
      console.log(sentenceOn(packets, suspects));
      console.log(`${passed} passed, ${failed} failed${tail}`);
    },
  };
}

function sentenceOn(packets: number | null, suspects: readonly string[]): string {
  if (packets === null) {
    const reason = process.env[UNCOUNTED] ?? 'only `npm test` counts them';
    return `Packets that tried to leave this computer were not counted: ${reason}.`;
  }
  const tried = packets === 1 ? '1 packet tried' : `${packets} packets tried`;
  if (packets === 0) return `${tried} to leave this computer; the whole run was counted.`;
  const seen = suspects.map((title) => `\n  by the end of ${title}`).join('');
  return `${tried} to leave this computer, which is a failure:${seen || '\n  outside of any test'}`;
}
