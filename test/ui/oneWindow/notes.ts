import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseNote } from '../../../src/core/notes/parseNote';
import { paperId } from '../../../src/core/library/paperId';
import { eventually, sharedWorkbench, type Workbench } from '../../support/workbench';

suite('Notes and tags', () => {
  let workbench: Workbench;
  const title = 'Scaling Laws for Autoregressive Generative Modeling';
  const notes = (): string => join(workbench.folder ?? '', '.papers', 'notes');
  const noteFile = async (): Promise<string> => join(notes(), (await readdir(notes()))[0] ?? '');

  suiteSetup(async () => {
    workbench = await sharedWorkbench();
    await workbench.showPapers();
    await workbench.view('Digests').expand('Mar 14');
    await workbench.view('Digests').row(title).click();
    await workbench.readerFrame().getByRole('heading', { level: 1, name: title }).waitFor();
  });
  /** The next suites expect no notes. */
  suiteTeardown(() => rm(notes(), { recursive: true, force: true }));

  test('a typed tag is made, and shows in tree, reader and the view Tags', async () => {
    await workbench.addTag('method/scaling');
    await eventually(async () => {
      const row = (await workbench.view('Digests').rows()).find(({ label }) => label === title);
      assert.equal(row?.description, 'method/scaling');
    });
    await workbench.readerFrame().getByText('method/scaling').waitFor();
    assert.match(await readFile(await noteFile(), 'utf8'), /^tags:\n {2}- method\/scaling$/m);
  });

  test('an edit of the file by another hand shows without a reload', async () => {
    const file = await noteFile();
    await writeFile(file, (await readFile(file, 'utf8')).replace('method/scaling', 'topic/laws'));
    await workbench.readerFrame().getByText('topic/laws').waitFor();
    await eventually(async () => {
      const row = (await workbench.view('Digests').rows()).find(({ label }) => label === title);
      assert.equal(row?.description, 'topic/laws');
    });
  });

  test('the view Notes lists papers with notes, and the row of the paper has a mark', async () => {
    await workbench.view('Notes').setExpanded(true);
    await workbench.view('Notes').pane.getByText('Nothing written yet.').waitFor();
    const file = await noteFile();
    const before = await readFile(file, 'utf8');
    await writeFile(file, `${before}The exponents differ by *domain*.\n`);
    await eventually(async () => {
      const [row] = await workbench.view('Notes').rows();
      assert.deepEqual([row?.label, row?.description], [title, 'The exponents differ by *domain*.']);
    });
    const marked = workbench.view('Digests').row(title).locator('.monaco-icon-label-container');
    await eventually(async () => {
      const badge = await marked.evaluate(
        (element) => getComputedStyle(element.closest('.monaco-icon-label') ?? element, '::after').content,
      );
      assert.match(badge, /✎/);
    });
    await writeFile(file, before);
    await workbench.view('Notes').pane.getByText('Nothing written yet.').waitFor();
  });

  test('tags are nested, counted and hold their papers', async () => {
    await workbench.view('Tags').setExpanded(true);
    await workbench.view('Tags').row('topic').click();
    await workbench.view('Tags').row('laws').click();
    await eventually(async () => {
      const rows = await workbench.view('Tags').rows();
      assert.deepEqual(
        rows.map(({ label, level }) => ({ label, level })),
        [
          { label: 'topic', level: 1 },
          { label: 'laws', level: 2 },
          { label: title, level: 3 },
        ],
      );
      assert.equal(rows[0]?.description, '1');
    });
  });

  test('Enter in Edit Tags adds the typed tag, and the box stays open if it is invalid', async () => {
    const { quickPick, page } = workbench;
    const typeTag = (tag: string): Promise<void> =>
      workbench.ask('Papers: Edit Tags…', async () => quickPick.enter('Tags:', tag));
    // Part of “topic/laws”, which is ticked; then its full name in another case, which it has already.
    await typeTag('law');
    await eventually(async () => assert.match(await readFile(await noteFile(), 'utf8'), /^ {2}- law$/m));
    await typeTag('LAW');
    await quickPick.box.waitFor({ state: 'hidden' });
    await workbench.ask('Papers: Edit Tags…', async () => quickPick.fill('Tags:', 'a//b'));
    await page.keyboard.press('Enter');
    await quickPick.box.getByText(/– A tag needs a name on both sides of every “\/”\./).waitFor();
    await page.keyboard.press('Escape');
    // Ticking with the text as a filter: the text is no new tag.
    await workbench.ask('Papers: Edit Tags…', async () => {
      await quickPick.fill('Tags:', 'la');
      await quickPick.row('law').click({ timeout: 3000 });
    });
    await page.keyboard.press('Enter');
    await eventually(async () => {
      const { tags } = parseNote(await readFile(await noteFile(), 'utf8'), paperId(title)).note;
      assert.deepEqual(tags, ['topic/laws']);
    });
  });

  test('a tag is renamed in its notes, with undo', async () => {
    await workbench.view('Tags').row(/^laws/).click();
    await workbench.page.keyboard.press('F2');
    await workbench.quickPick.input.waitFor();
    await workbench.quickPick.type('topic/power-laws');
    await workbench.page.keyboard.press('Enter');
    await workbench.view('Tags').row('power-laws').waitFor();
    assert.match(await readFile(await noteFile(), 'utf8'), /- topic\/power-laws/);
    await workbench.pressInMessage(/Renamed/, 'Undo');
    await eventually(async () => assert.match(await readFile(await noteFile(), 'utf8'), /- topic\/laws/));
  });

  test('annotations of a tag are exported, and come back by import with a look before and undo after', async () => {
    const exported = join(workbench.folder ?? '', 'laws.jsonld');
    await workbench.contextMenu(workbench.view('Tags').row(/^laws/), 'Export Annotations');
    await workbench.quickPick.row('JSON-LD').click();
    await workbench.fileDialog('Export annotations', '.papers', exported);
    await workbench.message('Exported 0 highlights of 1 paper to laws.jsonld.');
    assert.ok((await readFile(exported, 'utf8')).includes('"value": "topic/laws"'));

    const file = await noteFile();
    await rm(file);
    await workbench.view('Tags').row('laws').waitFor({ state: 'detached' });
    await workbench.runCommand('Papers: Import Annotations…');
    await workbench.fileDialog('Import annotations', 'laws.jsonld', exported);
    await workbench.dialog.getByText('New: 1 tag and 1 text in 1 note.').waitFor();
    await workbench.dialog.getByRole('button', { name: 'Import' }).click();
    await workbench.view('Tags').row('topic').waitFor();
    await workbench.pressInMessage(/laws\.jsonld: 1 tag/, 'Undo');
    await workbench.view('Tags').row('topic').waitFor({ state: 'detached' });
    await eventually(async () => assert.deepEqual(await readdir(notes()), []));
  });

  test('a note opens beside the reader as Markdown, below its folded front matter', async () => {
    await workbench.readerFrame().getByRole('heading', { level: 1, name: title }).click();
    await workbench.runCommand('Papers: Open Note');
    await eventually(async () => assert.equal((await workbench.editorTabs()).at(-1), paperId(title)));
    assert.equal(await workbench.page.locator('.part.editor .editor-group-container').count(), 2);
    const lines = workbench.page.locator('.monaco-editor .view-line');
    await lines.filter({ hasText: /#\sScaling/u }).waitFor();
    await eventually(async () => assert.equal(await lines.filter({ hasText: 'version:' }).count(), 0));
    await workbench.screenshot('note-folded');
    await workbench.page.keyboard.type('Mine.');
    await lines.filter({ hasText: 'Mine.' }).waitFor();
    await workbench.page.keyboard.press('Control+z');
    await lines.filter({ hasText: 'Mine.' }).waitFor({ state: 'detached' });
  });

  test('the reader lists the papers whose notes mention this one, and opens them', async () => {
    const other = 'Bias Loss for Mobile Neural Networks';
    const naming = join(notes(), `${paperId(other)}.md`);
    await mkdir(notes(), { recursive: true });
    await writeFile(naming, `See [[${paperId(title)}]].\n`);
    const listed = workbench.readerFrame().locator('.mentions').getByRole('button', { name: other });
    await workbench.readerFrame().getByRole('heading', { name: 'Mentioned in notes on' }).waitFor();
    await listed.click();
    await workbench.readerFrame().getByRole('heading', { level: 1, name: other }).waitFor();
  });
});
