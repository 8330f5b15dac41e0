import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { STAFF_ENGINEER } from '../../renderer/domain/framework.ts';
import { periodNamed } from '../../renderer/domain/period.ts';
import { summarise } from '../../renderer/domain/summary.ts';
import { containedMarkdown, plainInMarkdown } from '../../renderer/formats/contained-markdown.ts';
import { LONGEST_TEXT, markdownToHtml } from '../../renderer/formats/markdown.ts';
import { summaryToHtml } from '../../renderer/formats/summary-html.ts';
import { summaryToMarkdown } from '../../renderer/formats/summary-markdown.ts';
import { entryWith, idOf } from './journals.ts';

/** Someone else's reader of our Markdown, which lets HTML and any link through. */
const reader = new MarkdownIt({ html: true });
reader.validateLink = () => true;

const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  'text <b onclick=alert(1)>bold</b> `<i>` <!-- comment --> <?php ?> <![CDATA[x]]> </div>',
  '<!-- never closed',
  '<details><summary>never closed',
  '<div\nonclick="alert(1)"\n>',
  '`unclosed <b>\n\n` <b>',
  '`` a ` <b> `` <b> ```',
  '\\`<b>`',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java&#115;cript:alert(1))',
  '[x](&#x6A;avascript:alert(1))',
  '[x](javascript&colon;alert(1))',
  '[x](java\\script:alert(1) "title")',
  '[x]( <javascript:alert(1)> )',
  '[x](\n  javascript:alert(1)\n)',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](vbscript:x) [y](file:///etc/passwd) [z](blob:x)',
  '<javascript:alert(1)> <data:text/html,x>',
  '[x]: javascript:alert(1)\n\n[x] [x][] [y][x]',
  '[x]:\n  javascript:alert(1)\n\n[x]',
  '[x]: <javascript:alert(1)>\n\n[x]',
  '> [x]: javascript:alert(1)\n\n- [x]',
  '![x](https://tracker.example.com/pixel.png)',
  '![x](data:image/png;base64,AAAA)',
  '![![x](javascript:alert(1))](https://example.com/y.png)',
  '[![x](https://example.com/x.png)](https://example.com/)',
  '![x][image]\n\n[image]: https://example.com/x.png',
  '"><script>alert(1)</script>',
  "' onmouseover='alert(1)",
  '```html" onclick="alert(1)\n<script>\n',
  '```<script>\nx',
  '~~~\nnever closed',
  '```` \nnever closed ```',
  '```\nclosed?\n    ```',
  '- a list\n  ```\n  never closed in it',
  '> a quote\n> ```\n> never closed in it',
  '| a |\n|---|\n| <b> `<i>` [x](javascript:alert(1)) |',
  'Title\n===\n\nTwo\nlines\n---\n\n> In a quote\n> ---\n\n- In a list\n  ===',
  '# One\n## Two #\n### Three ###\n###### Six\n#Not\n> # Quoted\n- # Listed',
  '    # indented code\n    <b>',
  '\t# code after a tab',
  '- starts with a list\n\n    and goes on',
  '=====',
  '---',
  '\r# carriage\r\rreturns\r\n# both',
  '\u202Eright to left\u2066',
  '</main></body></html>',
  '</style><style>*{display:none}</style>',
  ']]> --> */ \\',
  'www.example.com https://example.com/bare javascript:alert(1)',
];

const ends = 'The entry that follows';

function journalWith(text: string) {
  const period = periodNamed('2026');
  if (period === null) throw new Error('2026 is a period');
  const entries = [
    entryWith({
      id: idOf(1),
      day: '2026-01-01',
      title: text.slice(0, 2_000),
      outcome: text.slice(0, 2_000),
      links: [{ url: 'https://example.com/', label: text.slice(0, 2_000), quote: text }],
      competencies: [text.slice(0, 2_000)],
      text,
    }),
    entryWith({ id: idOf(2), day: '2026-01-02', title: ends, competencies: ['~ last'] }),
  ];
  return summarise(entries, { period, audience: 'me', framework: STAFF_ENGINEER, texts: 'all' });
}

/** Tags that may stand in a document, and the attributes that each may have. */
const TAG = /<(\/?)([a-z][a-z0-9-]*)((?:\s[^<>]*)?)\/?>/gi;

