import { killWhileBackingUp } from '../support/killed-backups.ts';
import { test } from '../support/shell.ts';

test('killed 100 times while it keeps backups: a whole one is always there', async ({
  launch,
  folder,
}) => {
  const { acknowledged, parts } = await killWhileBackingUp(launch, folder, 100);
  console.log(
    `${acknowledged} kept before a kill, all whole; a part was left behind ${parts} times`,
  );
});
