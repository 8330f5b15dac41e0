import { _electron } from '@playwright/test';
import type { LaunchHost } from './host.ts';

/** Runs the built main in Electron itself. */
export const launchElectron: LaunchHost = async ({ main, env }) => {
  const app = await _electron.launch({
    // A root user has no Chromium sandbox, and continuous integration runs as one.
    args: process.getuid?.() === 0 ? [main, '--no-sandbox'] : [main],
    env: { ...definedOnly(process.env), ...env },
  });
  const exited = new Promise<number | null>((resolve) => {
    app.process().once('exit', (code) => resolve(code));
  });
  return {
    origin: 'app://journal',
    exited,
    windows: () => app.windows(),
    nextWindow: () => app.waitForEvent('window'),
    evaluate: (run, argument = '') => app.evaluate(run, argument),
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
