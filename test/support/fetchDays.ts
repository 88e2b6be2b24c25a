import type { Workbench } from './workbench';

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
