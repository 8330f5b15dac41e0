import { type DragEvent, useEffect, useState } from 'react';
import type { Draft } from '../draft.ts';
import { attachTo, refuse } from './arriving.ts';
import { droppedIn, pastedIn } from './incoming.ts';
import { A_FOLDER } from './texts.ts';

/**
 * Lets files be dropped anywhere on the entry, and pasted while it is shown. Both are heard on their
 * way down: the editor would take a text file's words into the text.
 * @returns whether files are held over it, and what its element hears
 */
export function useIncoming(draft: Draft, locked: boolean) {
  const [over, setOver] = useState(false);

  useEffect(() => {
    if (locked) return;
    const paste = (event: ClipboardEvent) => {
      const inDialog = event.target instanceof Element && event.target.closest('dialog') !== null;
      if (event.clipboardData === null || inDialog) return;
      const files = pastedIn(event.clipboardData, new Date());
      if (files.length === 0) return;
      event.preventDefault();
      event.stopPropagation();
      attachTo(draft, files);
    };
    document.addEventListener('paste', paste, { capture: true });
    return () => document.removeEventListener('paste', paste, { capture: true });
  }, [draft, locked]);

  const take = (event: DragEvent) => {
    if (locked || !event.dataTransfer.types.includes('Files')) return false;
    event.preventDefault();
    event.stopPropagation();
    event.dataTransfer.dropEffect = 'copy';
    return true;
  };

  return {
    over,
    heard: {
      onDragOverCapture(event: DragEvent) {
        if (take(event)) setOver(true);
      },
      onDragLeave({ currentTarget, relatedTarget }: DragEvent) {
        const within = relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
        if (!within) setOver(false);
      },
      onDropCapture(event: DragEvent) {
        setOver(false);
        if (!take(event)) return;
        const { files, folders } = droppedIn(event.dataTransfer);
        for (const name of folders) refuse(draft, name, A_FOLDER);
        attachTo(draft, files);
      },
    },
  };
}
