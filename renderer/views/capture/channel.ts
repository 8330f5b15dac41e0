import { Failure, type FailureCode, failureCode } from '../../engine/failure.ts';
import type { Captured } from './captured.ts';

/**
 * The way from quick capture to the journal. Quick capture has no engine of its own, because one
 * journal has one: it hands its words to the page that has, which saves and answers. Both ends of
 * the conversation are here.
 */
const NAME = 'quick-capture';

/** Where words are safe: in the inbox they wait for the journal to be unlocked. */
export type Place = 'journal' | 'inbox';

type Message =
  /** From now on words are taken, whether the journal is locked or not: they may be sent again. */
  | { readonly type: 'open'; readonly locked: boolean }
  | { readonly type: 'save'; readonly captured: Captured }
  | { readonly type: 'saved'; readonly id: string; readonly place: Place }
  | {
      readonly type: 'failed';
      readonly id: string;
      /** Null for a bug. */
      readonly code: FailureCode | null;
      readonly detail: string;
    };

/**
 * Hands words to the journal: now, or as soon as it is open.
 * @param answered hears once where they are saved, or why they are not
 * @returns a function that calls it off
 */
export function deliver(
  captured: Captured,
  answered: (outcome: Place | Error) => void,
): () => void {
  const channel = new BroadcastChannel(NAME);
  const send = () => channel.postMessage({ type: 'save', captured } satisfies Message);
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.type === 'open') return send();
    if (data.type === 'save' || data.id !== captured.id) return;
    channel.close();
    answered(data.type === 'saved' ? data.place : failureOf(data.code, data.detail));
  };
  send();
  return () => channel.close();
}

function failureOf(code: FailureCode | null, detail: string): Error {
  return code === null ? new Error(detail) : new Failure(code, detail);
}

/** Hears that the journal is locked. */
export function hearLocked(listener: () => void): void {
  new BroadcastChannel(NAME).onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.type === 'open' && data.locked) listener();
  };
}

/**
 * Takes what quick capture sends, for the page that has the journal.
 * @returns a function that stops it
 */
export function receive(
  save: (captured: Captured) => Promise<Place>,
  { locked }: { readonly locked: boolean },
): () => void {
  const channel = new BroadcastChannel(NAME);
  let isClosed = false;
  /** Who hears no answer sends the words again at the next `open`, and they are not saved twice. */
  const answer = (message: Message) => {
    if (!isClosed) channel.postMessage(message);
  };
  /** By id, so that what is sent again while it is being saved, or after, is not saved again. */
  const saves = new Map<string, Promise<Place>>();

  channel.onmessage = async ({ data }: MessageEvent<Message>) => {
    if (data.type !== 'save') return;
    const { captured } = data;
    const { id } = captured;
    const saving = saves.get(id) ?? save(captured);
    saves.set(id, saving);
    try {
      answer({ type: 'saved', id, place: await saving });
    } catch (error) {
      saves.delete(id);
      const detail = error instanceof Error ? error.message : String(error);
      answer({ type: 'failed', id, code: failureCode(error), detail });
    }
  };
  answer({ type: 'open', locked });
  return () => {
    isClosed = true;
    channel.close();
  };
}
