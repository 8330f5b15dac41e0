import createDOMPurify from 'dompurify';

/**
 * The exported document as nodes and their styles. It passes through DOMPurify although we wrote
 * it: a fault in the format may spoil a picture of the file, but never run in the app.
 */
export interface Purified {
  readonly content: DocumentFragment;
  readonly css: string;
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

  // On paper, an empty address would be the app's own.
  for (const link of content.querySelectorAll('a[href=""]')) link.removeAttribute('href');

  // A page has one `main`, and the app has it already.
  const main = content.querySelector('main');
  if (main !== null) {
    const sheet = document.createElement('div');
    sheet.className = main.className;
    sheet.append(...main.childNodes);
    main.replaceWith(sheet);
  }
  return { content, css: css.replaceAll('main.summary', '.summary') };
}
