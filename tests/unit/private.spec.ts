import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { ROOT } from '../../scripts/paths.mjs';

test('no field lets the browser keep what is typed into it', () => {
  const fields = sources('renderer').flatMap(([file, text]) =>
    [...text.matchAll(/<(?:input|textarea|select)\b[\s\S]*?(?:\n\s*>|\/>)/g)].map(([field]) => ({
      file,
      field,
    })),
  );
  expect(fields.length).toBeGreaterThan(15);
  const remembered = fields.filter(({ field }) => !/autoComplete="off"|type="file"/.test(field));
  expect(remembered).toEqual([]);
});

test('nothing puts words of the journal where the system keeps them', () => {
  const places =
    /\bcrashReporter\b|\bnew Notification\b|\baddRecentDocument\b|\bsetJumpList\b|\bsetUserTasks\b|\.setTitle\(/;
  const putting = [...sources('renderer'), ...sources('electron')].filter(([, text]) =>
    places.test(text),
  );
  expect(putting.map(([file]) => file)).toEqual([]);
});

function sources(folder: string): (readonly [file: string, text: string])[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => [path.join(folder, file), readFileSync(path.join(ROOT, folder, file), 'utf8')]);
}
