import { useSyncExternalStore } from 'react';
import { ATTACHMENT_LIMITS, attachmentName } from '../../../domain/attachment.ts';
import { engine } from '../../../engine/client.ts';
import { failureCode } from '../../../engine/failure.ts';
import type { Draft } from '../draft.ts';
import { problemOf, TOO_MANY } from './texts.ts';

/**
 * Files on their way into entries: one after the other, whatever screen is shown meanwhile. A file
 * that fails stays in its entry's list until the writer has read why.
 */
export interface Arriving {
  readonly key: number;
  readonly name: string;
  readonly done: number;
  /** 0 while it waits for its turn. */
  readonly total: number;
  /** Why it did not arrive. */
  readonly problem: string | null;
}

/** A file from anywhere, and what it is to be called. */
export interface Incoming {
  readonly file: Blob;
  readonly name: string;
}

interface Waiting extends Incoming {
  readonly key: number;
  readonly draft: Draft;
}

const NONE: readonly Arriving[] = [];
/** By the id of the entry. */
const arriving = new Map<string, readonly Arriving[]>();
const listeners = new Set<() => void>();
let queue: readonly Waiting[] = [];
let current: Waiting | null = null;
let working: Promise<void> = Promise.resolve();
let lastKey = 0;

/** Attaches files to the entry, which becomes stored by it where it was not. */
export function attachTo(draft: Draft, files: readonly Incoming[]): void {
  for (const { file, name } of files) {
    const key = ++lastKey;
    const shown = { key, name: attachmentName(name), done: 0, total: 0 };
    const problem = isFull(draft) ? TOO_MANY : null;
    set(draft.id, [...arrivingAt(draft.id), { ...shown, problem }]);
    if (problem === null) queue = [...queue, { key, draft, file, name }];
  }
  if (current === null) working = work();
}

/** What did not arrive because it is nothing that can be attached, such as a folder. */
export function refuse(draft: Draft, name: string, problem: string): void {
  const one = { key: ++lastKey, name: attachmentName(name), done: 0, total: 0, problem };
  set(draft.id, [...arrivingAt(draft.id), one]);
}

/** Stops one that is under way or waits, or takes away one that failed. */
export function dismiss(draft: Draft, key: number): void {
  queue = queue.filter((one) => one.key !== key);
  if (current?.key === key) void engine.cancelAttach();
  forget(draft.id, key);
}

/** Stops all that are on their way into an entry. */
export function dismissAll(draft: Draft): void {
  for (const { key } of arrivingAt(draft.id)) dismiss(draft, key);
}

export function isArriving(entry: string): boolean {
  return arrivingAt(entry).some(({ problem }) => problem === null);
}

export function anyArriving(): boolean {
  return [...arriving.keys()].some(isArriving);
}

/** Settles when all that was on its way has arrived or failed. */
export function allArrived(): Promise<void> {
  return working;
}

export function whenArriving(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useArriving(entry: string): readonly Arriving[] {
  return useSyncExternalStore(whenArriving, () => arrivingAt(entry));
}

async function work(): Promise<void> {
  for (let [next] = queue; next !== undefined; [next] = queue) {
    queue = queue.slice(1);
    current = next;
    await attach(next);
    current = null;
  }
}

async function attach({ key, draft, file, name }: Waiting): Promise<void> {
  const tell = (fields: Partial<Arriving>) => {
    const told = arrivingAt(draft.id).map((one) => (one.key === key ? { ...one, ...fields } : one));
    set(draft.id, told);
  };
  try {
    const attachment = await engine.attach(file, { name, type: file.type }, (done, total) =>
      tell({ done, total }),
    );
    // Cancelled too late to stop it; what no entry names is removed at the next start.
    if (!arrivingAt(draft.id).some((one) => one.key === key)) return;
    draft.change({ attachments: [...draft.state().form.attachments, attachment] });
    forget(draft.id, key);
    await draft.flush();
  } catch (error) {
    if (failureCode(error) === 'cancelled') forget(draft.id, key);
    else tell({ problem: problemOf(error) });
  }
}

function isFull(draft: Draft): boolean {
  const coming = arrivingAt(draft.id).filter(({ problem }) => problem === null);
  return draft.state().form.attachments.length + coming.length >= ATTACHMENT_LIMITS.perEntry;
}

function arrivingAt(entry: string): readonly Arriving[] {
  return arriving.get(entry) ?? NONE;
}

function forget(entry: string, key: number): void {
  set(
    entry,
    arrivingAt(entry).filter((one) => one.key !== key),
  );
}

function set(entry: string, next: readonly Arriving[]): void {
  if (next.length === 0) arriving.delete(entry);
  else arriving.set(entry, next);
  for (const listener of listeners) listener();
}
