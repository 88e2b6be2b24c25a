import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchFromArxiv, subscribe, subscriptionEntry, unsubscribe } from '../../support/fetchDays';
import { selectWords } from '../../support/selectWords';
import type { StubServer } from '../../support/stubServer';
import { eventually, type Workbench } from '../../support/workbench';
import { stubWindow } from './stubWindow';

const today = '2024-03-07';

/** All that needs one, for it takes as long as a window. */
suite('After a reload, of what services brought', () => {
  let workbench: Workbench;
  let stub: StubServer;
  const digests = () => workbench.view('Digests');
  const row = (number: number) => digests().row(`(${today}, ${number})`);
  const reader = () => workbench.readerFrame();
  const wholePaper = () => reader().locator('.fulltext');
  const lists = (): number =>
    stub.requests.filter(({ url }) => /daily_papers|search_query/u.test(url)).length;
  let asked = 0;

  suiteSetup(async () => {
    ({ workbench, stub } = await stubWindow({ width: 1400, height: 1000 }));
    await workbench.showPapers();
    await digests().row('Jul 29').waitFor();
    stub.today = today;
    await fetchFromArxiv(workbench, 'cs.LG', today);
    await digests().expand('Mar 7, 2024');
    await seeNewVersion();
    await highlightWholePaper();
    await subscribe(workbench, 'Hugging Face Daily Papers');
    await subscriptionEntry(workbench).click();
    await workbench.quickPick.box.getByText('Pause').click();
    await isPaused().waitFor();
    asked = lists();
    await workbench.reload();
    await workbench.showPapers();
  });
  suiteTeardown(() => rm(join(workbench.folder ?? '', '.papers', 'notes'), { recursive: true, force: true }));

  const isPaused = () => workbench.page.locator('.statusbar-item .codicon-debug-pause');

  /** Highlights words, and tries again if the page was redrawn meanwhile. */
  const highlight = async (words: string, within?: string): Promise<void> => {
    await eventually(async () => {
      await selectWords(reader(), words, within);
      await reader().getByRole('button', { name: 'Highlight in green' }).click({ timeout: 3000 });
    });
    await reader().locator('.card').waitFor();
  };
  /** Annotates the second paper, and looks at what its authors changed after that. */
  const seeNewVersion = async (): Promise<void> => {
    const paper = stub.papersOf(today)[1];
    assert.ok(paper);
    await workbench.choosePaper(row(2), `(${today}, 2)`);
    await highlight(/^(?:\S+ ){3}\S+/u.exec(paper.abstract)?.[0] ?? '');
    stub.revise(paper.id, { version: 2, abstract: `This version is another. ${paper.abstract}` });
    await workbench.contextMenu(row(2), 'Refresh Details');
    await workbench.pressInMessage(/v2 is out/u, 'Show What Changed');
    await workbench.tab(`${paper.title} (v1 ↔ v2)`).waitFor();
  };
  const highlightWholePaper = async (): Promise<void> => {
    await workbench.runCommand('View: Close All Editors');
    await workbench.choosePaper(row(1), `(${today}, 1)`);
    await workbench.page.keyboard.press('f');
    // The bar with the colours is shown only while its words are in sight.
    await wholePaper().getByText('Results 2.').scrollIntoViewIfNeeded();
    await highlight('Results 2.', '.fulltext');
  };

  test('days are listed, and are not requested again', async () => {
    await digests().expand('Mar 7, 2024');
    await row(1).waitFor();
    assert.equal(lists(), asked);
  });

  test('a subscription is still paused', async () => {
    await isPaused().waitFor();
    await unsubscribe(workbench);
  });

  test('a whole paper is shown again, and a click on a card leads to its words', async () => {
    await wholePaper().getByText('Results 2.').waitFor({ state: 'attached' });
    await reader().locator('.card .quote', { hasText: 'Results 2.' }).click();
    await eventually(async () =>
      assert.ok(
        await wholePaper()
          .getByText('Results 2.')
          .evaluate((words) => {
            const { top } = words.getBoundingClientRect();
            return top > 0 && top < window.innerHeight;
          }),
      ),
    );
  });

  test('what a person saw of a newer version stays seen, and can be looked at again', async () => {
    const seen = (await digests().rows()).find(({ label }) => label.endsWith(`(${today}, 2)`));
    assert.equal(seen?.description, '');
    await workbench.contextMenu(row(2), 'Show What Changed');
    await workbench.tab(`${seen.label} (v1 ↔ v2)`).waitFor();
  });
});
