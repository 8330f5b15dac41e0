import { test } from '../support/app.ts';
import { openTwiceAtOnce } from '../support/two-windows.ts';

test('20 times two windows are opened at the same moment: one has the journal, and every word is kept', async ({
  page,
}) => {
  await openTwiceAtOnce(page, 20);
});
