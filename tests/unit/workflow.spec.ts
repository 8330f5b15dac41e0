import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { ROOT } from '../../scripts/paths.mjs';

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly run?: string }[] }>>;
}

const FOLDER = path.join(ROOT, '.github', 'workflows');

test('every action is named by the hash of its commit, and by its version for people', () => {
  for (const name of readdirSync(FOLDER)) {
    const text = readFileSync(path.join(FOLDER, name), 'utf8');
    const uses = text.match(/^.*\buses:.*$/gm) ?? [];
    expect(uses).not.toEqual([]);
    const loose = uses.filter(
      (line) => !/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line),
    );
    expect([name, loose]).toEqual([name, []]);
  }
});

test('three systems test, package and try the app, and may change nothing', () => {
  const workflow: Workflow = parse(readFileSync(path.join(FOLDER, 'ci.yml'), 'utf8'));
  expect(workflow).toMatchObject({
    permissions: { contents: 'read' },
    concurrency: { 'cancel-in-progress': true },
    jobs: {
      'test-and-package': {
        'timeout-minutes': expect.any(Number),
        strategy: {
          matrix: {
            include: [
              { system: 'ubuntu-latest', screen: 'xvfb-run -a' },
              { system: 'macos-latest' },
              { system: 'windows-latest' },
            ],
          },
        },
      },
    },
  });
  expect(Object.keys(workflow.jobs)).toEqual(['test-and-package']);
  const steps = workflow.jobs['test-and-package']?.steps ?? [];
  const commands = steps.flatMap(({ run = '' }) => run.match(/\b(npm|npx|git) .*$/gm) ?? []);
  expect(commands).toEqual([
    'npm ci',
    'npx --no install-electron',
    'npm test',
    'npm run dist',
    'npm run smoke',
    'git diff --exit-code',
  ]);
});
