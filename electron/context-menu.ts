import {
  app,
  BrowserWindow,
  type ContextMenuParams,
  Menu,
  type MenuItemConstructorOptions,
  type WebContents,
} from 'electron';

type Items = MenuItemConstructorOptions[];

/** Opens the system's menu where there is text to edit or to copy. */
export function offerTextMenus(): void {
  app.on('web-contents-created', (_, contents) => {
    contents.on('context-menu', (_event, params) => {
      const items = textItems(contents, params);
      const window = BrowserWindow.fromWebContents(contents);
      if (items.length > 0 && window !== null) Menu.buildFromTemplate(items).popup({ window });
    });
  });
}

function textItems(contents: WebContents, params: ContextMenuParams): Items {
  const { isEditable, selectionText, editFlags } = params;
  if (!isEditable) return selectionText.trim() === '' ? [] : [{ role: 'copy' }];
  return [
    ...spelling(contents, params),
    { role: 'undo', enabled: editFlags.canUndo },
    { role: 'redo', enabled: editFlags.canRedo },
    { type: 'separator' },
    { role: 'cut', enabled: editFlags.canCut },
    { role: 'copy', enabled: editFlags.canCopy },
    { role: 'paste', enabled: editFlags.canPaste },
    { role: 'pasteAndMatchStyle', enabled: editFlags.canPaste },
    { type: 'separator' },
    { role: 'selectAll', enabled: editFlags.canSelectAll },
  ];
}

/** Only corrections: learning a word would write it to the disk, readable. */
function spelling(contents: WebContents, params: ContextMenuParams): Items {
  const { misspelledWord, dictionarySuggestions } = params;
  if (misspelledWord === '') return [];
  const items: Items = dictionarySuggestions.map((word) => ({
    label: word,
    click: () => contents.replaceMisspelling(word),
  }));
  return items.length === 0 ? [] : [...items, { type: 'separator' }];
}
