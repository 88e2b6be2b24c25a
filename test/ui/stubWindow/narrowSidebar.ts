import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { fetchFromHuggingFace } from '../../support/fetchDays';
import { eventually, type Workbench } from '../../support/workbench';
import { stubWindow } from './stubWindow';

suite('A narrow sidebar', () => {
  let workbench: Workbench;
  const digests = () => workbench.view('Digests');
  const named = (name: string): Locator =>
    digests().pane.locator('.monaco-list-row', {
      has: workbench.page.locator('.label-name').getByText(name, { exact: true }),
    });
  const nothingIsCut = async (picture: string): Promise<void> => {
    for (const width of [200, 300]) {
      await workbench.resizeSidebar(width);
      await workbench.screenshot(`${picture}-${width}`);
      await eventually(async () => assert.deepEqual(await cutCounts(digests().pane), []));
    }
  };

  suiteSetup(async () => {
    ({ workbench } = await stubWindow());
    await workbench.showPapers();
    await digests().row('Jul 29').waitFor();
    await fetchFromHuggingFace(workbench, '2024-03-11 to 2024-03-13');
  });
  suiteTeardown(() => workbench.resizeSidebar(300));

  test('cuts neither date nor year of a day, nor how many papers are unread', async () => {
    await digests().row('Mar 12, 2024').getByText('130 unread').waitFor();
    await nothingIsCut('narrow-days');
  });

  test('nor those of years, months and the days in them, which do not repeat year and month', async () => {
    await fetchFromHuggingFace(workbench, '2024-02-10 to 2024-03-14');
    await workbench.message(/Hugging Face: \d+ new papers, \d+ known already in 24 days/u);
    await named('2024').click();
    await named('March').click();
    await named('February').waitFor();
    const tuesday = named('12 Tue');
    await tuesday.getByText('130 unread').waitFor();
    assert.equal(
      await tuesday.getAttribute('aria-label'),
      'Tuesday, March 12, 2024, 130 unread papers, From Hugging Face',
    );
    assert.match(
      (await named('March').getAttribute('aria-label')) ?? '',
      /^March 2024, \d+ days, \d+ unread/u,
    );
    await nothingIsCut('narrow-groups');
  });
});

/** The rows whose name or first count does not fit in what is drawn of them. */
async function cutCounts(pane: Locator): Promise<readonly string[]> {
  return pane.locator('.monaco-list-row').evaluateAll((rows) =>
    rows.flatMap((row) => {
      const container = row.querySelector('.monaco-icon-label-container');
      const text = row.querySelector('.label-description')?.firstChild;
      if (!container || !text) return [`${row.textContent}: nothing is drawn`];
      const range = document.createRange();
      range.setStart(text, 0);
      range.setEnd(text, (text.textContent?.split(' · ')[0] ?? '').length);
      const over = range.getBoundingClientRect().right - container.getBoundingClientRect().right;
      return over > 0.5 ? [`${row.textContent}: ${over} pixels`] : [];
    }),
  );
}
