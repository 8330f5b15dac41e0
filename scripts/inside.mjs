// @ts-check
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { lookup, Resolver } from 'node:dns/promises';
import { setTimeout } from 'node:timers/promises';
import { fail } from './fail.mjs';
import { buildOutside, packetsSent, SENT_BEFORE } from './outside.mjs';

/**
 * `node inside.mjs <command>`: what counted.mjs starts in namespaces of its own. Builds the outside,
 * sees that it counts, and runs the command. Without one, it only shows that the outside can be built.
 */
const [program, ...args] = process.argv.slice(2);

try {
  buildOutside();
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
if (program !== undefined) {
  await proveCounting();
  // Ctrl+C is for the command: it tidies up, says so, and ends first.
  process.on('SIGINT', () => {});
  const env = { ...process.env, [SENT_BEFORE]: String(packetsSent()) };
  const child = spawn(program, args, { env, stdio: 'inherit' });
  child.once('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}

/** Sends one of each kind: a counter that misses any would make every run look silent. */
async function proveCounting() {
  const resolver = new Resolver({ timeout: 100, tries: 1 });
  const attempts = {
    'a datagram over IPv4': () => datagram('udp4', '198.51.100.1'),
    'a datagram over IPv6': () => datagram('udp6', '2001:db8:1::1'),
    'a DNS query': () => resolver.resolve4('example.com'),
    'a look-up by the system': () => lookup('example.com'),
  };
  for (const [what, attempt] of Object.entries(attempts)) {
    const before = packetsSent();
    // Nobody answers, so it fails; what counts is that it was tried.
    await attempt().catch(() => {});
    if (await risesFrom(before)) continue;
    console.error(`Packets cannot be counted: ${what} was sent and not seen. No test has run.`);
    fail('0 passed, 1 failed');
  }
}

/**
 * @param {'udp4' | 'udp6'} type
 * @param {string} address
 */
async function datagram(type, address) {
  const socket = createSocket(type);
  await new Promise((resolve) => socket.send('', 9, address, resolve));
  socket.close();
}

/** @param {number} count */
async function risesFrom(count) {
  for (let patience = 20; patience > 0; patience--) {
    if (packetsSent() > count) return true;
    await setTimeout(50);
  }
  return false;
}
