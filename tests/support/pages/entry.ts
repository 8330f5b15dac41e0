import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

export interface FileToAttach {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

/** The screen of one entry. */
export function entryPage(page: Page) {
  const region = page.getByRole('region', { name: 'Entry', exact: true });
  const textbox = (name: string): Locator => region.getByRole('textbox', { name, exact: true });
  const choice = (name: string): Locator => region.getByRole('combobox', { name, exact: true });
  const button = (name: string): Locator => region.getByRole('button', { name, exact: true });
  return {
    region,
    title: textbox('Title'),
    text: textbox('Text'),
    outcome: textbox('Outcome'),
    project: textbox('Project'),
    people: textbox('People'),
    link: textbox('Link'),
    day: region.getByLabel('Day', { exact: true }),
    through: region.getByLabel('Through', { exact: true }),
    addCompetency: choice('Add competency'),
    scope: choice('Scope'),
    part: choice('Part'),
    impact: choice('Impact'),
    confidentiality: choice('Confidentiality'),
    competencies: region.getByRole('list', { name: 'Competencies', exact: true }),
    links: region.getByRole('list', { name: 'Links', exact: true }),
    attachments: region.getByRole('list', { name: 'Attachments', exact: true }),
    options: region.getByRole('listbox').getByRole('option'),
    status: region.getByRole('status'),
    button,

    /** Starts a new entry. */
    async begin() {
      await page.getByRole('button', { name: 'New entry' }).click();
      await expect(this.title).toBeFocused();
      await this.editorReady();
    },
    /** Opens one from the journal. */
    async open(title: string) {
      await page.getByRole('region', { name: 'Entries' }).getByText(title).click();
      await this.region.waitFor();
      await this.editorReady();
    },
    /** Until the editor has taken over from the plain field. */
    async editorReady() {
      await expect(this.text).toHaveAttribute('aria-multiline', 'true');
    },
    /** Chooses files, as in the dialog of `Attach…`. */
    async attach(...files: readonly FileToAttach[]) {
      await region
        .locator('input[type=file]')
        .setInputFiles(
          files.map(({ name, type, content }) => ({ name, mimeType: type, buffer: content })),
        );
    },
    async saved() {
      await expect(this.status).toHaveText('Saved');
    },
    async close() {
      await button('Close').click();
      await page.getByRole('region', { name: 'Entries' }).waitFor();
    },
    async tag(part: string) {
      await this.addCompetency.fill(part);
      await this.addCompetency.press('Enter');
    },
    /** The text as Markdown, as the editor holds it. */
    async markdown(): Promise<string> {
      return (await this.text.locator('.cm-line').allTextContents()).join('\n');
    },
  };
}
