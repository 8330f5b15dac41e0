import { expect, test } from '../support/engine.ts';
import { CHANGES, killWhileProtecting } from '../support/killed-protection.ts';

test.use({ alone: true });

const RUNS = 50;

test(`killed ${RUNS} times while who holds the key changes: it opens with the old secret or the new one, and all is there`, async ({
  journal,
}) => {
  const outcomes = await killWhileProtecting(journal, RUNS, { entries: 300, files: 6 });
  const said = CHANGES.map((change) => `${change}: ${outcomes[change].join(' ')}`);
  console.log(said.join('\n'));
  test.info().annotations.push({ type: 'opened with', description: said.join('; ') });
  for (const change of ['enable', 'rotate'] as const) {
    expect(outcomes[change], `${change} was killed early`).toContain('old');
    expect(outcomes[change].join(), `${change} was killed late`).toMatch(/new|over/);
  }
});
