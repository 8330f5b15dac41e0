import type { FileRefusal } from '../../electron/bridge.ts';
import type { FolderProblem } from './shell.ts';

/** Thrown when a file could not be written or read. Its name says why, and is one of the failures that are told to the writer. */
export class FileRefused extends Error {
  override readonly name: FileRefusal | FolderProblem;

  constructor(why: FileRefusal | FolderProblem) {
    super(why);
    this.name = why;
  }
}
