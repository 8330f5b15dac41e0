import type { Link } from '../domain/entry.ts';
import type { Summary, SummaryEntry } from '../domain/summary.ts';
import { containedMarkdown, plainInMarkdown, urlInMarkdown } from './contained-markdown.ts';
import {
  competencyInWords,
  EMPTY_WORDS,
  factsOf,
  GAPS_TITLE,
  GAPS_WORDS,
  OTHERS_TITLE,
  titleInWords,
  totalsOf,
} from './summary-words.ts';

/** The summary as Markdown. What the writer wrote cannot break out of its place. Import it lazily. */
export function summaryToMarkdown(summary: Summary): string {
  const blocks = [`# Summary of ${summary.period.name}`, facts(totalsOf(summary))];
  if (summary.totals.entries === 0) blocks.push(EMPTY_WORDS);
  for (const evidence of summary.competencies) {
    blocks.push(`## ${plainInMarkdown(competencyInWords(evidence))}`);
    blocks.push(...evidence.entries.flatMap(entryBlocks));
  }
  if (summary.gaps.length > 0) {
    const names = summary.gaps.map(({ name }) => `- ${plainInMarkdown(name)}`);
    blocks.push(`## ${GAPS_TITLE}`, GAPS_WORDS, names.join('\n'));
  }
  if (summary.others.length > 0) {
    blocks.push(`## ${OTHERS_TITLE}`, ...summary.others.flatMap(entryBlocks));
  }
  return `${blocks.join('\n\n')}\n`;
}

function facts(list: readonly (readonly [label: string, value: string])[]): string {
  return list.map(([label, value]) => `- ${label}: ${plainInMarkdown(value)}`).join('\n');
}

function entryBlocks(entry: SummaryEntry): string[] {
  const all = [...factsOf(entry)];
  if (entry.outcome !== '') all.push(['Outcome', entry.outcome]);
  const list = [facts(all), ...entry.links.map(linkItem)].join('\n');
  const blocks = [`### ${plainInMarkdown(titleInWords(entry))}`, list];
  if (entry.text !== null) blocks.push(containedMarkdown(entry.text));
  return blocks;
}

function linkItem({ url, label, quote }: Link): string {
  const item = `- Link: [${plainInMarkdown(label.trim() || url)}](<${urlInMarkdown(url)}>)`;
  if (quote.trim() === '') return item;
  const lines = quote.trim().split(/\r\n?|\n/);
  return [item, ...lines.map((line) => `  > ${plainInMarkdown(line)}`.trimEnd())].join('\n');
}
