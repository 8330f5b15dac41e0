import { damageStore } from '../support/damaging.ts';
import { expect, test } from '../support/engine.ts';

test.use({ alone: true });

test('damaged 100 times, each file in each way: everything that was saved is there', async ({
  journal,
  profile,
}) => {
  const outcomes = await damageStore(journal, profile, 100, true);
  for (const [what, { harmless, restored }] of outcomes) {
    console.log(`${what}: harmless ${harmless}, restored ${restored}`);
  }
  // Which files there are changes with every restore; of these there are always some.
  for (const kind of ['.ldb', 'large value']) {
    expect([...outcomes.keys()].filter((what) => what.endsWith(kind))).toHaveLength(4);
  }
});
