import type { Page } from 'playwright-core';

/**
 * Every screen and dialog of the desk, one after the other, by keys and addresses alone: so it works
 * in both languages. Needs a letter with a document that has not been disposed yet in the book, and a
 * batch of which somebody has to look at a page.
 * @param look is called when the screen named is there
 */
export async function visitScreens(
  page: Page,
  look: (name: string) => Promise<void>,
): Promise<void> {
  const dialog = page.locator('dialog[open]');
  const go = (hash: string) =>
    page.evaluate((to) => {
      location.hash = to;
    }, hash);
  const screen = async (name: string, there: string) => {
    await page.locator(there).first().waitFor();
    await look(name);
  };
  const inDialog = async (name: string, key: string, there = 'button') => {
    await page.keyboard.press(key);
    await dialog.locator(there).first().waitFor();
    await look(name);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  };

  await go('#/agenda');
  await screen('agenda', '.agenda-body [role=row]');
  await inDialog('keys', 'F1');
  await inDialog('export', 'Control+e', '.choice-row');
  await inDialog('import-book', 'Control+i', 'select');
  await inDialog('print-book', 'Control+p', '.print-period');
  await inDialog('print-jobs', 'Control+5');
  await go('#/search');
  await screen('search', '.search-page img');

  await page.keyboard.press('F2');
  await screen('scanning', '.profile-run');
  await inDialog('profile', 'F6', '.profile-clean');
  await inDialog('separators', 'F9', 'select');
  await page.keyboard.press('Enter');
  await screen('batch', '.page-question');
  await inDialog('batch-settings', 'F7', '.profile-clean');
  await inDialog('finish', 'Control+Enter', 'li');

  await go('#/register');
  await screen('register', '.letter-form');

  for (const part of ['letterhead', 'positions', 'instructions', 'books', 'preferences']) {
    await go(`#/office/${part}`);
    await screen(`office-${part}`, '.office-part h1');
  }
  await go('#/office/positions');
  await page.locator('.office-table button').first().click();
  await screen('position', 'dialog[open] .choice-row');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });

  await go('#/stamps');
  await screen('stamps', '.stamp.designed canvas');

  await go('#/sheets');
  await screen('sheets', '.sheets-list');

  await go('#/waiting');
  await screen('waiting', '.waiting-screen');
  await go('#/evidence');
  await page.locator('.evidence-head').waitFor();
  await page.keyboard.press('F5');
  await screen('evidence', '.evidence-counts');

  await go('#/agenda');
  await page.locator('.agenda-body [aria-selected=true]').dblclick();
  await screen('letter', '.side-foot');
  await inDialog('put-stamp', 'Insert', 'select');
  await inDialog('save-as', 'Control+s');
  await inDialog('print-letter', 'Control+p', '.printer-fields');
  await inDialog('cancel-number', 'Control+Delete', 'textarea');
  await page.keyboard.press('F7');
  await screen('correct', '.letter-form');
  await page.keyboard.press('Escape');
  await page.locator('.letter-form').waitFor({ state: 'detached' });
  await page.keyboard.press('F8');
  await screen('sheet', '.page img');
  await page.keyboard.press('Escape');
  await page.locator('.side-foot').waitFor();
  await page.keyboard.press('F6');
  await screen('dispose', '.check-list');
  await page.keyboard.press('Escape');
}
