import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { DIST, ROOT } from '../../scripts/paths.mjs';
import { expect, test } from '../support/shell.ts';

/** Where Electron's program keeps its fuses: this mark, a version, how many, then a digit each. */
const FUSE_MARK = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const DEFAULT_FUSES = '101100011';
const OUR_FUSES = {
  runAsNode: '0',
  enableCookieEncryption: '0',
  enableNodeOptionsEnvironmentVariable: '0',
  enableNodeCliInspectArguments: '0',
  enableEmbeddedAsarIntegrityValidation: '1',
  onlyLoadAppFromAsar: '1',
  loadBrowserProcessSpecificV8Snapshot: '0',
  grantFileProtocolExtraPrivileges: '0',
};

test('ships what was built and nothing else, with the fuses set', async ({ folder }) => {
  test.skip(DIST !== path.join(ROOT, 'dist'), 'only dist/ is packaged');
  test.setTimeout(5 * 60_000);
  const unpacked = await packageWithStub(folder);

  const built = await readdir(path.join(DIST, 'page'), { recursive: true, withFileTypes: true });
  const page = built
    .filter((file) => file.isFile())
    .map((file) => path.relative(ROOT, path.join(file.parentPath, file.name)));
  const shell = ['electron/main.js', 'electron/preload.cjs', 'page.json'];
  const expected = [...page, ...shell.map((file) => path.join('dist', file)), 'package.json'];
  const asar = await readFile(path.join(unpacked, 'resources', 'app.asar'));
  expect(filesIn(asar)).toEqual(expected.map((file) => file.replaceAll(path.sep, '/')).sort());

  const program = await readFile(path.join(unpacked, 'staff-journal'), 'latin1');
  const fuses = program.slice(program.indexOf(FUSE_MARK) + FUSE_MARK.length + 2);
  expect(fuses.slice(0, 8)).toBe(Object.values(OUR_FUSES).join(''));
});

/** Packages the app around a program that is nothing but fuses, as no runtime need be there. */
async function packageWithStub(folder: string): Promise<string> {
  const stub = path.join(folder, 'stub');
  await mkdir(path.join(stub, 'resources'), { recursive: true });
  const wire = Buffer.from([1, DEFAULT_FUSES.length]);
  const program = Buffer.concat([Buffer.from(FUSE_MARK), wire, Buffer.from(DEFAULT_FUSES)]);
  await writeFile(path.join(stub, 'electron'), program, { mode: 0o755 });
  const cli = path.join(ROOT, 'node_modules/electron-builder/out/cli/cli.js');
  const settings = [
    `--config.electronDist=${stub}`,
    `--config.directories.output=${path.join(folder, 'package')}`,
  ];
  await promisify(execFile)(process.execPath, [cli, '--linux', 'dir', '--x64', ...settings], {
    cwd: ROOT,
  });
  return path.join(folder, 'package', 'linux-unpacked');
}

interface Folder {
  readonly files?: Readonly<Record<string, Folder>>;
}

/** The files in an asar archive, by its header: four lengths, then JSON. */
function filesIn(asar: Buffer): string[] {
  const header: Folder = JSON.parse(asar.toString('utf8', 16, 16 + asar.readUInt32LE(12)));
  const walk = ({ files = {} }: Folder, prefix: string): string[] =>
    Object.entries(files).flatMap(([name, file]) =>
      file.files === undefined ? [prefix + name] : walk(file, `${prefix}${name}/`),
    );
  return walk(header, '').sort();
}
