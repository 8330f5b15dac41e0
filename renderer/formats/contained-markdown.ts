import {
  isInline,
  LONGEST_TEXT,
  normalizeReference,
  parseMarkdown,
  type References,
  shifted,
  type Token,
} from './markdown.ts';

/** Writing what others wrote into a Markdown document, so that it cannot break out of its place. */

/** One line of plain text, as it is, whatever it looks like to Markdown. */
export function plainInMarkdown(text: string): string {
  return (
    text
      .replaceAll(/\s+/g, ' ')
      .trim()
      // An underscore inside a word stays: it means nothing there, and names are full of them.
      .replaceAll(
        /[\\`*[\]<>~|$]|(?<=^|\s)#(?=#*$)|&(?=[#\w]+;)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu,
        '\\$&',
      )
      .replace(/^[-+=#](?!\w)/, '\\$&')
      .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
  );
}

/** A URL to stand between `<` and `>`. */
export function urlInMarkdown(url: string): string {
  return url
    .replaceAll(/[<>\s\\]/g, (character) => encodeURIComponent(character))
    .replaceAll(/&(?=[#\w]+;)/g, '&amp;');
}

/**
 * A text that keeps its Markdown, but for what would reach out of its place: headings move below
 * the entry's own, a fence without end is closed, HTML becomes text (an open comment would hide
 * all that follows), links to anything but the web and mail become text, and reference links
 * become inline ones (two texts may both define `[1]`).
 */
export function containedMarkdown(text: string): string {
  if (text.length > LONGEST_TEXT) return fenced(text);
  const { tokens, references } = parseMarkdown(text);
  const original = text.split(/\r\n?|\n/);
  const lines: (string | null)[] = [...original];
  const code = new Set<number>();
  for (const { type, map } of tokens) {
    if (type !== 'fence' && type !== 'code_block') continue;
    for (let line = map?.[0] ?? 0; line < (map?.[1] ?? 0); line++) code.add(line);
  }
  // Code spans reach over the lines of their paragraph, so paragraphs are read whole.
  const read = new Set<number>(code);
  for (const token of tokens) {
    if (!isInline(token) || token.map === null) continue;
    const [from, to] = token.map;
    const paragraph = withoutOpenings(original.slice(from, to).join('\n'), references);
    for (const [index, line] of paragraph.split('\n').entries()) {
      lines[from + index] = line;
      read.add(from + index);
    }
  }
  for (const [index, line] of original.entries()) {
    if (!read.has(index)) lines[index] = withoutOpenings(line, references);
  }
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'heading_open') lower(token, tokens[index + 1], original, lines, references);
  }
  lines.push(...fenceLeftOpen(tokens, original));
  return lines
    .filter((line) => line !== null)
    .join('\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
}

/** A text as code, in a fence longer than any within. */
function fenced(text: string): string {
  let longest = 2;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}

/** Moves a heading down. One underlined with `=` or `-` is written anew with `#`. */
function lower(
  heading: Token,
  inline: Token | undefined,
  original: readonly string[],
  lines: (string | null)[],
  references: References,
): void {
  const [from, to] = heading.map ?? [0, 0];
  const { markup } = heading;
  if (markup.startsWith('#')) {
    lines[from] = (lines[from] ?? '').replace(markup, '#'.repeat(shifted(markup.length)));
    return;
  }
  const content = inline?.content ?? '';
  const [first = ''] = content.split('\n');
  const before = (original[from] ?? '').split(first)[0] ?? '';
  const title = withoutOpenings(content, references).replaceAll(/\s*\n\s*/g, ' ');
  const closing = /(?:^|\s)#+$/.test(title) ? ' #' : '';
  lines[from] = `${before}${'#'.repeat(shifted(markup === '=' ? 1 : 2))} ${title}${closing}`;
  for (let line = from + 1; line < to; line++) lines[line] = null;
}

/** The end that the last fence lacks, if it does; one inside a list or a quote ends with that. */
function fenceLeftOpen(tokens: readonly Token[], original: readonly string[]): string[] {
  const last = tokens.at(-1);
  if (last?.type !== 'fence' || last.map === null) return [];
  const [from, to] = last.map;
  const line = to - from > 1 ? (original[to - 1] ?? '') : '';
  const end = line.replace(/^ {0,3}(?! )/, '').trimEnd();
  const mark = last.markup.charAt(0);
  const closed = end.length >= last.markup.length && end === mark.repeat(end.length);
  return closed ? [] : [last.markup];
}

/** What may follow `](` or `]:`: the web, mail, or a path without a scheme, even a disguised one. */
const SAFE_TARGET =
  /\s*(?!\s)(?:<?(?:https?:|mailto:)|<?[^\s:&<]{0,200}[)>]|[^\s:&<]{1,200}(?:\s|$))/iy;

const OPENING =
  /\\[\s\S]|`+|<(?=[a-z/!?])(?!https?:|mailto:)|\][(:]|\]\[([^[\]\\]+)\]|\[([^[\]\\]+)\](?:\[\]|(?![[(:]))/giu;

function withoutOpenings(source: string, references: References): string {
  const opening = new RegExp(OPENING);
  const spanEnd = codeSpanEnds(source);
  const pieces: string[] = [];
  let taken = 0;
  for (let match = opening.exec(source); match !== null; match = opening.exec(source)) {
    const [found, label, shortcut] = match;
    if (found.startsWith('`')) {
      opening.lastIndex = spanEnd(found.length, opening.lastIndex) ?? opening.lastIndex;
      continue;
    }
    const replacement = contained(found, label, shortcut);
    if (replacement === null) {
      opening.lastIndex = match.index + 1;
    } else if (replacement !== found) {
      pieces.push(source.slice(taken, match.index), replacement);
      taken = opening.lastIndex;
    }
  }
  return pieces.join('') + source.slice(taken);

  /** What stands there instead; null when the match means nothing, but something in it may. */
  function contained(found: string, label?: string, shortcut?: string): string | null {
    const name = label ?? shortcut;
    if (name !== undefined) {
      const reference = references[normalizeReference(name)];
      if (reference === undefined) return null;
      const text = shortcut === undefined ? '' : `[${withoutOpenings(shortcut, {})}`;
      return `${text}](<${urlInMarkdown(reference.href)}>)`;
    }
    if (found === '<') return '\\<';
    if (found.startsWith('\\')) return found;
    SAFE_TARGET.lastIndex = opening.lastIndex;
    return SAFE_TARGET.test(source) ? found : `]\\${found.slice(1)}`;
  }
}

/** Finds where a code span ends: after the next run of as many backticks; null when there is none. */
function codeSpanEnds(source: string): (length: number, from: number) => number | null {
  const starts = new Map<number, number[]>();
  for (const { 0: run, index } of source.matchAll(/`+/g)) {
    const list = starts.get(run.length);
    if (list === undefined) starts.set(run.length, [index]);
    else list.push(index);
  }
  for (const list of starts.values()) list.reverse();
  return (length, from) => {
    const list = starts.get(length) ?? [];
    // Asked in order of the text, so what lies behind is never needed again.
    while ((list.at(-1) ?? from) < from) list.pop();
    const start = list.at(-1);
    return start === undefined ? null : start + length;
  };
}
