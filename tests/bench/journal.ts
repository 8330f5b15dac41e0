import { v7 as uuidv7 } from 'uuid';
import { addDays, noonOf } from '../../renderer/domain/day.ts';
import { type Entry, IMPACTS, newEntry, PARTS, SCOPES } from '../../renderer/domain/entry.ts';
import { competenciesOf, STAFF_ENGINEER } from '../../renderer/domain/framework.ts';
import { createRandom, type Random } from './random.ts';
import { createVocabulary } from './vocabulary.ts';

const FIRST_DAY = '2016-11-24';
const DAYS = 3_652;
const COMPETENCIES = competenciesOf(STAFF_ENGINEER).map(({ id }) => id);

const vocabulary = createVocabulary();

/** Ten years of one writer's work, oldest first; the same entries in every run. */
export function* generateJournal(size: number): Generator<Entry> {
  const random = createRandom(size);
  const [projects, people] = [namesOf(random, 24), namesOf(random, 40)];
  for (let index = 0; index < size; index++) {
    const day = addDays(FIRST_DAY, Math.floor((index * DAYS) / size));
    yield generateEntry(random, { day, projects, people });
  }
}

export interface Surroundings {
  readonly day: string;
  readonly projects: readonly string[];
  readonly people: readonly string[];
}

export function generateEntry(random: Random, { day, projects, people }: Surroundings): Entry {
  const now = new Date(noonOf(day) + random.below(6 * 3_600_000));
  const bytes = Uint8Array.from({ length: 16 }, () => random.below(256));
  return newEntry(now, {
    id: uuidv7({ msecs: now.getTime(), random: bytes }),
    day,
    through: random.chance(0.05) ? addDays(day, 1 + random.below(5)) : null,
    title: sentence(random, 4 + random.below(6)),
    text: generateText(random),
    competencies: random.some(COMPETENCIES, 1 + random.below(3)),
    scope: random.chance(0.7) ? random.pick(SCOPES) : null,
    part: random.chance(0.7) ? random.pick(PARTS) : null,
    impact: random.pick(IMPACTS),
    outcome: random.chance(0.3) ? `${sentence(random, 6)}, ${random.below(90)} %` : '',
    project: random.chance(0.8) ? (random.pick(projects) ?? '') : '',
    people: random.some(people, random.below(4)),
    links: random.chance(0.4) ? [linkOf(random)] : [],
    confidentiality: random.pick(['private', 'private', 'manager', 'committee', 'public']),
    pinned: random.chance(0.0002),
  });
}

/** About 120 words of Markdown. */
export function generateText(random: Random): string {
  const blocks: string[] = [];
  let left = 90 + random.below(60);
  while (left > 0) {
    const count = Math.min(left, 12 + random.below(24));
    left -= count;
    blocks.push(block(random, count));
  }
  return blocks.join('\n\n');
}

function block(random: Random, count: number): string {
  if (random.chance(0.15)) {
    const items = Array.from({ length: 3 }, () => `- ${wordsIn(random, Math.ceil(count / 3))}`);
    return items.join('\n');
  }
  const emphasised = random.chance(0.3) ? ` **${wordsIn(random, 2)}**,` : '';
  const code = random.chance(0.2) ? ` \`${vocabulary.draw(random)}_${random.below(100)}\`` : '';
  return `${sentence(random, Math.max(2, count - 4))}${emphasised}${code}.`;
}

function sentence(random: Random, count: number): string {
  const text = wordsIn(random, count);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function wordsIn(random: Random, count: number): string {
  return Array.from({ length: count }, () => vocabulary.draw(random)).join(' ');
}

function namesOf(random: Random, count: number): string[] {
  return Array.from({ length: count }, () => sentence(random, 1));
}

function linkOf(random: Random) {
  const url = `https://example.com/merge-requests/${random.below(10_000)}`;
  return { url, label: sentence(random, 3), quote: '' };
}
