import type { Page } from '@playwright/test';

/** The quick-capture page. */
export function capturePage(page: Page) {
  return {
    text: page.getByRole('textbox', { name: 'Text', exact: true }),
    addCompetency: page.getByRole('combobox', { name: 'Add competency', exact: true }),
    options: page.getByRole('option'),
    competencies: page
      .getByRole('list', { name: 'Competencies', exact: true })
      .getByRole('listitem'),
    save: page.getByRole('button', { name: 'Save', exact: true }),
    status: page.getByRole('status'),
  };
}
