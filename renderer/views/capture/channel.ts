import { Failure, type FailureCode, failureCode } from '../../engine/failure.ts';
import type { Captured } from './captured.ts';

/**
 * The way from quick capture to the journal. Quick capture has no engine of its own, because one
 * journal has one: it hands its words to the page that has, which saves and answers. Both ends of
 * the conversation are here.
 */
const NAME = 'quick-capture';

type Message =
  /** The journal is open from now on: whoever has words for it may send them again. */
  | { readonly type: 'open' }
  | { readonly type: 'save'; readonly captured: Captured }
  | { readonly type: 'saved'; readonly id: string }
  | {
      readonly type: 'failed';
      readonly id: string;
      /** Null for a bug. */
      readonly code: FailureCode | null;
      readonly detail: string;
    };

/**
 * Hands words to the journal: now, or as soon as it is open.
 * @param answered hears once that they are saved (null), or why they are not
 * @returns a function that calls it off
 */
export function deliver(captured: Captured, answered: (failure: Error | null) => void): () => void {
  const channel = new BroadcastChannel(NAME);
  const send = () => channel.postMessage({ type: 'save', captured } satisfies Message);
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.type === 'open') return send();
    if (data.type === 'save' || data.id !== captured.id) return;
    channel.close();
    answered(data.type === 'saved' ? null : failureOf(data.code, data.detail));
  };
  send();
  return () => channel.close();
}

function failureOf(code: FailureCode | null, detail: string): Error {
  return code === null ? new Error(detail) : new Failure(code, detail);
}

/**
 * Takes what quick capture sends, for a page whose journal is open.
 * @returns a function that stops it
 */
export function receive(save: (captured: Captured) => Promise<unknown>): () => void {
  const channel = new BroadcastChannel(NAME);
  const answer = (message: Message) => channel.postMessage(message);
  /** By id, so that what is sent again while it is being saved, or after, is not saved again. */
  const saves = new Map<string, Promise<unknown>>();

  channel.onmessage = async ({ data }: MessageEvent<Message>) => {
    if (data.type !== 'save') return;
    const { captured } = data;
    const { id } = captured;
    const saving = saves.get(id) ?? save(captured);
    saves.set(id, saving);
    try {
      await saving;
      answer({ type: 'saved', id });
    } catch (error) {
      saves.delete(id);
      const detail = error instanceof Error ? error.message : String(error);
      answer({ type: 'failed', id, code: failureCode(error), detail });
    }
  };
  answer({ type: 'open' });
  return () => channel.close();
}
