// How a person brings papers in: days of services, by subscription too, and digests.
import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench';

/** Imports a text as a digest. */
export async function importFromClipboard(workbench: Workbench, text: string): Promise<void> {
  await workbench.page.evaluate((value) => navigator.clipboard.writeText(value), text);
  await workbench.ask('Papers: Import Digest…', ({ quickPick }) =>
    quickPick.box.getByText('From the Clipboard').click({ timeout: 5000 }),
  );
}

/** Fetches days of Hugging Face's lists as a person asks for them: "2024-03-11 to 2024-03-13". */
export async function fetchFromHuggingFace(workbench: Workbench, range: string): Promise<void> {
  await workbench.ask('Papers: Fetch Days…', async ({ quickPick }) => {
    await quickPick.choose('Hugging Face: A Date Range…');
    await quickPick.enter('Fetch a Date Range', range);
  });
}

/** The same of a category of arXiv. */
export async function fetchFromArxiv(workbench: Workbench, category: string, range: string): Promise<void> {
  await workbench.ask('Papers: Fetch Days…', async ({ quickPick, page }) => {
    await quickPick.choose('arXiv Categories…');
    await quickPick.fill('Categories of arXiv', category);
    await quickPick.tick(category);
    await page.keyboard.press('Enter');
    await quickPick.choose('A Date Range…');
    await quickPick.enter('Fetch a Date Range', range);
  });
}

/** Chooses what to subscribe to. */
export async function subscribe(workbench: Workbench, list: string): Promise<void> {
  await workbench.ask('Papers: Subscribe…', async ({ quickPick, page }) => {
    await quickPick.tick(list);
    await page.keyboard.press('Enter');
  });
}

/** The entry of the subscription in the status bar. */
export function subscriptionEntry({ page }: Workbench): Locator {
  return page.locator('[id$="dailyPapers.subscription"]');
}

/** Ends the subscription by its entry. */
export async function unsubscribe(workbench: Workbench): Promise<void> {
  const entry = subscriptionEntry(workbench);
  await entry.click();
  await workbench.quickPick.box.getByText('Unsubscribe').click();
  await entry.waitFor({ state: 'detached' });
}
