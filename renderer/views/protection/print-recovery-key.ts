import { dayOf, formatDay } from '../../domain/day.ts';
import { layOut } from '../summaries/paper.ts';

const CSS = `
.recovery-sheet { font: 11pt/1.5 system-ui, sans-serif; color: black; }
.recovery-sheet h1 { font-size: 18pt; }
.recovery-sheet ol {
  display: grid; grid-template-columns: repeat(4, max-content); gap: 6mm 10mm;
  margin: 10mm 0; padding: 0; list-style: none;
  font: 600 18pt/1 ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
`;

/**
 * Prints the key on a sheet of its own, on whatever prints here. Nothing but the printer hears of it:
 * as a file it would lie beside what it opens.
 */
export function printRecoveryKey(key: string): void {
  const takeAway = layOut({ content: sheet(key), css: CSS });
  try {
    window.print();
  } finally {
    takeAway();
  }
}

function sheet(key: string): DocumentFragment {
  const content = document.createDocumentFragment();
  const page = document.createElement('div');
  page.className = 'recovery-sheet';
  const groups = document.createElement('ol');
  groups.append(...key.split('-').map((group) => element('li', group)));
  page.append(
    element('h1', 'Staff Journal: recovery key'),
    element(
      'p',
      `Made on ${formatDay(dayOf(new Date()))}. Once it has been typed back, it opens the journal when the passphrase is forgotten.`,
    ),
    groups,
    element('p', 'Whoever has this sheet can read the journal. Keep it apart from the computer.'),
    element('p', 'Where the journal asks for the passphrase: “Use the recovery key instead”.'),
  );
  content.append(page);
  return content;
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
