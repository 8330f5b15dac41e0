import type { Page } from '@playwright/test';
import type { Host } from '../support/host.ts';
import { answer, asked } from '../support/message-box.ts';
import { capturePage } from '../support/pages/capture.ts';
import { expect, test } from '../support/shell.ts';

test('a page that is killed while it saves comes back, with all that was acknowledged', async ({
  host,
  page,
}) => {
  const acknowledged: string[] = [];
  for (const title of ['First', 'Second', 'Third']) {
    await write(page, title);
    acknowledged.push(title);
    await page.getByRole('link', { name: 'Journal', exact: true }).click();
  }
  await page.getByRole('button', { name: 'New entry' }).click();
  const title = page.getByRole('textbox', { name: 'Title' });
  await title.fill('Half');
  await page.keyboard.type(' a sentence, and the process ends');

  const started = performance.now();
  await killAndWait(host);
  await goToJournal(host);
  for (const words of acknowledged) await expect.poll(() => reads(host)).toContain(words);
  await beginEntry(host);
  // For people to read: a slow machine takes longer, and is no failure.
  process.stdout.write(`usable again after ${Math.round(performance.now() - started)} ms\n`);
});

test('a page that ends again and again is brought back three times, then the writer is asked', async ({
  host,
  page,
}) => {
  await write(page, 'Still there');
  await answer(host, 'Open again');
  for (let time = 1; time <= 3; time++) await killAndWait(host);
  expect(await asked(host)).toEqual([]);
  await killAndWait(host);
  expect(await asked(host)).toEqual(['Staff Journal stopped several times in a row.']);
  await goToJournal(host);
  await expect.poll(() => reads(host)).toContain('Still there');

  // What the writer chose counts from the beginning.
  await killAndWait(host);
  await killAndWait(host);
  await killAndWait(host);
  expect(await asked(host)).toHaveLength(1);
  await answer(host, 'Quit');
  await kill(host);
  expect(await host.exited).toBe(0);
});

test('a page that hangs is reloaded if the writer says so, and left alone if not', async ({
  host,
  page,
}) => {
  await write(page, 'Before it hung');
  await answer(host, 'Wait');
  await hang(host);
  await expect
    .poll(() => asked(host), { timeout: 30_000 })
    .toEqual(['Staff Journal does not answer.']);
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Before it hung');

  await answer(host, 'Reload');
  page.evaluate('for (;;);').catch(() => undefined);
  await hang(host);
  await expect.poll(() => asked(host), { timeout: 30_000 }).toHaveLength(1);
  await expect.poll(() => reads(host), { timeout: 60_000 }).toContain('New entry');
  await goToJournal(host);
  await expect.poll(() => reads(host)).toContain('Before it hung');
});

test('a page that hung for a moment only is no matter for the writer', async ({ host, page }) => {
  await write(page, 'Slow');
  await answer(host, 'Reload');
  await hang(host);
  await host.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.emit('responsive');
  });
  // Longer than main waits before it asks.
  await page.waitForTimeout(8_000);
  expect(await asked(host)).toEqual([]);
});

test('quick capture that is killed is there again, empty and ready', async ({ host, page }) => {
  await expect(page.getByRole('button', { name: 'New entry' })).toBeVisible();
  const opened = host.nextWindow();
  await page.evaluate(() => window.staffJournalBridge?.showCapture());
  await capturePage(await opened).text.fill('Lost with its page');
  const again = host.nextWindow();
  await host.evaluate(({ BrowserWindow }) => {
    const capture = BrowserWindow.getAllWindows().find((window) => window.isAlwaysOnTop());
    capture?.webContents.forcefullyCrashRenderer();
  });
  const capture = capturePage(await again);
  await expect(capture.text).toHaveValue('');
  await capture.text.fill('Written again');
  await capture.text.press('Enter');
  await expect(page.getByRole('region', { name: 'Entries' })).toContainText('Written again');
});

async function write(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'New entry' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill(title);
  await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
}

/** Ends the process of the journal's page. */
function kill(host: Host): Promise<void> {
  return host.evaluate(({ BrowserWindow }) => {
    const journal = BrowserWindow.getAllWindows().find((window) => !window.isAlwaysOnTop());
    journal?.webContents.forcefullyCrashRenderer();
  });
}

/** A mark that goes with the page tells the next one from this. */
async function killAndWait(host: Host): Promise<void> {
  await run(host, 'document.documentElement.dataset.old = "true"');
  await kill(host);
  await expect
    .poll(() => run(host, 'document.documentElement.dataset.old ?? document.body.innerText'))
    .toContain('New entry');
}

function hang(host: Host): Promise<void> {
  return host.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.emit('unresponsive');
  });
}

// Playwright's page has ended with the process: what comes after it is asked through main.
async function run(host: Host, code: string): Promise<unknown> {
  try {
    return await host.evaluate(
      ({ BrowserWindow }, script) =>
        BrowserWindow.getAllWindows()
          .find((window) => !window.isAlwaysOnTop())
          ?.webContents.executeJavaScript(script),
      code,
    );
  } catch {
    // It is on its way.
    return null;
  }
}

async function reads(host: Host): Promise<string> {
  return String(await run(host, 'document.body.innerText'));
}

async function goToJournal(host: Host): Promise<void> {
  await run(host, 'document.querySelector("nav a").click()');
}

async function beginEntry(host: Host): Promise<void> {
  await run(
    host,
    '[...document.querySelectorAll("button")].find((one) => one.innerText === "New entry").click()',
  );
  await expect.poll(() => run(host, 'document.activeElement.ariaLabel ?? ""')).toBe('Title');
}
