import assert from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { compareHighlights, type Highlight } from '../../../src/core/notes/note';
import { parseNote } from '../../../src/core/notes/parseNote';
import { axeProblems } from '../../support/axe';
import { importFromClipboard } from '../../support/fetchDays';
import { selectWords } from '../../support/selectWords';
import { eventually, sharedWorkbench, type Workbench } from '../../support/workbench';

const digest = `Daily Papers

Jun 4, 2025

On Highlights That Stay

We train with low precision and keep the master weights. The regret is $\\mathcal{O}(n)$ in every round. Rare words are the ones that matter most.
`;

suite('Highlights', () => {
  let workbench: Workbench;
  const reader = () => workbench.readerFrame();
  const cards = () => reader().locator('.card');
  const bar = (name: string) => reader().getByRole('button', { name, exact: true });

  suiteSetup(async () => {
    workbench = await sharedWorkbench({ width: 1400, height: 800 });
    await workbench.showPapers();
    await workbench.view('Digests').row('Jul 29').waitFor();
    await importFromClipboard(workbench, digest);
    await workbench.view('Digests').row('Jun 4').click();
    await open();
  });

  const open = async (): Promise<void> => {
    await workbench.view('Digests').row('On Highlights').dblclick();
    await reader().getByRole('heading', { level: 1 }).waitFor();
  };

  const select = (words: string): Promise<void> => selectWords(reader(), words);

  const toggleFilters = (...rows: readonly string[]): Promise<void> =>
    workbench.ask('Papers: Filter Highlights…', async ({ quickPick, page }) => {
      for (const row of rows) await quickPick.choose(row);
      await page.keyboard.press('Enter');
    });

  /** The words that are drawn in a colour. */
  const drawn = (color: string): Promise<string[]> =>
    reader()
      .locator('body')
      .evaluate((_, name) => {
        const highlight = CSS.highlights.get(`highlight-${name}`);
        return highlight ? [...highlight].map((range) => (range as Range).toString()) : [];
      }, color);

  const noteFile = async (): Promise<string> => {
    const folder = join(workbench.folder ?? '', '.papers', 'notes');
    const names = await readdir(folder);
    return join(folder, names.find((name) => name.startsWith('on-highlights')) ?? 'missing');
  };
  const note = async (): Promise<string> => readFile(await noteFile(), 'utf8');

  test('selected words are highlighted in a colour, and kept in the note', async () => {
    await select('low precision');
    await bar('Highlight in green').click();
    await eventually(async () => assert.deepEqual(await drawn('green'), ['low precision']));
    await eventually(async () => assert.match(await note(), /quote: .?low precision/));
    assert.deepEqual(await cards().locator('.quote').allTextContents(), ['low precision']);
  });

  test('a comment is written in place: letters are its own, Enter saves, Escape leaves', async () => {
    await select('Rare words');
    await bar('Highlight with a comment').click();
    const area = reader().getByRole('textbox', { name: 'Comment' });
    await eventually(async () => assert.ok(await area.evaluate((node) => node === document.activeElement)));
    await workbench.page.keyboard.type('jkl: which ones?');
    await workbench.page.keyboard.press('Enter');
    await eventually(async () => assert.match(await note(), /jkl: which ones\?/));
    await eventually(async () => assert.equal(await area.count(), 0));
    await reader().getByText('jkl: which ones?').click();
    await workbench.page.keyboard.type(' Not this.');
    await workbench.page.keyboard.press('Escape');
    await eventually(async () => assert.equal(await area.count(), 0));
    assert.equal(await reader().getByText('jkl: which ones?', { exact: true }).count(), 1);
    assert.doesNotMatch(await note(), /Not this/);
  });

  test('tags are written in place, and invalid ones are reported', async () => {
    const card = cards().filter({ hasText: 'Rare words' });
    await card.locator('.quote').click();
    await card.getByRole('button', { name: 'Add tags' }).click();
    await workbench.page.keyboard.type('data/rare, to?do');
    await workbench.page.keyboard.press('Enter');
    await card.getByText('“to?do” cannot be a tag').waitFor();
    for (let count = 0; count < 3; count++) await workbench.page.keyboard.press('Backspace');
    await workbench.page.keyboard.type(' do');
    await workbench.page.keyboard.press('Enter');
    await card.getByText('#data/rare #to-do').waitFor();
    await eventually(async () => assert.match(await note(), /- data\/rare\n\s+- to-do/));
  });

  test('a part of a formula takes the whole of it', async () => {
    await select('n');
    await reader()
      .locator('.abstract math')
      .evaluate((math) => {
        const letter = [...math.querySelectorAll('mi')].at(-1)?.firstChild;
        if (letter) document.getSelection()?.selectAllChildren(letter.parentNode ?? letter);
        document.dispatchEvent(new PointerEvent('pointerup'));
      });
    await bar('Highlight in blue').click();
    await reader().locator('math[data-highlight="blue"]').waitFor();
    await eventually(async () => assert.ok((await note()).includes('$\\mathcal{O}(n)$')));
  });

  test('keys lead from highlight to highlight', async () => {
    await reader().locator('h1').click();
    for (const quote of ['low precision', '𝒪(n)', 'Rare words']) {
      await workbench.page.keyboard.press(']');
      await eventually(async () =>
        assert.equal(await reader().locator('.quote:focus').textContent({ timeout: 1000 }), quote),
      );
    }
  });

  test('they are there again when the paper is opened again, and follow the file as it is edited by hand', async () => {
    // Those of a whole paper are looked at after a reload.
    await workbench.runCommand('View: Close All Editors');
    await open();
    await eventually(async () => assert.deepEqual(await drawn('green'), ['low precision']));
    const text = await note();
    await writeFile(await noteFile(), text.replace('jkl: which ones?', 'Written by hand.'));
    await reader().getByText('Written by hand.').waitFor();
  });

  test('one that is deleted comes back by Undo', async () => {
    const card = cards().filter({ hasText: 'low precision' });
    await card.locator('.quote').click();
    await card.getByRole('button', { name: 'Delete highlight' }).click();
    await card.waitFor({ state: 'detached' });
    assert.deepEqual(await drawn('green'), []);
    await workbench.pressInMessage(/Removed the highlight/, 'Undo');
    await card.waitFor();
    await eventually(async () => assert.deepEqual(await drawn('green'), ['low precision']));
  });

  test('one whose words are gone says so, and is put on others', async () => {
    const text = await note();
    await writeFile(await noteFile(), text.replaceAll('low precision', 'forgotten methods of old'));
    const orphan = cards().filter({ hasText: 'forgotten methods of old' });
    await orphan.getByText('Its words are not in the text any more.').waitFor();
    assert.deepEqual(await drawn('green'), []);
    await orphan.getByRole('button', { name: 'Re-attach…' }).click();
    await select('master weights');
    await bar('Attach the highlight here').click();
    await eventually(async () => assert.deepEqual(await drawn('green'), ['master weights']));
    assert.deepEqual(await drawn('yellow'), ['Rare words']);
    await eventually(async () => assert.match(await note(), /quote: .?master weights/));
  });

  test('the view Highlights lists them, filters them by colour and tag, and leads to their place', async () => {
    const view = workbench.view('Highlights');
    await view.setExpanded(true);
    const rows = async () => (await view.rows()).map(({ label, description }) => [label, description]);
    const all = [
      ['On Highlights That Stay', '3'],
      ['master weights', ''],
      ['𝒪(n)', ''],
      ['Rare words', 'Written by hand.'],
    ];
    await eventually(async () => assert.deepEqual(await rows(), all));
    await toggleFilters('Green', 'Blue');
    await eventually(async () =>
      assert.deepEqual(await rows(), [['On Highlights That Stay', '2'], ...all.slice(1, 3)]),
    );
    await toggleFilters('Green', 'Blue', '#data/rare');
    await eventually(async () => assert.deepEqual(await rows(), [['On Highlights That Stay', '1'], all[3]]));
    await view.pane.hover();
    await view.pane.getByRole('button', { name: 'Show All Highlights' }).click();
    await eventually(async () => assert.deepEqual(await rows(), all));
    await view.row('master weights').click();
    await eventually(async () =>
      assert.equal(await reader().locator('.quote:focus').textContent({ timeout: 1000 }), 'master weights'),
    );
    await workbench.contextMenu(view.row('master weights'), 'Delete Highlight');
    await view.row('master weights').waitFor({ state: 'detached' });
    await workbench.pressInMessage('Removed the highlight “master weights”', 'Undo');
    await view.row('master weights').waitFor();
  });

  test('Papers: Search finds words, comments and tags of highlights, and says where', async () => {
    const finds = async (query: string, detail: string | undefined): Promise<void> => {
      // The toast of before may give the focus back to the reader late, which closes the list.
      await eventually(async () => {
        await workbench.search(query);
        await workbench.quickPick.row('On Highlights That Stay').waitFor({ timeout: 3000 });
        const [row] = await workbench.quickPick.rows();
        assert.equal(row?.label, 'On Highlights That Stay');
        if (detail !== undefined) assert.equal(row.detail, detail);
      });
      await workbench.page.keyboard.press('Escape');
    };
    await finds('written hand', 'Comment: Written by hand.');
    await finds('rare words matter', 'Highlight: Rare words');
    await finds('tag:to-do', undefined);
  });

  test('where git could not merge the note it is read only and says why, until it is merged', async () => {
    const text = await note();
    const [ours = ''] = / *comment: .*\n/.exec(text) ?? [];
    const theirs = ours.replace('Written by hand.', 'Written on a branch.');
    assert.notEqual(ours, theirs);
    await writeFile(
      await noteFile(),
      text.replace(ours, `<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> branch\n`),
    );
    await reader().getByRole('button', { name: 'Open File' }).click();
    await workbench.tab(basename(await noteFile(), '.md')).waitFor();
    await workbench.runCommand('Papers: Merge Conflicting Note');
    await eventually(async () => {
      await workbench.page.keyboard.press('ControlOrMeta+s');
      const merged = await note();
      assert.doesNotMatch(merged, /<<<<<<</);
      // VS Code empties the file before it writes it.
      assert.match(merged, /Written by hand\.\s+Written on a branch\./);
    });
    await cards().getByText('Written on a branch.').waitFor();
  });

  test('they are exported, and come back by import', async () => {
    const exported = join(workbench.folder ?? '', 'highlights.jsonld');
    const file = await noteFile();
    await workbench.contextMenu(workbench.view('Highlights').row('On Highlights'), 'Export Annotations');
    await workbench.quickPick.row('JSON-LD').click();
    await workbench.fileDialog('Export annotations', '.papers', exported);
    await workbench.message('Exported 3 highlights of 1 paper to highlights.jsonld.');
    const before = await note();
    await rm(file);
    await cards().first().waitFor({ state: 'detached' });
    await workbench.runCommand('Papers: Import Annotations…');
    await workbench.fileDialog('Import annotations', 'highlights.jsonld', exported);
    await workbench.dialog.getByText(/3 highlights/).waitFor();
    await workbench.dialog.getByRole('button', { name: 'Import' }).click();
    await eventually(async () => assert.deepEqual(await drawn('green'), ['master weights']));
    const after = parseNote(await readFile(file, 'utf8'), 'x').note;
    const sorted = (highlights: readonly Highlight[]) => highlights.toSorted(compareHighlights);
    assert.deepEqual(sorted(after.highlights), sorted(parseNote(before, 'x').note.highlights));
  });

  test('axe finds nothing among the cards', async () => {
    await cards().first().waitFor();
    assert.deepEqual(await axeProblems(reader()), []);
  });
});
