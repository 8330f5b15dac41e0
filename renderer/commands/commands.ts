/**
 * All a writer can ask for, in one list: the application menu, the keyboard and the palette read
 * it, so that none of them knows more than the others.
 */

/** What the page lends the commands to act with. */
export interface Actions {
  readonly goTo: (place: Place) => void;
  readonly newEntry: () => void;
  readonly find: () => void;
  readonly importFile: () => void;
  readonly exportArchive: () => void;
  readonly exportSummary: () => void;
  readonly showPalette: () => void;
  readonly showShortcuts: () => void;
}

export type Place = 'journal' | 'calendar' | 'competencies' | 'summaries' | 'settings' | 'trash';

export interface Command {
  readonly id: string;
  /** Ends in an ellipsis when it asks something before it acts. */
  readonly name: string;
  /** `Mod+N`: Mod is Command on a Mac and Ctrl elsewhere. */
  readonly shortcut: string | null;
  /** Where the application menu holds it. */
  readonly menu: 'File' | 'View' | 'Go' | 'Help';
  readonly run: (actions: Actions) => void;
}

export const COMMANDS: readonly Command[] = [
  {
    id: 'new-entry',
    name: 'New entry',
    shortcut: 'Mod+N',
    menu: 'File',
    run: (actions) => actions.newEntry(),
  },
  {
    id: 'import',
    name: 'Import…',
    shortcut: null,
    menu: 'File',
    run: (actions) => actions.importFile(),
  },
  {
    id: 'export-archive',
    name: 'Export archive…',
    shortcut: null,
    menu: 'File',
    run: (actions) => actions.exportArchive(),
  },
  {
    id: 'export-summary',
    name: 'Export summary…',
    shortcut: null,
    menu: 'File',
    run: (actions) => actions.exportSummary(),
  },
  {
    id: 'find',
    name: 'Find',
    shortcut: 'Mod+F',
    menu: 'View',
    run: (actions) => actions.find(),
  },
  {
    id: 'palette',
    name: 'Command palette',
    shortcut: 'Mod+K',
    menu: 'View',
    run: (actions) => actions.showPalette(),
  },
  goTo('journal', 'Journal', 'Mod+1'),
  goTo('calendar', 'Calendar', 'Mod+2'),
  goTo('competencies', 'Competencies', 'Mod+3'),
  goTo('summaries', 'Summaries', 'Mod+4'),
  goTo('settings', 'Settings', 'Mod+,'),
  goTo('trash', 'Trash', null),
  {
    id: 'shortcuts',
    name: 'Keyboard shortcuts',
    shortcut: 'Mod+/',
    menu: 'Help',
    run: (actions) => actions.showShortcuts(),
  },
];

function goTo(place: Place, name: string, shortcut: string | null): Command {
  return {
    id: `go-${place}`,
    name: `Go to ${name}`,
    shortcut,
    menu: 'Go',
    run: (actions) => actions.goTo(place),
  };
}
