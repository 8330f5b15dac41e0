import {
  history,
  historyKeymap,
  indentLess,
  indentMore,
  insertNewline,
  standardKeymap,
} from '@codemirror/commands';
import {
  defineLanguageFacet,
  HighlightStyle,
  Language,
  languageDataProp,
  syntaxHighlighting,
} from '@codemirror/language';
import { Annotation, Compartment, EditorState, Transaction } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { GFM, parser } from '@lezer/markdown';

/**
 * The Markdown editor: CodeMirror, lean. It keeps what is typed byte for byte, so nothing is
 * continued, indented or closed on the writer's behalf.
 */
export interface Editor {
  /** Shows another text, unless it is the one already there. */
  readonly show: (text: string) => void;
  readonly lock: (readOnly: boolean) => void;
  readonly focus: (from?: number, to?: number) => void;
  readonly destroy: () => void;
}

export interface EditorOptions {
  /**
   * Holds a shadow root. CodeMirror writes its styles into a `<style>` element, which the page's
   * policy blocks; in a shadow root it uses constructed style sheets, which the policy allows.
   */
  readonly host: HTMLElement;
  readonly text: string;
  readonly readOnly: boolean;
  readonly placeholder: string;
  readonly checksSpelling: boolean;
  readonly onChange: (text: string) => void;
}

const data = defineLanguageFacet();
const markdown = new Language(
  data,
  parser.configure([GFM, { props: [languageDataProp.add({ Document: data })] }]),
  [],
  'markdown',
);

const highlight = HighlightStyle.define([
  { tag: tags.heading1, fontWeight: 'var(--strong)', fontSize: '1.25em' },
  { tag: tags.heading2, fontWeight: 'var(--strong)', fontSize: '1.12em' },
  { tag: tags.heading, fontWeight: 'var(--strong)' },
  { tag: tags.strong, fontWeight: 'var(--strong)' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: tags.monospace, fontFamily: 'var(--font-mono)', fontSize: '0.92em' },
  { tag: [tags.link, tags.url], color: 'var(--accent)' },
  { tag: tags.quote, color: 'var(--ink-quiet)' },
  { tag: [tags.processingInstruction, tags.labelName], color: 'var(--ink-quiet)' },
]);

const theme = EditorView.theme({
  '&': { color: 'var(--ink)', minHeight: '100%' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { font: 'inherit', lineHeight: '1.65', overflowX: 'hidden' },
  '.cm-content': { padding: '0', caretColor: 'var(--accent)', minHeight: 'var(--text-height)' },
  '.cm-line': { padding: '0' },
  '.cm-placeholder': { color: 'var(--ink-quiet)' },
});

const named = EditorView.contentAttributes.of({
  'aria-label': 'Text',
  role: 'textbox',
  'aria-multiline': 'true',
  autocorrect: 'off',
  autocapitalize: 'off',
  writingsuggestions: 'false',
});

function shadowRange(root: DocumentOrShadowRoot): readonly StaticRange[] {
  if (!(root instanceof ShadowRoot)) return [];
  return document.getSelection()?.getComposedRanges({ shadowRoots: [root] }) ?? [];
}

/**
 * Text put in as a whole (dictation, a test) or over a selection. Left to the browser it would come
 * with style attributes, which the policy blocks, and take seconds for a long text.
 */
const insertion = EditorView.domEventHandlers({
  beforeinput(event, view) {
    // The event's own target ranges are empty inside a shadow root.
    const [range] = shadowRange(view.root);
    if (event.inputType !== 'insertText' || event.data === null || range === undefined)
      return false;
    if (event.isComposing || view.state.readOnly) return false;
    if (range.collapsed && !event.data.includes('\n')) return false;
    const from = view.posAtDOM(range.startContainer, range.startOffset);
    const to = view.posAtDOM(range.endContainer, range.endOffset);
    const insert = view.state.toText(event.data);
    view.dispatch({
      changes: { from, to, insert },
      selection: { anchor: from + insert.length },
      scrollIntoView: true,
      userEvent: 'input.type',
    });
    event.preventDefault();
    return true;
  },
});

const keys = keymap.of([
  { key: 'Enter', run: insertNewline, shift: insertNewline },
  // Tab leaves the editor, as everywhere on the page; these indent instead.
  { key: 'Mod-]', run: indentMore },
  { key: 'Mod-[', run: indentLess },
  ...historyKeymap,
  ...standardKeymap,
]);

/** Marks a change that came from the draft and so is no news to it. */
const shown = Annotation.define<boolean>();

/** CodeMirror knows lines, not their ends: a text from a file keeps the ends that it came with. */
function lineBreakOf(text: string): string {
  return /\r\n/.test(text) && !/(^|[^\r])\n|\r(?!\n)/.test(text) ? '\r\n' : '\n';
}

export function createEditor(options: EditorOptions): Editor {
  const { host, onChange } = options;
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  let text = options.text;
  const access = new Compartment();
  const accessOf = (readOnly: boolean) => [
    EditorState.readOnly.of(readOnly),
    EditorView.contentAttributes.of(readOnly ? { 'aria-readonly': 'true' } : {}),
  ];

  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        history(),
        keys,
        markdown,
        syntaxHighlighting(highlight),
        theme,
        named,
        EditorView.contentAttributes.of({ spellcheck: String(options.checksSpelling) }),
        insertion,
        EditorView.lineWrapping,
        placeholder(options.placeholder),
        access.of(accessOf(options.readOnly)),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged || update.transactions.some((one) => one.annotation(shown)))
            return;
          text = update.state.doc.sliceString(0, undefined, lineBreakOf(text));
          onChange(text);
        }),
      ],
    }),
  });

  return {
    show(next) {
      if (next === text) return;
      text = next;
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: view.state.toText(next) },
        annotations: [shown.of(true), Transaction.addToHistory.of(false)],
      });
    },
    lock: (readOnly) => view.dispatch({ effects: access.reconfigure(accessOf(readOnly)) }),
    focus(from = 0, to = from) {
      view.focus();
      view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
    },
    destroy: () => view.destroy(),
  };
}
