import { type ComponentType, createElement, lazy, useState } from 'react';

const waiting: (() => Promise<unknown>)[] = [];
let isTimeForTheRest = false;

function wait(load: () => Promise<unknown>) {
  // Asked for by code that was itself left for later.
  if (isTimeForTheRest) readNow(load);
  else waiting.push(load);
}

function readNow(load: () => Promise<unknown>) {
  // A screen that is asked for reads again, and says what is wrong.
  load().catch(() => {});
}

/**
 * A component whose code is read after the first screen. Once it is here it renders at once, which
 * React's `lazy` never does the first time: keys pressed in between would go to the screen before.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  let here: ComponentType<Props> | null = null;
  const read = async () => {
    here = await load();
    return { default: here };
  };
  const Awaited: ComponentType<Props> = lazy(read);
  wait(read);
  return function Later(props: Props) {
    // Chosen once, so that a screen on show does not start anew when its code has come.
    const [View] = useState<ComponentType<Props>>(() => here ?? Awaited);
    return createElement(View, props);
  };
}

/** Code that is no screen and is read after the first one all the same; ask for it when it is needed. */
export function readLater<T>(load: () => Promise<T>): () => Promise<T> {
  wait(load);
  return load;
}

/** Reads all that was left for later, so that every screen opens without the server. */
export function readTheRest(): void {
  isTimeForTheRest = true;
  for (const read of waiting.splice(0)) readNow(read);
}
