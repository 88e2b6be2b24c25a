import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { importFromClipboard } from '../../support/fetchDays';
import { eventually, sharedWorkbench, type Workbench } from '../../support/workbench';

suite('Import Digest', () => {
  let workbench: Workbench;
  const digests = () => workbench.view('Digests');

  suiteSetup(async () => {
    workbench = await sharedWorkbench();
    await workbench.showPapers();
    // Days that this suite adds are drawn only where there is space for them.
    for (const title of ['Searches', 'Later']) {
      if ((await workbench.view(title).pane.count()) > 0) await workbench.view(title).setExpanded(false);
    }
    await digests().row('Jul 29').waitFor();
  });

  /** Chooses a file of the workspace folder in the dialog. */
  const importFile = async (name: string, path: string): Promise<void> => {
    await workbench.ask('Papers: Import Digest…', ({ quickPick }) =>
      quickPick.box.getByText('From Files').click({ timeout: 5000 }),
    );
    await workbench.fileDialog('Import digests', name, path);
  };

  test('the clipboard becomes a day, and lines that could not be read are reported', async () => {
    const text =
      'Daily Papers\n\nMar 12, 2025\n\nA Digest From the Clipboard\n\n' +
      'This abstract was copied from a page and pasted here. It is long enough to be an abstract.\n\n' +
      'Feb 30\n\nA Paper of No Day\n\nIts date is in no calendar. The person should be told so, and at which line.\n';
    await importFromClipboard(workbench, text);
    await workbench.message(/Clipboard: 2 new papers\. 1 place could not be read\./);
    await eventually(async () => {
      const labels = (await digests().rows()).map(({ label }) => label);
      assert.equal(labels[0], 'Mar 12, 2025');
      assert.ok(labels.includes('Feb 30'), labels.join());
    });
    await workbench.pressInMessage(/could not be read/, 'Show Problems');
    await eventually(async () => {
      const [row] = await workbench.quickPick.rows();
      assert.match(row?.description ?? '', /Clipboard, line 9/);
    });
    await workbench.page.keyboard.press('Enter');
    await workbench.page.locator('.monaco-editor .view-line', { hasText: 'Feb' }).first().waitFor();
  });

  test('an imported digest is removed, with undo', async () => {
    await workbench.contextMenu(digests().row('Mar 12'), 'Remove Imported Digest');
    await workbench.message(/Removed the digest/);
    await eventually(async () => assert.equal((await digests().rows())[0]?.label, 'Jul 29'));
    await workbench.pressInMessage(/Removed the digest/, 'Undo');
    await digests().row('Mar 12').waitFor();
  });

  test('a file is chosen by its path, and the message leads to its day', async () => {
    const file = join(workbench.folder ?? '', 'april.txt');
    await writeFile(file, page('Apr 1', 'A Digest From a File'));
    await importFile('april.txt', file);
    await workbench.message(/april\.txt: 1 new paper\./);
    await workbench.pressInMessage(/april\.txt: 1 new paper\./, 'Show');
    await eventually(async () => assert.match(await workbench.focused(), /Apr 1/));
    await digests().row('A Digest From a File').waitFor();
  });

  test('what looks like an icon stays text in the rows of a search', async () => {
    const title = '$(trash) A Zebra With $(error) in its Title';
    await importFromClipboard(
      workbench,
      `Daily Papers\n\nMay 1\n\n${title}\n\nThe zebra has $(add) in its abstract too.\n`,
    );
    await digests().row('May 1').waitFor();
    await workbench.search('zebra');
    await eventually(async () => {
      const [row] = await workbench.quickPick.rows();
      assert.deepEqual([row?.label, row?.detail], [title, 'The zebra has $(add) in its abstract too.']);
    });
    await workbench.page.keyboard.press('Escape');
  });

  /**
   * Drops a file on the view until its day is there: a list that is redrawn meanwhile takes no drop. A day opens when
   * something is held over it for half a second, and its papers move the days below it out of sight.
   */
  const drop = async (name: string, day: string, title: string): Promise<void> => {
    const data = await workbench.page.evaluateHandle(
      ([file, content]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([content], file, { type: 'text/plain' }));
        return transfer;
      },
      [name, page(day, title)] as const,
    );
    const row = digests().row('Jul 29');
    await eventually(async () => {
      if ((await digests().row(day).count()) === 0) {
        for (const event of ['dragenter', 'dragover', 'drop'])
          await row.dispatchEvent(event, { dataTransfer: data });
      }
      await digests().collapseAll();
      await digests().row(day).waitFor({ timeout: 3000 });
    });
  };

  test('a file is dropped on the view', async () => {
    await drop('dropped.txt', 'May 2', 'A Digest That Was Dropped');
  });

  test('an address or an identifier of a paper is dropped on the view, and its paper opens', async () => {
    const title = 'Zebras in Ten Thousand Dimensions';
    await importFromClipboard(
      workbench,
      `@misc{z, title={${title}}, eprint={2401.00011}, archiveprefix={arXiv}}`,
    );
    await workbench.message(/Clipboard: 1 new paper/);
    for (const [type, text] of [
      ['text/uri-list', 'https://arxiv.org/abs/2401.00011v2'],
      ['text/plain', 'arXiv:2401.00011'],
    ] as const) {
      await workbench.runCommand('View: Close All Editors');
      const data = await workbench.page.evaluateHandle(
        ([kind, value]) => {
          const transfer = new DataTransfer();
          transfer.setData(kind, value);
          return transfer;
        },
        [type, text] as const,
      );
      await eventually(async () => {
        for (const event of ['dragenter', 'dragover', 'drop'])
          await digests().row('Jul 29').dispatchEvent(event, { dataTransfer: data });
        await workbench.tab(title).waitFor({ timeout: 3000 });
      });
    }
    await workbench.runCommand('View: Close All Editors');
    await workbench.ask('Papers: Add Paper…', async ({ quickPick }) =>
      quickPick.enter('An arXiv identifier', 'https://www.alphaxiv.org/abs/2401.00011'),
    );
    await workbench.tab(title).waitFor();
  });

  test('a name that looks like a link to a command is no link in the message', async () => {
    // VS Code shows at most three messages.
    await workbench.runCommand('Notifications: Clear All Notifications');
    await drop('[Run](command:workbench.action.showCommands).txt', 'May 3', 'A Digest With a Strange Name');
    const message = await workbench.message('showCommands).txt: 1 new paper.');
    assert.equal(await message.locator('a', { hasText: 'Run' }).count(), 0);
    await workbench.runCommand('Notifications: Clear All Notifications');
  });

  test('a file that is not a text is reported as unreadable, and as impossible to show', async () => {
    const file = join(workbench.folder ?? '', 'picture.txt');
    await writeFile(file, Buffer.from([0x89, 0x50, 0, 0, 0xff, 0, 1, 2, 0]));
    await importFile('picture.txt', file);
    await workbench.pressInMessage(/picture\.txt: 0 new papers/, 'Show Problems');
    await eventually(async () => {
      const [row] = await workbench.quickPick.rows();
      assert.match(row?.description ?? '', /picture\.txt, line 1/);
    });
    await workbench.page.keyboard.press('Enter');
    await workbench.message(/“picture\.txt” cannot be shown as text/);
  });

  test('papers that an import made one are split from its message, and merged again from the palette', async () => {
    const title = 'Zebras That Two People Have Written About';
    const entry = (key: string, author: string): string =>
      `@article{${key}, title={${title}}, author={${author}}, abstract={On zebras.}}`;
    await importFromClipboard(workbench, `${entry('a', 'Lee, Anna')}\n${entry('b', 'Kim, Bo')}\n`);
    await workbench.pressInMessage(/may be two works/, 'Split…');
    await eventually(async () => {
      const entries = await workbench.quickPick.rows();
      assert.deepEqual(
        entries.map(({ label, detail }) => `${label} ${detail}`),
        [`${title} Anna Lee`, `${title} Bo Kim`],
      );
    });
    await workbench.screenshot('split-paper');
    await workbench.page.keyboard.press('Enter');
    await workbench.message(/Zebras That .* is two papers now/);
    // Undo shows no message, and an open search does not update its rows, so the search is repeated.
    const found = (papers: number): Promise<void> =>
      eventually(async () => {
        await workbench.closeBox();
        await workbench.search('zebras that two people have written about');
        const rows = workbench.quickPick.row(title);
        await rows.nth(papers - 1).waitFor({ timeout: 3000 });
        assert.equal(await rows.count(), papers);
      });
    await found(2);
    await workbench.page.keyboard.press('Enter');
    await workbench.tab(title).waitFor();
    await workbench.ask('Papers: Merge Papers…', async ({ quickPick, page }) => {
      await quickPick.row(title).waitFor({ timeout: 5000 });
      const [first] = await quickPick.rows();
      assert.equal(first?.label, title);
      await workbench.screenshot('merge-papers');
      await page.keyboard.press('Enter');
    });
    await workbench.message(/2 papers are one now/);
    await found(1);
    await workbench.page.keyboard.press('Escape');
    await workbench.pressInMessage(/2 papers are one now/, 'Undo');
    await found(2);
    await workbench.page.keyboard.press('Escape');
  });

  test('texts from right to left run in their own direction, in the view, the search, the page and its tab', async () => {
    const title = 'שיטה חדשה (BERT) ללמידה: תרגום לעברית.';
    const other = 'Words Such as سلام (Peace) in English Titles';
    const abstract =
      'אנו מציגים את המודל GPT-4 (v2) עם $x^2 + y_i = 0$ ומודדים אותו. קראו עוד: https://example.org/a/b. התוצאה טובה.';
    const { quickPick } = workbench;
    await importFromClipboard(
      workbench,
      `Daily Papers\n\nMay 5\n\n${title}\n\n${abstract}\n\n${other}\n\nThis abstract says سلام (v2), and goes on in English.\n`,
    );
    await digests().expand('May 5');
    assert.deepEqual(
      await placesOf(digests().row(title).locator('.label-name'), ['ש', '(', 'BERT', ')', '.']),
      [...['ש', '(', 'BERT', ')', '.'].toReversed()],
    );
    const inOrder = ['Words', 'سلام', '(', 'Peace', ')', 'Titles'];
    assert.deepEqual(await placesOf(digests().row(other).locator('.label-name'), inOrder), inOrder);
    await workbench.screenshot('right-to-left-view');
    await workbench.search('BERT תרגום');
    const label = quickPick.box.locator('.monaco-list-row', { hasText: 'תרגום' }).first();
    await eventually(async () => {
      const found = await placesOf(label.locator('.quick-input-list-row').first(), [
        'תרגום',
        '.',
        ' · unread',
      ]);
      assert.deepEqual(found, ['.', 'תרגום', ' · unread']);
    });
    await workbench.screenshot('right-to-left-search');
    await workbench.page.keyboard.press('Enter');
    const reader = workbench.readerFrame();
    const heading = reader.getByRole('heading', { level: 1 });
    await heading.getByText('תרגום').waitFor();
    assert.deepEqual(await placesOf(heading, ['ש', 'BERT', '.']), ['.', 'BERT', 'ש']);
    const paragraph = reader.locator('.abstract p').first();
    // Brackets behind Latin words run with these (Unicode Standard Annex 9, rule N0).
    const parts = ['x', 'GPT-4', '(', 'v2', ')', 'אנו'];
    assert.deepEqual(await placesOf(paragraph, parts), parts);
    await workbench.screenshot('right-to-left-page');
    await workbench.runCommand('View: Close All Editors');
    const tab = workbench.page.locator('.tab .label-name', { hasText: 'BERT' });
    const signs = ['ש', '(', 'BERT', ')', '.'];
    await workbench.choosePaper(digests().row(title), /BERT/u);
    await eventually(async () => assert.deepEqual(await placesOf(tab, signs), signs.toReversed()));
    await workbench.page.keyboard.press('Enter');
    // Only the tab of a file bears its name.
    const kept = workbench.page.locator('.tab[data-resource-name*="BERT"] .label-name');
    const keptSigns = ['ש', '(', 'BERT', ')', '\u2024'];
    await eventually(async () => assert.deepEqual(await placesOf(kept, keptSigns), keptSigns.toReversed()));
    await workbench.screenshot('right-to-left-tab');
  });

  test('a digest that git or a person puts into the workspace is read', async () => {
    const folder = join(workbench.folder ?? '', '.papers', 'digests');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'june.txt'), page('Jun 3', 'A Digest in the Workspace'));
    await digests().row('Jun 3').waitFor();
    await rm(join(folder, 'june.txt'));
    await digests().row('Jun 3').waitFor({ state: 'detached' });
  });

  test('one that is removed by the palette comes back as it was, with nothing of this machine in it', async () => {
    const folder = join(workbench.folder ?? '', '.papers', 'digests');
    const text = page('Jun 4', 'A Digest That a Person Named');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'by hand.txt'), text);
    await digests().row('Jun 4').waitFor();
    await workbench.ask('Papers: Remove Imported Digest…', async ({ quickPick }) =>
      quickPick.row('by hand.txt').click({ timeout: 3000 }),
    );
    await digests().row('Jun 4').waitFor({ state: 'detached' });
    assert.deepEqual(await readdir(folder), []);
    await workbench.pressInMessage(/Removed the digest “by hand/, 'Undo');
    await digests().row('Jun 4').waitFor();
    assert.deepEqual(await readdir(folder), ['by hand.txt']);
    assert.equal(await readFile(join(folder, 'by hand.txt'), 'utf8'), text);
  });
});

/** The first occurrence of each text in an element, from left to right as they are drawn. */
async function placesOf(element: Locator, texts: readonly string[]): Promise<readonly string[]> {
  return element.evaluate((root, wanted) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const lefts = new Map<string, number>();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const text of wanted) {
        const at = node.textContent?.indexOf(text) ?? -1;
        if (at < 0 || lefts.has(text)) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + text.length);
        lefts.set(text, range.getBoundingClientRect().left);
      }
    }
    return [...lefts.keys()].sort((a, b) => (lefts.get(a) ?? 0) - (lefts.get(b) ?? 0));
  }, texts);
}

function page(day: string, title: string): string {
  return `Daily Papers\n\n${day}\n\n${title}\n\nThis is the abstract of a paper. It says what the paper is about.\n`;
}