function problemsOf(html: string): string[] {
  const problems: string[] = [];
  for (const [tag, , name = '', attributes = ''] of html.matchAll(TAG)) {
    if (/^(script|img|svg|iframe|style|div onclick|i|b|details|object|form)$/i.test(name)) {
      problems.push(tag);
    }
    for (const [, attribute = '', value = ''] of attributes.matchAll(/([^\s=]+)="([^"]*)"/g)) {
      if (/^on|^style$/i.test(attribute)) problems.push(tag);
      if (/^(src|srcset|background)$/i.test(attribute)) problems.push(tag);
      if (attribute === 'href' && !/^(https?:|mailto:|#section-)/i.test(value)) problems.push(tag);
    }
  }
  return problems;
}

for (const text of HOSTILE) {
  test(`harmless in HTML: ${JSON.stringify(text)}`, () => {
    expect(problemsOf(markdownToHtml(text))).toEqual([]);
    const body = summaryToHtml(journalWith(text)).split('<body>')[1] ?? '';
    expect(problemsOf(body)).toEqual([]);
    expect(body).toContain(`<h3 dir="auto">${ends}</h3>`);
    expect(body.match(/<article/g)).toHaveLength(2);
    expect(body.match(/<\/main>/g)).toHaveLength(1);
    expect(body.split(/<div class="text"/)).toHaveLength(2);
  });

  test(`contained in Markdown: ${JSON.stringify(text)}`, () => {
    const html = reader.render(summaryToMarkdown(journalWith(text)));
    // The reader shows images, as any does; everything else is as in our own HTML.
    const withoutImages = html.replaceAll(/<img src="https:[^>]*>/g, '');
    expect(problemsOf(withoutImages)).toEqual([]);
    expect(html).toContain(`<h3>${ends}</h3>`);
    expect(html.match(/<h1>/g)).toHaveLength(1);
    expect(html.match(/<h3>/g)).toHaveLength(2);
    // The same text reads the same whether or not it stands in a document.
    expect(tidy(html)).toContain(tidy(reader.render(containedMarkdown(text))));
  });
}

/** A code block without end takes in the blank line that follows it; that shows nowhere. */
function tidy(html: string): string {
  return html.trim().replaceAll(/\s+<\/code>/g, '</code>');
}

test('keeps the Markdown of a text', () => {
  const text =
    'A *text* with `Array<string>`, **bold**, [a link](https://example.com/a_b), <https://example.com>\n\n1. one\n2. two\n\n> quoted\n\n```ts\nconst a: Map<string, number> = # x\n```\n\n| a | b |\n|---|---|\n| 1 < 2 | 3 |';
  expect(containedMarkdown(text)).toBe(text);
});

test('headings move below the title of their entry', () => {
  expect(
    containedMarkdown('# One\n\nTwo\n\n> Three\n> ===\n\n- Four\n  goes on\n  ---\n  text'),
  ).toBe('#### One\n\nTwo\n\n> #### Three\n\n- ##### Four goes on\n  text');
});

test('reference links become inline ones, so that two texts may number theirs alike', () => {
  expect(
    containedMarkdown(
      '[one][1], [1], [The *Guide*][], `[1]`, [none]\n\n[1]: https://example.com/1 "T"\n[the *guide*]: <https://example.com/g>',
    ),
  ).toBe(
    '[one](<https://example.com/1>), [1](<https://example.com/1>), [The *Guide*](<https://example.com/g>), `[1]`, [none]\n\n[1]: https://example.com/1 "T"\n[the *guide*]: <https://example.com/g>',
  );
});

test('plain text reads as itself, whatever it is', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'`*_[]()<>#-+!|~&;:\\"\'=/$. \tab1é') }),
      (text) => {
        const shown = text.replaceAll(/\s+/g, ' ').trim();
        for (const place of ['### ', '**Outcome:** ', '> ']) {
          const [inline] = new MarkdownIt('commonmark')
            .parse(`${place}${plainInMarkdown(text)}`, {})
            .filter(({ type }) => type === 'inline');
          const read = (inline?.children ?? [])
            .filter(({ type }) => type === 'text' || type === 'text_special')
            .map(({ content }) => content)
            .join('');
          if (read.replace(/^Outcome:/, '').trim() !== shown.replace(/^Outcome:/, '')) return false;
          if (read.includes('Outcome:') !== place.includes('Outcome')) return false;
        }
        return true;
      },
    ),
    { numRuns: 5_000 },
  );
});

/** Just short enough to be read as Markdown. */
const MANY = LONGEST_TEXT - 1_000;

for (const [name, piece] of [
  ['quotes in quotes', '>'],
  ['lists in lists', '- '],
  ['brackets', '['],
  ['pairs of brackets', '[]'],
  ['links in links', '[x]('],
  ['images in images', '!['],
  ['stars', '*a '],
  ['stars and underscores', '*a_ '],
  ['open tags', '<a '],
  ['bare addresses', 'http://a.b/ '],
  ['letters', 'a'],
  ['dots', 'a.'],
  ['backslashes', '\\'],
  ['backticks', '` `` '],
  ['references', '[a]: b\n'],
  ['table rows', '|a|b|\n|-|-|\n'],
] as const) {
  // What grows with the square of its length is still at it when the runner's patience ends.
  test(`a long text of ${name} is written before anyone gives up`, () => {
    for (const text of [
      piece.repeat(MANY / piece.length),
      // As long as a paragraph may be to be read, again and again.
      `${piece.repeat(4_900 / piece.length)}\n\n`.repeat(40),
      piece.repeat(2_000_000 / piece.length),
    ]) {
      expect(containedMarkdown(text).length).toBeGreaterThan(0);
      expect(markdownToHtml(text).length).toBeGreaterThan(0);
    }
  });
}
