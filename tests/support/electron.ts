import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { _electron } from '@playwright/test';
import type { LaunchHost } from './host.ts';

/** Runs the built main in Electron itself. */
export const launchElectron: LaunchHost = async ({ main, args: own, env }) => {
  // A root user has no Chromium sandbox.
  const first = process.getuid?.() === 0 ? [main, '--no-sandbox'] : [main];
  const options = { env: { ...definedOnly(process.env), ...env } };
  const app = await _electron.launch({ ...options, args: [...first, ...own] });
  const exited = new Promise<number | null>((resolve) => {
    app.process().once('exit', (code) => resolve(code));
  });
  return {
    origin: 'app://journal',
    exited,
    windows: () => app.windows(),
    nextWindow: () => app.waitForEvent('window'),
    evaluate: (run, argument = '') => app.evaluate(run, argument),
    async startAgain(args = []) {
      // Playwright cannot launch what ends at once.
      const [code] = await once(
        spawn(app.process().spawnfile, [...first, ...args], options),
        'exit',
      );
      return code;
    },
    close: () => app.close(),
    async kill() {
      app.process().kill('SIGKILL');
      await exited;
    },
  };
};

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
