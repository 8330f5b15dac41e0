import { expect, test } from '../support/engine.ts';
import { type Filled, killWhileResealing } from '../support/killed-resealing.ts';

test.use({ alone: true });

const RUNS = 25;
const JOURNALS: Readonly<Record<string, Filled>> = {
  'of entries': { entries: 300, files: 0 },
  'with attachments': { entries: 300, files: 6 },
};

for (const [what, filled] of Object.entries(JOURNALS)) {
  test(`a journal ${what}, killed at any moment of protecting, opens with the old key or the new one, and all is there`, async ({
    journal,
  }) => {
    const outcomes = await killWhileResealing(journal, RUNS, filled);
    expect(outcomes).toContain('old');
    expect(
      outcomes.filter((state) => state !== 'old'),
      'it was killed early and late',
    ).not.toEqual([]);
    console.log(outcomes.join(' '));
    test.info().annotations.push({ type: 'opened with', description: outcomes.join(' ') });
  });
}
