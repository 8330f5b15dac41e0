import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The process that runs the built main, with our stand-in as its `electron`. */
export interface MainProcess {
  /** Asks main's side of the stand-in. */
  ask<Value>(name: string, ...args: unknown[]): Promise<Value>;
  /** Settles with the exit code. */
  readonly exited: Promise<number | null>;
  kill(): void;
}

// biome-ignore lint/suspicious/noExplicitAny: each answer checks nothing, as it hears only our own stand-in.
export type Answers = Readonly<Record<string, (...args: any[]) => unknown>>;

interface Answer {
  readonly answer: number;
  readonly value?: unknown;
  readonly error?: string;
}

type Message = Answer | { readonly ask: number; readonly name: string; readonly args: unknown[] };

/** Starts it; `answers` is what its stand-in may ask of this process (main/channel.mjs). */
export function startMain(
  main: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  answers: Answers,
): MainProcess {
  const register = fileURLToPath(new URL('main/register.mjs', import.meta.url));
  const child = spawn(process.execPath, ['--import', register, main, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  const asked = new Map<number, (answer: Answer) => void>();
  let last = 0;

  child.on('message', async (message: Message) => {
    if ('answer' in message) {
      asked.get(message.answer)?.(message);
      asked.delete(message.answer);
      return;
    }
    try {
      const value = await answers[message.name]?.(...message.args);
      send(child, { answer: message.ask, value });
    } catch (error) {
      send(child, { answer: message.ask, error: String(error) });
    }
  });

  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      for (const [id, settle] of asked) settle({ answer: id, error: 'main has ended' });
      resolve(code);
    });
  });

  return {
    exited,
    kill: () => child.kill('SIGKILL'),
    ask: <Value>(name: string, ...args: unknown[]) =>
      new Promise<Value>((resolve, reject) => {
        const id = ++last;
        asked.set(id, ({ value, error }) =>
          error === undefined ? resolve(value as Value) : reject(new Error(error)),
        );
        send(child, { ask: id, name, args });
      }),
  };
}

function send(child: ChildProcess, message: Message): void {
  // A main that ends just now breaks the pipe; its `exit` settles whatever was asked of it.
  if (child.connected) child.send(message, () => {});
}
