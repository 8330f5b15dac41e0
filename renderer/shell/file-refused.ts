import type { FileRefusal } from '../../electron/bridge.ts';

/** Thrown when a file could not be written or read. Its name says why, and is one of the failures that are told to the writer. */
export class FileRefused extends Error {
  override readonly name: FileRefusal;

  constructor(why: FileRefusal) {
    super(why);
    this.name = why;
  }
}
