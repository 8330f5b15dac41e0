import { expect, test } from '@playwright/test';
import { following } from '../../renderer/engine/calls.ts';

interface Answer {
  readonly resolve: (value: string) => void;
  readonly reject: (error: Error) => void;
}

/** An engine whose only call is answered when the test says so. */
function slowEngine() {
  const answers: Answer[] = [];
  const ask = () => new Promise<string>((resolve, reject) => answers.push({ resolve, reject }));
  return { ...following({ ask }), answers };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

test('an engine that is asked nothing is settled, and answers are what they were', async () => {
  const { engine, settled, answers } = slowEngine();
  await settled();
  const answer = engine.ask();
  answers[0]?.resolve('yes');
  expect(await answer).toBe('yes');
  await settled();
});

test('it is settled when every call is answered, those begun meanwhile and refused ones too', async () => {
  const { engine, settled, answers } = slowEngine();
  const first = engine.ask();
  let done = false;
  const whole = settled().then(() => {
    done = true;
  });
  await turn();
  expect(done).toBe(false);
  const second = engine.ask();
  answers[0]?.reject(new Error('no'));
  await expect(first).rejects.toThrow('no');
  await turn();
  expect(done, 'the second call is under way').toBe(false);
  answers[1]?.resolve('yes');
  expect(await second).toBe('yes');
  await whole;
});

test('calls that nobody will answer are refused, and those after them are not', async () => {
  const { engine, settled, abandon, answers } = slowEngine();
  const first = engine.ask();
  abandon(new Error('it is gone'));
  await expect(first).rejects.toThrow('it is gone');
  const second = engine.ask();
  answers[0]?.resolve('late');
  answers[1]?.resolve('yes');
  expect(await second).toBe('yes');
  await settled();
});
