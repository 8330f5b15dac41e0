// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * The outside, in a network namespace that has none: an interface to which every route leads and
 * behind which nobody is. What a program would send over the network is sent there, and counted.
 */

/**
 * A virtual cable, both ends in here. Without ARP, link-local addresses and duplicate detection the
 * kernel has nothing to say of its own, so that every packet is a program's, multicast included.
 */
const CABLE = `
link set lo up
link add outside type veth peer name beyond
link set outside arp off addrgenmode none
link set beyond arp off addrgenmode none
address add 192.0.2.1/32 dev outside
address add 2001:db8::1/128 dev outside nodad
link set beyond up
link set outside up
route add default dev outside
route add ::/0 dev outside
`;

/** A resolver on the loopback, or one behind a socket, would send our questions on uncounted. */
const RESOLVER = 'nameserver 192.0.2.53\noptions timeout:1 attempts:1\n';
const SWITCH = 'passwd: files\ngroup: files\nhosts: files dns\n';

/** Lays the cable. Only for a process in network and mount namespaces of its own. */
export function buildOutside() {
  must('ip', ['-batch', '-'], CABLE);
  cover('/etc/resolv.conf', RESOLVER);
  if (existsSync('/etc/nsswitch.conf')) cover('/etc/nsswitch.conf', SWITCH);
}

/** How many packets were sent to the outside, or could not be sent, since it was built. */
export function packetsSent() {
  const devices = readFileSync('/proc/net/dev', 'utf8');
  const line = /^ *outside:(.*)$/m.exec(devices)?.[1] ?? '';
  // Eight fields of what came in, then bytes, packets, errors and drops of what went out.
  const [packets, , drops] = line.trim().split(/\s+/).slice(9, 12).map(Number);
  if (packets === undefined || drops === undefined) throw new Error('There is no outside');
  return packets + drops;
}

/** Where a counted command finds how many packets had been sent before it began. */
export const SENT_BEFORE = 'STAFF_JOURNAL_SENT_BEFORE';

/** How many packets the run has sent to the outside; null where nobody counts. */
export function packetsOfRun() {
  const before = process.env[SENT_BEFORE];
  return before === undefined ? null : packetsSent() - Number(before);
}

/**
 * Makes a file say something else, for this namespace alone.
 * @param {string} file
 * @param {string} text
 */
function cover(file, text) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'staff-journal-'));
  try {
    const ours = path.join(folder, 'file');
    writeFileSync(ours, text, { mode: 0o644 });
    must('mount', ['--bind', ours, file]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} [input]
 */
function must(program, args, input = '') {
  const { status, error, stderr } = spawnSync(program, args, { input, encoding: 'utf8' });
  if (error !== undefined) throw new Error(`${program} cannot be run`, { cause: error });
  if (status !== 0) throw new Error(`${program}: ${stderr.trim()}`);
}
