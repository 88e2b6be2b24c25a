// How a person brings papers in: days of services, and digests.
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
