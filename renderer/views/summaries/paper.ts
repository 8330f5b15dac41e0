import { useEffect } from 'react';
import { paperSize } from './paper-size.ts';
import type { Purified } from './purified.ts';
import './paper.css';

/**
 * Lays the document out so that printing the page prints it, and nothing else of the page. It
 * stands in the document itself and not in a shadow root: there neither its page numbers nor the
 * links within it would work.
 * @returns a function that takes it away again
 */
export function layOut({ content, css }: Purified): () => void {
  // What an export has laid out stays, when the browser asks once more as it prints.
  if (document.querySelector('body > .paper') !== null) return () => {};
  const paper = document.createElement('div');
  paper.className = 'paper';
  paper.append(content);
  const styles = new CSSStyleSheet({ media: 'print' });
  styles.replaceSync(`${css}@page { size: ${paperSize(navigator.language)} }`);
  const { title } = document;

  document.adoptedStyleSheets.push(styles);
  document.body.append(paper);
  // A PDF bears the title of its page.
  document.title = paper.querySelector('h1')?.textContent ?? title;
  return () => {
    paper.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== styles);
    document.title = title;
  };
}

/** Lays the document out whenever the page is printed: by the browser's own menu, for one. */
export function usePaper(html: string): void {
  useEffect(() => {
    const mounted = new AbortController();
    const { signal } = mounted;
    let takeAway = () => {};
    void import('./purified.ts').then(({ purified }) => {
      const before = () => {
        takeAway = layOut(purified(html));
      };
      window.addEventListener('beforeprint', before, { signal });
      window.addEventListener('afterprint', () => takeAway(), { signal });
    });
    return () => {
      mounted.abort();
      takeAway();
    };
  }, [html]);
}
