import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { type Entry, newEntry } from '../../renderer/domain/entry.ts';
import { createDraft } from '../../renderer/views/entry/draft.ts';

const blank = newEntry(new Date('2026-05-04T10:00:00Z'));

/** A draft on a clock and a journal that the test moves by hand. */
function desk(options: { stored?: boolean } = {}) {
  let time = 0;
  const timers = new Map<symbol, { at: number; run: () => void }>();
  const asked: { at: number; entry: Entry; done: () => void; fail: (error: unknown) => void }[] =
    [];
  let journal: Entry | null = options.stored ? blank : null;
  let underWay = 0;
  let most = 0;

  const draft = createDraft({
    entry: blank,
    stored: options.stored ?? false,
    clock: {
      now: () => time,
      after(wait, run) {
        const key = Symbol();
        timers.set(key, { at: time + wait, run });
        return () => timers.delete(key);
      },
    },
    save(entry) {
      most = Math.max(most, ++underWay);
      const { promise, resolve, reject } = deferred<void>();
      asked.push({
        at: time,
        entry,
        done() {
          journal = entry;
          underWay--;
          resolve();
        },
        fail(error) {
          underWay--;
          reject(error);
        },
      });
      return promise;
    },
  });

  return {
    draft,
    asked,
    journal: () => journal,
    most: () => most,
    /** Lets time pass, running what falls due. */
    async pass(milliseconds: number) {
      const end = time + milliseconds;
      for (;;) {
        const [next] = [...timers]
          .filter(([, { at }]) => at <= end)
          .sort((a, b) => a[1].at - b[1].at);
        if (next === undefined) break;
        timers.delete(next[0]);
        time = Math.max(time, next[1].at);
        next[1].run();
        await settle();
      }
      time = end;
      await settle();
    },
    async answer(outcome: 'done' | 'fail' = 'done') {
      const save = asked.shift();
      if (outcome === 'done') save?.done();
      else save?.fail(new Error('no room'));
      await settle();
    },
  };
}

/** Node 20 has no Promise.withResolvers yet. */
function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

test('nothing is saved until something is written', async () => {
  const { draft, asked, pass } = desk();
  await draft.flush();
  await pass(60_000);
  expect(asked).toEqual([]);
  expect(draft.state().status).toEqual({ kind: 'blank' });
  expect(draft.unsaved()).toBe(false);
});

test('the first keystroke is saved at once, the next ones soon after the last', async () => {
  const { draft, asked, pass, answer } = desk();
  draft.change({ title: 'a' });
  expect(draft.state().status).toEqual({ kind: 'saving' });
  await pass(0);
  expect(asked.map(({ entry }) => entry.title)).toEqual(['a']);
  await answer();
  expect(draft.state().status).toEqual({ kind: 'saved' });

  draft.change({ title: 'ab' });
  await pass(299);
  draft.change({ title: 'abc' });
  await pass(299);
  expect(asked).toEqual([]);
  await pass(1);
  expect(asked.map(({ entry }) => entry.title)).toEqual(['abc']);
});

test('who never stops typing is saved every three seconds', async () => {
  const { draft, asked, pass, answer } = desk();
  const saves: number[] = [];
  for (let time = 0; time < 10_000; time += 100) {
    draft.change({ title: `at ${time}` });
    await pass(100);
    saves.push(...asked.map(({ at }) => at));
    await answer();
  }
  expect(saves).toEqual([0, 3_000, 6_000, 9_000]);
});

test('what is typed while a save is under way is saved next, never beside it', async () => {
  const { draft, asked, journal, most, pass, answer } = desk();
  draft.change({ title: 'first' });
  await pass(0);
  draft.change({ title: 'second' });
  const flushed = [draft.flush(), draft.flush()];
  await pass(5_000);
  expect(asked.length).toBe(1);
  await answer();
  expect(draft.state().status).toEqual({ kind: 'saving' });
  expect(asked.map(({ entry }) => entry.title)).toEqual(['second']);
  await answer();
  await Promise.all(flushed);
  expect(journal()?.title).toBe('second');
  expect(draft.state().status).toEqual({ kind: 'saved' });
  expect(most()).toBe(1);
});

test('a failed save keeps the words, says so, and is tried again after 1, 2, 5, 10, 20, 30, 30 s', async () => {
  const { draft, asked, pass, answer } = desk();
  draft.change({ title: 'kept' });
  await pass(0);
  for (const wait of [1, 2, 5, 10, 20, 30, 30]) {
    await answer('fail');
    expect(draft.state().status).toMatchObject({ kind: 'failed' });
    expect(draft.unsaved()).toBe(true);
    // More words wait for the same retry.
    draft.change({ title: `kept ${wait}` });
    await pass(wait * 1_000 - 1);
    expect(asked).toEqual([]);
    await pass(1);
    expect(asked.map(({ entry }) => entry.title)).toEqual([`kept ${wait}`]);
  }
  await answer();
  expect(draft.state()).toMatchObject({ status: { kind: 'saved' }, form: { title: 'kept 30' } });
});

test('a change elsewhere is shown, unless words or a save came in between', async () => {
  const { draft, pass, answer } = desk({ stored: true });
  const elsewhere = { ...blank, title: 'from elsewhere' };
  await draft.refresh(async () => elsewhere);
  expect(draft.state().form.title).toBe('from elsewhere');

  const slow = deferred<Entry>();
  const refreshed = draft.refresh(() => slow.promise);
  draft.change({ title: 'typed' });
  await pass(0);
  await answer();
  slow.resolve({ ...blank, title: 'old news' });
  expect(await refreshed).toBe('kept');
  expect(draft.state().form.title).toBe('typed');

  expect(await draft.refresh(async () => null)).toBe('gone');
});

test('a new entry emptied again is known as such', async () => {
  const { draft, pass, answer } = desk();
  draft.change({ title: 'a' });
  await pass(0);
  await answer();
  expect(draft.leftEmpty()).toBe(false);
  draft.change({ title: '' });
  await pass(3_000);
  await answer();
  expect(draft.leftEmpty()).toBe(true);
});

test('whatever happens in whatever order, the last words reach the journal', async () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('type' as const), title: fc.string() }),
    fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 4_000 }) }),
    fc.record({ do: fc.constantFrom('done' as const, 'fail' as const, 'flush' as const) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { draft, asked, journal, most, pass, answer } = desk();
      let typed = '';
      for (const one of steps) {
        if (one.do === 'type') {
          typed = one.title;
          draft.change({ title: typed });
          expect(draft.state().status.kind).not.toBe('saved');
        } else if (one.do === 'pass') await pass(one.ms);
        else if (one.do === 'flush') void draft.flush();
        else await answer(one.do);
        if (draft.state().status.kind === 'saved') expect(journal()).toEqual(draft.entry());
      }
      for (let turn = 0; turn < 5; turn++) {
        await pass(60_000);
        while (asked.length > 0) await answer();
      }
      expect(draft.state().form.title).toBe(typed);
      expect(draft.unsaved()).toBe(false);
      expect(most()).toBeLessThanOrEqual(1);
      if (draft.state().stored) expect(journal()).toEqual(draft.entry());
    }),
    { numRuns: 100 },
  );
});
