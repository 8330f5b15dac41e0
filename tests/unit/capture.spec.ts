import { expect, test } from '@playwright/test';
import { LIMITS, parseEntry } from '../../renderer/domain/entry.ts';
import { Failure } from '../../renderer/engine/failure.ts';
import { createCapture } from '../../renderer/views/capture/capture.ts';
import {
  type Captured,
  capturedNow,
  entryFrom,
  titleAndText,
} from '../../renderer/views/capture/captured.ts';
import type { Place } from '../../renderer/views/capture/channel.ts';

test('the first line is the title, what follows the text', () => {
  const split = (words: string) => {
    const { title, text } = titleAndText(words);
    return [title, text];
  };
  expect(split('One line')).toEqual(['One line', '']);
  expect(split('\n\n One line \n')).toEqual(['One line', '']);
  expect(split('Title\nText')).toEqual(['Title', 'Text']);
  expect(split('Title  \n\n \t\n  - indented\n\nmore')).toEqual(['Title', '  - indented\n\nmore']);
  expect(split('')).toEqual(['', '']);
});

test('a first line longer than a title may be is all text', () => {
  const longest = 'x'.repeat(LIMITS.line);
  expect(titleAndText(longest)).toEqual({ title: longest, text: '' });
  expect(titleAndText(`${longest}x\nmore`)).toEqual({ title: '', text: `${longest}x\nmore` });
});

test('what is captured becomes a sound entry of the day it was written', () => {
  const written = new Date('2026-03-02T23:30:00');
  const saved = new Date('2026-03-03T08:00:00');
  const entry = entryFrom(capturedNow('Title\nText', ['mentoring'], written), saved);
  expect(parseEntry(entry)).toEqual({ entry });
  expect(entry).toMatchObject({ day: '2026-03-02', title: 'Title', competencies: ['mentoring'] });
});

type Answered = (outcome: Place | Error) => void;

/** A capture whose journal the test itself is. */
function captureWith(patience = 60_000) {
  const sent: { captured: Captured; answered: Answered; off: boolean }[] = [];
  let saves = 0;
  const capture = createCapture({
    send(captured, answered) {
      const one = { captured, answered, off: false };
      sent.push(one);
      return () => {
        one.off = true;
      };
    },
    onSaved: () => saves++,
    patience,
  });
  return { capture, sent, saves: () => saves };
}

test('words keep their id until they are saved or changed', () => {
  const { capture, sent, saves } = captureWith();
  capture.change({ words: 'One' });
  capture.save();
  capture.save();
  expect(sent).toHaveLength(1);
  capture.change({ words: 'Too late' });
  sent[0]?.answered(new Failure('disk-full'));
  expect(capture.state()).toMatchObject({ words: 'One', status: { kind: 'failed' } });
  capture.save();
  expect(sent[1]?.captured).toEqual(sent[0]?.captured);
  sent[1]?.answered('journal');
  expect(capture.state()).toEqual({
    words: '',
    competencies: [],
    status: { kind: 'saved', place: 'journal' },
  });
  expect(saves()).toBe(1);
  capture.change({ words: 'One' });
  capture.save();
  expect(sent[2]?.captured.id).not.toBe(sent[0]?.captured.id);
});

test('at a quit, what is there is saved, or the app hears that it is not', async () => {
  const { capture, sent } = captureWith(1);
  await capture.flush();
  expect(sent).toHaveLength(0);

  capture.change({ words: 'Last words' });
  await expect(capture.flush()).rejects.toThrow();
  expect(capture.state()).toMatchObject({ words: 'Last words', status: { kind: 'unanswered' } });

  const full = capture.flush();
  expect(sent[0]?.off).toBe(true);
  sent[1]?.answered(new Failure('disk-full'));
  await expect(full).rejects.toThrow();

  const saved = capture.flush();
  sent[2]?.answered('journal');
  await saved;
  await capture.flush();
  expect(sent).toHaveLength(3);
});
