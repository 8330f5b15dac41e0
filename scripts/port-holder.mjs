// @ts-check
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { PROCESS_HEADER } from './server.mjs';

/**
 * Who listens on a loopback port, as far as this system lets us see: `process 123 (nginx)`.
 * @param {number} port
 * @returns {Promise<{ who: string, ours: boolean }>}
 */
export async function holderOf(port) {
  const ours = await ourProcess(port);
  if (ours !== null) return { who: `process ${ours}`, ours: true };
  const [pid, program] = otherProcess(port) ?? [];
  if (pid === undefined) return { who: 'a process that this account cannot see', ours: false };
  return { who: `process ${pid} (${program})`, ours: false };
}

/** @param {number} port */
async function ourProcess(port) {
  try {
    const signal = AbortSignal.timeout(2000);
    const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'HEAD', signal });
    return answer.headers.get(PROCESS_HEADER);
  } catch {
    return null; // Whatever listens there does not speak as we do.
  }
}

/**
 * @param {number} port
 * @returns {readonly [pid: string, program: string] | null}
 */
function otherProcess(port) {
  if (process.platform === 'linux') return onLinux(port);
  if (process.platform === 'win32') return onWindows(port);
  const out = output('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc']);
  const [, pid, program] = /^p(\d+)\n(?:.*\n)*?c(.+)$/m.exec(out) ?? [];
  return pid === undefined || program === undefined ? null : [pid, program];
}

/**
 * The kernel lists sockets by inode, and the inodes of every process that we may look into.
 * @param {number} port
 * @returns {readonly [string, string] | null}
 */
function onLinux(port) {
  const LISTENING = '0A';
  const address = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const sockets = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) =>
    tried(() => readFileSync(file, 'utf8').split('\n'), [])
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[1]?.endsWith(address) && fields[3] === LISTENING)
      .map((fields) => `socket:[${fields[9]}]`),
  );
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const files = tried(() => readdirSync(`/proc/${pid}/fd`), []);
    const holds = files.some((file) =>
      sockets.includes(tried(() => readlinkSync(`/proc/${pid}/fd/${file}`), '')),
    );
    if (holds) return [pid, tried(() => readFileSync(`/proc/${pid}/comm`, 'utf8').trim(), '?')];
  }
  return null;
}

/**
 * @param {number} port
 * @returns {readonly [string, string] | null}
 */
function onWindows(port) {
  const lines = output('netstat', ['-ano', '-p', 'TCP']).split('\n');
  const fields = lines.map((line) => line.trim().split(/\s+/));
  const pid = fields.find(([, local, , state]) => {
    return local?.endsWith(`:${port}`) && state === 'LISTENING';
  })?.[4];
  if (pid === undefined) return null;
  const program = output('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH']);
  return [pid, /^"([^"]+)"/.exec(program)?.[1] ?? '?'];
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 */
function output(command, args) {
  return spawnSync(command, args, { encoding: 'utf8', timeout: 5000 }).stdout ?? '';
}

/**
 * Processes end while we look, and others' are closed to us.
 * @template T
 * @param {() => T} read
 * @param {T} otherwise
 * @returns {T}
 */
function tried(read, otherwise) {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
