// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isSnap } from './browser.mjs';
import { ROOT } from './paths.mjs';

const INSIDE = fileURLToPath(new URL('inside.mjs', import.meta.url));

const uid = process.getuid?.() ?? 0;
const gid = process.getgid?.() ?? 0;

/** Namespaces of the command's own, which end with it: no process, mount or interface stays behind. */
const NAMESPACES = [
  'unshare',
  // Whoever is not root is it in a namespace that is theirs, and can lay a network there.
  ...(uid === 0 ? [] : ['--user', '--map-root-user']),
  ...['--net', '--mount', '--pid', '--mount-proc', '--fork', '--kill-child'],
  // The first process in there inherits orphans and must bury them, as a shell does and Node does not.
  ...['sh', '-c', '"$@"; exit $?', 'sh'],
  ...[process.execPath, INSIDE],
];

/** What was laid by root is used by oneself. */
const AS_ONESELF =
  uid === 0 ? [] : ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`];

/** Where an uncounted command finds why it is not counted. */
export const UNCOUNTED = 'STAFF_JOURNAL_UNCOUNTED';

/**
 * Runs a command where nothing but the loopback exists and whatever it sends elsewhere is counted
 * (outside.mjs); where that cannot be had, as it is. Answers its exit code.
 * @param {readonly [program: string, ...args: string[]]} command
 * @param {import('./browser.mjs').Browser} browser what the command will open
 * @returns {Promise<number>}
 */
export async function runCounted(command, browser) {
  const reason = whyNot(browser);
  if (reason === null) return run([...NAMESPACES, ...AS_ONESELF, ...command], process.env);
  return run(command, { ...process.env, [UNCOUNTED]: reason });
}

/**
 * Why no packet can be counted here; null when they can.
 * @param {import('./browser.mjs').Browser} browser
 */
function whyNot(browser) {
  if (process.platform !== 'linux') return 'only Linux offers a network of its own';
  if (isSnap(browser.path)) return 'a browser in a snap cannot be put into a network of its own';
  const [program = '', ...args] = NAMESPACES;
  const { status, error, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (error !== undefined) return `${program} cannot be run`;
  return status === 0 ? null : (/.+/.exec(stderr)?.[0] ?? `${program} failed`);
}

/**
 * @param {readonly string[]} command
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
function run([program = '', ...args], env) {
  // A group of its own, so that a signal reaches all of it once, whoever sends it to whom. On Windows
  // the console tells everyone.
  const detached = process.platform !== 'win32';
  const child = spawn(program, args, { cwd: ROOT, env, stdio: 'inherit', detached });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (detached && child.pid !== undefined && child.exitCode === null) {
        process.kill(-child.pid, signal);
      }
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
