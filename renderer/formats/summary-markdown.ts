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
  const blocks = [`# Summary of ${summary.period.name}`, listOf(totalsOf(summary))];
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

function listOf(facts: readonly (readonly [label: string, value: string])[]): string {
  return facts.map(([label, value]) => `- ${label}: ${plainInMarkdown(value)}`).join('\n');
}

/** Paragraphs and no lists: a list here would run together with one at the start of the text. */
function entryBlocks(entry: SummaryEntry): string[] {
  const facts = factsOf(entry).map(([label, value]) => `${label}: ${value}`);
  const blocks = [`### ${plainInMarkdown(titleInWords(entry))}`, facts.join(' · ')];
  if (entry.outcome !== '') blocks.push(`**Outcome:** ${plainInMarkdown(entry.outcome)}`);
  blocks.push(...entry.links.flatMap(linkBlocks));
  if (entry.text !== null) blocks.push(containedMarkdown(entry.text));
  return blocks;
}

function linkBlocks({ url, label, quote }: Link): string[] {
  const link = `Link: [${plainInMarkdown(label.trim() || url)}](<${urlInMarkdown(url)}>)`;
  if (quote.trim() === '') return [link];
  const lines = quote
    .trim()
    .split(/\r\n?|\n/)
    .map(plainInMarkdown);
  const quoted = lines.map((line, index) => {
    const broken = line !== '' && (lines[index + 1] ?? '') !== '';
    return `> ${line}${broken ? '\\' : ''}`.trimEnd();
  });
  return [link, quoted.join('\n')];
}
