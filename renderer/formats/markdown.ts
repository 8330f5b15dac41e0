import MarkdownIt, { type Token } from 'markdown-it';
import { isSafeUrl } from '../domain/entry.ts';

/**
 * The Markdown of entries, for documents: parsed once, by one parser, so that every format agrees
 * on what is a heading, code or a link. HTML is text, links lead only to the web and to mail, and
 * images become links, so that no document ever fetches anything.
 *
 * It is large: import it (and what imports it) lazily.
 */

/** An entry's own title is a heading of the third level; its text's headings stand below that. */
const SHIFT = 3;

/**
 * Parsing takes time that grows with the square of what stands in one piece: a million open
 * brackets took minutes. No one writes such texts, but a file may bring one, and then a longer
 * text is shown as typed, and a longer paragraph without its marks.
 */
export const LONGEST_TEXT = 200_000;
const LONGEST_PARAGRAPH = 5_000;
const PLAIN = 'plain';

const markdown = new MarkdownIt({ html: false, linkify: true });
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
markdown.validateLink = isSafeUrl;

markdown.core.ruler.before('inline', 'long-paragraphs', ({ tokens }) => {
  for (const token of tokens) {
    if (token.type === 'inline' && token.content.length > LONGEST_PARAGRAPH) token.type = PLAIN;
  }
});
markdown.renderer.rules[PLAIN] = (tokens, index) =>
  markdown.utils.escapeHtml(tokens[index]?.content ?? '');

markdown.core.ruler.push('safe-document', (state) => {
  for (const token of state.tokens) {
    if (token.type === 'heading_open' || token.type === 'heading_close') {
      token.tag = `h${shifted(Number(token.tag.slice(1)))}`;
    } else if (token.type === 'th_open' || token.type === 'td_open') {
      alignByClass(token);
    } else if (token.children !== null) {
      token.children = imagesAsLinks(token.children, state.Token);
    }
  }
});

markdown.renderer.rules.link_open = (tokens, index, options, _env, renderer) => {
  tokens[index]?.attrSet('rel', 'noopener noreferrer');
  return renderer.renderToken(tokens, index, options);
};

/** A text as HTML that neither runs nor loads anything. */
export function markdownToHtml(text: string): string {
  if (text.length > LONGEST_TEXT) return `<pre>${markdown.utils.escapeHtml(text)}</pre>\n`;
  return markdown.render(text);
}

export type { Token };

/** What the reference links of a text point at, by normalised label. */
export type References = Readonly<Record<string, { readonly href: string }>>;

/** Whether a token holds the words of a paragraph, a heading or a cell. */
export function isInline({ type }: Token): boolean {
  return type === 'inline' || type === PLAIN;
}

/** A text as the parser's tokens. */
export function parseMarkdown(text: string): {
  readonly tokens: readonly Token[];
  readonly references: References;
} {
  const env: { references?: Record<string, { href: string; title: string }> } = {};
  return { tokens: markdown.parse(text, env), references: env.references ?? {} };
}

export const normalizeReference = markdown.utils.normalizeReference;

/** The level of a heading once it stands in a document. */
export function shifted(level: number): number {
  return Math.min(6, level + SHIFT);
}

/** The parser aligns cells by style attributes, which a strict content policy refuses. */
function alignByClass(token: Token): void {
  const [, side] = /text-align:(\w+)/.exec(String(token.attrGet('style'))) ?? [];
  token.attrs = side === undefined ? null : [['class', side]];
}

function imagesAsLinks(tokens: readonly Token[], NewToken: typeof Token): Token[] {
  let inLink = false;
  return tokens.flatMap((token) => {
    if (token.type === 'link_open' || token.type === 'link_close') {
      inLink = token.type === 'link_open';
    }
    if (token.type !== 'image') return [token];
    const url = String(token.attrGet('src') ?? '');
    const alt = markdown.renderer.renderInlineAsText(token.children ?? [], markdown.options, {});
    const text = new NewToken('text', '', 0);
    text.content = alt.trim() || url;
    if (inLink) return [text];
    const open = new NewToken('link_open', 'a', 1);
    open.attrs = [['href', url]];
    return [open, text, new NewToken('link_close', 'a', -1)];
  });
}
