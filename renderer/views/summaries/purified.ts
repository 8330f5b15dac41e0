import createDOMPurify from 'dompurify';

/**
 * The exported document as nodes and a stylesheet. It passes through DOMPurify although we wrote
 * it: a fault in the format may spoil a picture of the file, but never run in the app.
 */
export interface Purified {
  readonly content: DocumentFragment;
  readonly styles: CSSStyleSheet;
}

/** What a document never needs, and what would load something, ask for input or break the policy. */
const FORBIDDEN = ['img', 'picture', 'source', 'video', 'audio', 'svg', 'math', 'form', 'input'];

const STYLE = /<style>(.*?)<\/style>/s;

// Made once: each instance makes a Trusted Types policy of the one name the page may use.
const purify = createDOMPurify(window);

export function purified(html: string): Purified {
  // Taken out of the text, because the policy forbids a style element even where it has no effect.
  const [, css = ''] = STYLE.exec(html) ?? [];
  const cleaned = purify.sanitize(html.replace(STYLE, ''), {
    RETURN_DOM_FRAGMENT: true,
    FORBID_TAGS: [...FORBIDDEN, 'style'],
    FORBID_ATTR: ['style'],
  });
  const content = document.createDocumentFragment();
  content.append(...cleaned.childNodes);

  // A page has one `main`, and the app has it already.
  const main = content.querySelector('main');
  if (main !== null) {
    const sheet = document.createElement('div');
    sheet.className = main.className;
    sheet.append(...main.childNodes);
    main.replaceWith(sheet);
  }
  const styles = new CSSStyleSheet();
  // In a shadow root, what styles the paper of a file styles the host.
  styles.replaceSync(css.replaceAll('main.summary', '.summary').replaceAll(':root', ':host'));
  return { content, styles };
}
