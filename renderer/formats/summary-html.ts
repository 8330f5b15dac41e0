import type { Link } from '../domain/entry.ts';
import type { Summary, SummaryEntry } from '../domain/summary.ts';
import { markdownToHtml } from './markdown.ts';
import { SUMMARY_CSS } from './summary-css.ts';
import {
  competencyInWords,
  countInWords,
  EMPTY_WORDS,
  factsOf,
  GAPS_TITLE,
  GAPS_WORDS,
  OTHERS_TITLE,
  titleInWords,
  totalsOf,
} from './summary-words.ts';

/**
 * The summary as one HTML file that needs nothing else: no script, no image, no font, no network.
 * Everything inside stands in `main.summary`, and its style knows nothing outside of it, so the
 * preview can show the same document in a shadow root. Import it lazily.
 */
export function summaryToHtml(summary: Summary): string {
  const title = `Summary of ${summary.period.name}`;
  const sections = sectionsOf(summary);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
${SUMMARY_CSS}</style>
</head>
<body>
<main class="summary">
<header>
<h1>${escaped(title)}</h1>
${facts(totalsOf(summary))}
</header>
${summary.totals.entries === 0 ? `<p>${EMPTY_WORDS}</p>\n` : ''}${contents(sections)}${sections.map(sectionHtml).join('')}</main>
</body>
</html>
`;
}

interface Section {
  readonly title: string;
  readonly note: string;
  readonly html: string;
}

function sectionsOf(summary: Summary): Section[] {
  const sections: Section[] = summary.competencies.map((evidence) => ({
    title: competencyInWords(evidence),
    note: countInWords(evidence.entries.length),
    html: evidence.entries.map(entryHtml).join(''),
  }));
  if (summary.gaps.length > 0) {
    const names = summary.gaps.map(({ name }) => `<li>${escaped(name)}</li>\n`).join('');
    sections.push({
      title: GAPS_TITLE,
      note: String(summary.gaps.length),
      html: `<p>${GAPS_WORDS}</p>\n<ul class="gaps">\n${names}</ul>\n`,
    });
  }
  if (summary.others.length > 0) {
    sections.push({
      title: OTHERS_TITLE,
      note: countInWords(summary.others.length),
      html: summary.others.map(entryHtml).join(''),
    });
  }
  return sections;
}

function contents(sections: readonly Section[]): string {
  const items = sections.map(
    ({ title, note }, index) =>
      `<li><a href="#section-${index + 1}">${escaped(title)}</a> <span class="note">${note}</span></li>\n`,
  );
  return `<nav aria-label="Contents">\n<h2>Contents</h2>\n<ol>\n${items.join('')}</ol>\n</nav>\n`;
}

function sectionHtml({ title, note, html }: Section, index: number): string {
  const id = `section-${index + 1}`;
  return `<section aria-labelledby="${id}">
<h2 id="${id}" dir="auto">${escaped(title)} <span class="note">${note}</span></h2>
${html}</section>
`;
}

function entryHtml(entry: SummaryEntry): string {
  const outcome =
    entry.outcome === '' ? '' : `<p class="outcome" dir="auto">${escaped(entry.outcome)}</p>\n`;
  const links =
    entry.links.length === 0
      ? ''
      : `<ul class="links">\n${entry.links.map(linkHtml).join('')}</ul>\n`;
  const text =
    entry.text === null
      ? ''
      : `<div class="text" dir="auto">\n${markdownToHtml(entry.text)}</div>\n`;
  return `<article data-entry="${escaped(entry.id)}">
<h3 dir="auto">${escaped(titleInWords(entry))}</h3>
${facts(factsOf(entry))}
${outcome}${links}${text}</article>
`;
}

function linkHtml({ url, label, quote }: Link): string {
  const link = `<a href="${escaped(url)}" rel="noopener noreferrer">${escaped(label.trim() || url)}</a>`;
  const quoted =
    quote.trim() === '' ? '' : `<blockquote dir="auto">${escaped(quote.trim())}</blockquote>`;
  return `<li>${link}${quoted}</li>\n`;
}

function facts(list: readonly (readonly [label: string, value: string])[]): string {
  const rows = list.map(
    ([label, value]) => `<div><dt>${escaped(label)}</dt><dd>${escaped(value)}</dd></div>\n`,
  );
  return `<dl class="facts">\n${rows.join('')}</dl>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
