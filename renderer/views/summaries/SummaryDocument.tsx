import { type MouseEvent, useEffect, useRef } from 'react';
import { openLink } from '../open-link.ts';
import { usePaper } from './paper.ts';

interface SummaryDocumentProps {
  /** The document that an export would write. */
  readonly html: string;
}

/**
 * The document as it will be. A shadow root keeps the page's styles out and the document's own in,
 * so that what is seen is what is exported.
 */
export function SummaryDocument({ html }: SummaryDocumentProps) {
  const host = useRef<HTMLDivElement>(null);
  usePaper(html);

  useEffect(() => {
    let wanted = true;
    // Loaded on need: no other screen shows foreign markup.
    void import('./purified.ts').then(({ purified }) => {
      const element = host.current;
      if (!wanted || element === null) return;
      const { content, css } = purified(html);
      const styles = new CSSStyleSheet();
      // In a shadow root, what styles the paper of a file styles the host.
      styles.replaceSync(css.replaceAll(':root', ':host'));
      const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
      root.adoptedStyleSheets = [styles];
      root.replaceChildren(content);
    });
    return () => {
      wanted = false;
    };
  }, [html]);

  return (
    <section className="summary-document" aria-label="Document">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside take the keyboard; this hears their clicks */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click */}
      <div ref={host} onClick={follow} onAuxClick={follow} />
    </section>
  );
}

/** A link opens outside the app, however it was pressed; one within the document scrolls there. */
function follow(event: MouseEvent) {
  const path = event.nativeEvent.composedPath();
  const link = path.find((target) => target instanceof HTMLAnchorElement);
  if (link === undefined) return;
  event.preventDefault();
  const target = link.getAttribute('href') ?? '';
  if (!target.startsWith('#')) return openLink(link.href);
  const root = link.getRootNode();
  if (root instanceof ShadowRoot) root.getElementById(target.slice(1))?.scrollIntoView();
}
