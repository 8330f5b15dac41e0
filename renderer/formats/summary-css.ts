/**
 * The style of the HTML summary. All of it hangs on `main.summary`, so that the same text styles the
 * file and the preview in a shadow root; what only a file of its own needs stands under `:root`.
 */
export const SUMMARY_CSS = `@page {
  margin: 20mm 18mm;
  @bottom-right {
    content: counter(page) ' / ' counter(pages);
    font: 9pt system-ui, sans-serif;
  }
}
:root {
  color-scheme: light dark;
  background: light-dark(#fdfdfc, #16181a);
}
:root body {
  margin: 0;
}
main.summary {
  --ink: light-dark(#1c1f23, #e7e8e9);
  --quiet: light-dark(#5a626c, #a3abb4);
  --line: light-dark(#dcdfe3, #363c43);
  --tint: light-dark(#f3f4f5, #202428);
  --link: light-dark(#0b57a4, #8ec2ff);
  box-sizing: border-box;
  max-width: 46rem;
  margin: 0 auto;
  padding: 3rem 1.5rem 4rem;
  background: light-dark(#fdfdfc, #16181a);
  color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
  overflow-wrap: anywhere;
}
.summary :is(h1, h2, h3, h4, h5, h6) {
  margin: 0;
  line-height: 1.25;
  text-wrap: balance;
  break-after: avoid;
}
.summary h1 {
  margin-bottom: 1.25rem;
  font-size: 2rem;
  letter-spacing: -0.015em;
}
.summary h2 {
  padding-top: 1.25rem;
  border-top: 2px solid var(--ink);
  font-size: 1.35rem;
}
.summary h3 {
  font-size: 1.05rem;
}
.summary :is(h4, h5, h6) {
  margin: 1rem 0 0.35rem;
  font-size: 0.95rem;
}
.summary .note {
  color: var(--quiet);
  font-size: 0.875rem;
  font-weight: 400;
  white-space: nowrap;
}
.summary :is(section, nav) {
  margin-top: 2.5rem;
}
.summary nav h2 {
  padding: 0;
  border: 0;
  font-size: 1rem;
}
.summary nav ol {
  margin: 0.5rem 0 0;
  padding: 0;
  list-style: none;
  columns: 17rem 2;
  column-gap: 2rem;
}
.summary nav li {
  padding: 0.15rem 0;
  break-inside: avoid;
}
.summary article {
  margin-top: 1.5rem;
}
.summary article + article {
  padding-top: 1.5rem;
  border-top: 1px solid var(--line);
}
.summary :is(p, ul, ol, dl, pre, blockquote, table) {
  margin: 0.5rem 0 0;
}
.summary :is(ul, ol) {
  padding-inline-start: 1.4rem;
}
.summary .facts {
  display: flex;
  flex-wrap: wrap;
  gap: 0.15rem 1.25rem;
  color: var(--quiet);
  font-size: 0.875rem;
}
.summary .facts div {
  display: flex;
  gap: 0.35rem;
}
.summary .facts dt::after {
  content: ':';
}
.summary .facts dd {
  margin: 0;
  color: var(--ink);
}
.summary header .facts {
  display: grid;
  gap: 0.3rem;
  padding: 1rem 1.25rem;
  border-radius: 0.5rem;
  background: var(--tint);
  font-size: 0.9375rem;
}
.summary header .facts div {
  display: grid;
  grid-template-columns: minmax(7.5rem, 2fr) 3fr;
  gap: 0.75rem;
}
.summary .outcome {
  padding-inline-start: 0.75rem;
  border-inline-start: 3px solid var(--ink);
  font-weight: 600;
}
.summary .links {
  font-size: 0.9375rem;
}
.summary blockquote {
  margin-inline: 0;
  padding-inline-start: 0.75rem;
  border-inline-start: 3px solid var(--line);
  color: var(--quiet);
}
.summary .links blockquote {
  white-space: pre-line;
}
.summary .gaps {
  columns: 17rem 2;
  column-gap: 2rem;
}
.summary a {
  color: var(--link);
  text-underline-offset: 0.15em;
}
.summary :is(code, pre) {
  font-family: ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace;
  font-size: 0.875em;
}
.summary code {
  padding: 0.1em 0.3em;
  border-radius: 0.25em;
  background: var(--tint);
}
.summary pre {
  padding: 0.75rem 1rem;
  border-radius: 0.4rem;
  background: var(--tint);
  white-space: pre-wrap;
}
.summary pre code {
  padding: 0;
  background: none;
  font-size: 1em;
}
.summary table {
  border-collapse: collapse;
  font-size: 0.9375rem;
}
.summary :is(th, td) {
  padding: 0.3rem 0.6rem;
  border: 1px solid var(--line);
  text-align: start;
  vertical-align: top;
}
.summary :is(th, td).right {
  text-align: right;
}
.summary :is(th, td).center {
  text-align: center;
}
.summary hr {
  margin: 1rem 0 0;
  border: 0;
  border-top: 1px solid var(--line);
}
@media print {
  :root {
    color-scheme: light;
    background: none;
  }
  main.summary {
    background: none;
    max-width: none;
    padding: 0;
    font-size: 10.5pt;
  }
  .summary :is(.facts, .outcome, .links li, tr) {
    break-inside: avoid;
  }
  .summary article + article {
    margin-top: 1rem;
    padding-top: 1rem;
  }
  .summary article :is(.facts, .outcome):not(:last-child) {
    break-after: avoid;
  }
  .summary :is(p, li) {
    orphans: 3;
    widows: 3;
  }
  .summary :is(pre, code, header .facts) {
    background: none;
  }
  .summary header .facts {
    padding: 0;
  }
  .summary pre {
    border: 1px solid var(--line);
  }
}
`;
