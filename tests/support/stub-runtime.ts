import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

/** Where Electron's program keeps its fuses: this mark, a version, how many, then a digit each. */
const MARK = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const UNSET = '101100011';

/** A runtime of Electron that is nothing but its fuses, as none need be there to package the app. */
export async function makeStubRuntime(folder: string, platform: 'linux' | 'win'): Promise<void> {
  await mkdir(path.join(folder, 'resources'), { recursive: true });
  const fuses = Buffer.concat([Buffer.from(MARK), Buffer.from([1, UNSET.length])]);
  const name = platform === 'win' ? 'electron.exe' : 'electron';
  const head = platform === 'win' ? emptyProgram() : Buffer.alloc(0);
  const program = Buffer.concat([head, fuses, Buffer.from(UNSET)]);
  await writeFile(path.join(folder, name), program, { mode: 0o755 });
}

/** The fuses in a program, in the order that Electron gives them, by name. */
export function readFuses(program: Buffer, names: readonly string[]): Record<string, boolean> {
  const start = program.indexOf(MARK) + MARK.length + 2;
  const digits = program.toString('latin1', start, start + names.length);
  return Object.fromEntries(names.map((name, index) => [name, digits[index] === '1']));
}

/** Windows' programs have resources, in which the packager writes the app's name and more. */
function emptyProgram(): Buffer {
  const language = { lang: 1033, codepage: 1200 };
  const version = Resource.VersionInfo.createEmpty();
  version.setStringValues(language, { ProductName: 'Electron' });
  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program);
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  return Buffer.from(program.generate());
}
