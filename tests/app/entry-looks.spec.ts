import { expect, test } from '../support/app.ts';
import { axeViolations } from '../support/axe.ts';
import { entryPage } from '../support/pages/entry.ts';

test('axe finds nothing on the entry screen', async ({ page }) => {
  const entry = entryPage(page);
  // A colour on its way to another one is neither.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await entry.begin();
  await page.mouse.move(0, 0);
  expect(await axeViolations(page)).toEqual([]);

  await entry.title.fill('Brought the deploy time down for every team in the department');
  await entry.text.fill(
    '# What happened\n\nBuilds took **31 minutes**, and nobody owned the *cache*.\n\n- measured it with `buildstat`\n- wrote [the RFC](https://example.com/rfc/7)\n\n> It finally works.\n\n```sh\nmake fast\n```\n',
  );
  await entry.tag('backup');
  await entry.tag('example');
  await entry.link.fill('example.com/rfc/7');
  await entry.button('Add link').click();
  await entry.link.fill('javascript:alert(1)');
  await entry.button('Add link').click();
  await entry.day.fill('2026-03-02');
  await entry.through.fill('2026-03-01');
  await entry.addCompetency.fill('mentor');
  await expect(entry.options).toHaveCount(2);
  expect(await axeViolations(page)).toEqual([]);
  await page.setViewportSize({ width: 600, height: 900 });
  expect(await axeViolations(page)).toEqual([]);

  await page.setViewportSize({ width: 1280, height: 800 });
  await entry.through.fill('');
  await entry.saved();
  const address = page.url();
  await entry.button('Delete entry').click();
  await page.getByRole('region', { name: 'Entries' }).waitFor();
  await page.goto(address);
  await expect(entry.button('Restore')).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
});
