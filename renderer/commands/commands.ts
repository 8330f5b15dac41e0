/**
 * All a writer can ask for, in one list: the application menu, the keyboard and the palette read
 * it, so that none of them knows more than the others.
 */

/** What the page lends the commands to act with. */
export interface Actions {
  readonly goTo: (place: Place) => void;
  readonly newEntry: () => void;
  readonly quickCapture: () => void;
  readonly find: () => void;
  readonly importFile: () => void;
  readonly exportArchive: () => void;
  readonly exportSummary: () => void;
  readonly showHistory: () => void;
  readonly lock: () => void;
  readonly blurTitles: () => void;
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
  /** Where the application menu holds it; `App` is a Mac's menu of the app's name, and File elsewhere. */
  readonly menu: 'App' | 'File' | 'View' | 'Go' | 'Help';
  /** Whether it needs the app to have a place on the desktop, which a browser does not give. */
  readonly desktop?: true;
  /** Whether it runs while a dialog waits for an answer as well. */
  readonly always?: true;
  /** Whether it runs where another screen stands in the frame's place as well, such as the locked one. */
  readonly withoutFrame?: true;
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
    id: 'quick-capture',
    name: 'Quick capture',
    // Its keys are the system's, from anywhere, and the writer sets them.
    shortcut: null,
    menu: 'File',
    desktop: true,
    // It has a window of its own, and takes words while the journal is locked.
    always: true,
    withoutFrame: true,
    run: (actions) => actions.quickCapture(),
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
    id: 'lock',
    name: 'Lock',
    // With Shift, as Mod+L is the way to a browser's address bar.
    shortcut: 'Mod+Shift+L',
    menu: 'File',
    always: true,
    run: (actions) => actions.lock(),
  },
  {
    id: 'find',
    name: 'Find',
    shortcut: 'Mod+F',
    menu: 'View',
    run: (actions) => actions.find(),
  },
  {
    id: 'history',
    name: 'History of the entry',
    shortcut: null,
    menu: 'View',
    run: (actions) => actions.showHistory(),
  },
  {
    id: 'blur-titles',
    name: 'Blur titles, or show them again',
    shortcut: null,
    menu: 'View',
    run: (actions) => actions.blurTitles(),
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
  goTo('trash', 'Trash', null),
  {
    id: 'go-settings',
    name: 'Settings',
    shortcut: 'Mod+,',
    menu: 'App',
    run: (actions) => actions.goTo('settings'),
  },
  {
    id: 'shortcuts',
    name: 'Keyboard shortcuts',
    shortcut: 'Mod+/',
    menu: 'Help',
    run: (actions) => actions.showShortcuts(),
  },
];

/** The commands that there are in a host. */
export function commandsIn(host: { readonly desktop: boolean }): readonly Command[] {
  return COMMANDS.filter((command) => host.desktop || command.desktop === undefined);
}

/** Runs a command by its id; one that is none does nothing. */
export function runCommand(id: string, actions: Actions): void {
  COMMANDS.find((command) => command.id === id)?.run(actions);
}

function goTo(place: Place, name: string, shortcut: string | null): Command {
  return {
    id: `go-${place}`,
    name: `Go to ${name}`,
    shortcut,
    menu: 'Go',
    run: (actions) => actions.goTo(place),
  };
}
