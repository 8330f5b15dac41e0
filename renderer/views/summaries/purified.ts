import createDOMPurify from 'dompurify';

/**
 * The exported document as nodes and a stylesheet. It passes through DOMPurify although we wrote
 * it: a fault in the format may spoil a picture of the file, but never run in the app.
 */
export interface Purified {
  readonly content: DocumentFragment;
  readonly styles: CSSStyleSheet;
}

/** What a document never needs, and what would load something or ask for input. */
const FORBIDDEN = ['img', 'picture', 'source', 'video', 'audio', 'svg', 'math', 'form', 'input'];

// Made once: each instance makes a Trusted Types policy of the one name the page may use.
const purify = createDOMPurify(window);

export function purified(html: string): Purified {
  const cleaned = purify.sanitize(html, {
    WHOLE_DOCUMENT: true,
    RETURN_DOM_FRAGMENT: true,
    FORBID_TAGS: FORBIDDEN,
  });
  const styles = new CSSStyleSheet();
  for (const style of cleaned.querySelectorAll('style')) {
    styles.replaceSync(style.textContent);
    style.remove();
  }
  const content = document.createDocumentFragment();
  content.append(...(cleaned.querySelector('body')?.childNodes ?? []));
  return { content, styles };
}
