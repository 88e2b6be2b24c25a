import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TextDigestParser } from '../../src/core/importers/textDigest/textDigest';
import { paperId } from '../../src/core/library/paperId';
import { editNote } from '../../src/core/notes/editNote';
import { noteTemplate } from '../../src/core/notes/noteTemplate';
import { isFullLength } from '../support/testLength';
import { eventually, openWorkbench, type Workbench } from '../support/workbench';
import { allSeeds } from '../unit/core/library/seeds';
import { plainHighlight } from '../unit/core/notes/plainHighlight';

const first = 'Robustifying State-space Models for Long Sequences via Approximate Diagonalization';
const second = 'Consistency-guided Prompt Learning for Vision-Language Models';
const notesFolder = '.papers/notes';

/** A note with a tag, a highlight and a text, which every view of notes lists. */
function noteOf(title: string): string {
  const parser = new TextDigestParser();
  parser.push(allSeeds);
  const papers = parser.end().days.flatMap((day) => day.papers);
  const paper = papers.find((one) => one.title === title);
  assert.ok(paper, title);
  const subject = { id: paperId(title), title, abstract: paper.abstract };
  const highlight = plainHighlight('h1', paper.abstract, 0, 11);
  const edited = editNote(noteTemplate(subject), subject.id, {
    addTags: ['daily'],
    addHighlights: [{ ...highlight, comment: 'Compare.', tags: ['todo'] }],
    body: `\n# ${title}\n\nRead it twice.\n`,
  });
  assert.ok(edited.ok);
  return edited.value;
}

/** The actions of a new user in the first hour, in one window. */
suite('The daily round', () => {
  let workbench: Workbench;
  const digests = () => workbench.view('Digests');
  const press = (key: string): Promise<void> => workbench.page.keyboard.press(key);
  const heading = (title: string) => workbench.readerFrame().getByRole('heading', { level: 1, name: title });
  const clipboard = () => workbench.page.evaluate(() => navigator.clipboard.readText());
  const says = (text: string | RegExp): Promise<void> =>
    workbench.page.locator('.part.statusbar').getByText(text).first().waitFor();

  suiteSetup(async () => {
    workbench = await openWorkbench({
      viewport: { width: 1500, height: 1500 },
      isFirstStart: true,
      prepare: async (folder) => {
        await mkdir(join(folder, notesFolder), { recursive: true });
        for (const title of [first, second])
          await writeFile(join(folder, notesFolder, `${paperId(title)}.md`), noteOf(title));
      },
    });
  });
  suiteTeardown(() => workbench.close());
  teardown(() => workbench.runCommand('View: Close All Editors'));

  test('npm start opens for the first time on the newest day, with the walkthrough beside it', async () => {
    await workbench.page.locator('.getting-started-step', { hasText: 'Browse the digests' }).waitFor();
    await workbench.page.locator('.part.sidebar .composite.title', { hasText: 'Papers' }).waitFor();
    await digests().row(first).waitFor();
    assert.equal(await digests().row('Jul 29').getAttribute('aria-expanded'), 'true');
    await workbench.screenshot('first-start');
    await workbench.runCommand('View: Close All Editors');
  });

  test('a packaged digest is removed, with undo, and brought back', async () => {
    await digests().collapseAll();
    const day = digests().row('Mar 11');
    const remove = async (): Promise<void> => {
      await workbench.contextMenu(day, 'Remove Packaged Digest…');
      await day.waitFor({ state: 'detached' });
    };
    await remove();
    await workbench.pressInMessage('Removed the packaged digest “Mar 11”.', 'Undo');
    await day.waitFor();
    await remove();
    await workbench.runCommand('Papers: Bring Back Packaged Digests');
    await workbench.message('Brought back 1 packaged digest.');
    await day.waitFor();
    await digests().pane.locator('.monaco-list').focus();
    await press('Control+z');
    await day.waitFor({ state: 'detached' });
    await press('Control+z');
    await day.waitFor();
    await workbench.runCommand('Notifications: Clear All Notifications');
  });

  test('title, link, Markdown and BibTeX of several papers are copied from the menu of a list', async () => {
    await digests().expand('Jul 29');
    await digests().row(first).click();
    await digests()
      .row(second)
      .click({ modifiers: ['Shift'] });
    const copied = async (item: string): Promise<string> => {
      await workbench.page.evaluate(() => navigator.clipboard.writeText(''));
      await workbench.contextMenu(digests().row(second), item);
      await eventually(async () => assert.notEqual(await clipboard(), ''));
      return clipboard();
    };
    assert.equal(await copied('Copy Title'), `${first}\n${second}`);
    const markdown = await copied('Copy as Markdown with TeX');
    assert.ok(markdown.includes(first) && markdown.includes(second), markdown);
    assert.match(await copied('Copy Link'), /^https:\/\/\S+$/u);
    await workbench.message('No address is known of this paper');
    await workbench.contextMenu(digests().row(second), 'Copy as BibTeX');
    await workbench.message('No author, identifier or year is known of 2 papers');
    await workbench.runCommand('Notifications: Clear All Notifications');
  });

  test('what a screen reader says of each kind of row and card, in short', async () => {
    await digests().row(first).click();
    await heading(first).waitFor();
    // Not clicked again: two clicks in a row open a tab that stays.
    await eventually(async () => {
      await digests().pane.locator('.monaco-list').first().focus();
      assert.match(await workbench.focused(), /^treeitem Robustifying/u);
    });
    for (const count of [1, 2]) {
      await press('l');
      await eventually(async () => assert.equal((await workbench.view('Later').rows()).length, count));
    }
    await workbench.search('tag:daily');
    await workbench.quickPick.row(first).waitFor();
    await press('Control+Shift+Enter');
    await workbench.view('Searches').row(first).waitFor();
    for (const view of ['Recommended', 'Notes', 'Tags', 'Highlights']) {
      const header = workbench.view(view).pane.locator('.pane-header');
      if ((await header.getAttribute('aria-expanded')) !== 'true') await header.click();
    }
    await workbench.view('Tags').expand('daily');
    await digests().row(first).click();
    await heading(first).waitFor();
    const card = workbench.readerFrame().locator('.card').first();
    await card.locator('.quote').click();
    await card.getByRole('button', { name: 'Delete highlight' }).waitFor();
    const spoken = async (view: string, count: number): Promise<readonly string[]> =>
      eventually(async () => {
        const rows = await workbench.view(view).rows();
        assert.ok(rows.length >= count, `${rows.length} rows in ${view}`);
        return rows.slice(0, count).map((row) => row.spoken);
      });
    const paper = `${first}, for later, note, 1 highlight, tagged daily`;
    const [recommended = ''] = await spoken('Recommended', 1);
    assert.match(recommended, /^1, .{10,120}, for [^,]+(?:, [^,]+){0,3}$/u);
    assert.ok((await spoken('Notes', 2)).includes(`${paper}, Read it twice.`));
    assert.deepEqual(
      {
        Digests: await spoken('Digests', 4),
        Later: await spoken('Later', 1),
        Tags: await spoken('Tags', 2),
        Highlights: await spoken('Highlights', 2),
        Searches: await spoken('Searches', 2),
        card: (await card.ariaSnapshot()).split('\n').map((line) => line.trim()),
      },
      {
        Digests: [
          'Jul 29, 58 papers, 56 unread',
          paper,
          `${second}, for later, note, 1 highlight, code, tagged daily`,
          'Making Reconstruction-based Method Great Again for Video Anomaly Detection, unread, code',
        ],
        Later: [paper],
        Tags: ['daily, 2 papers', paper],
        Highlights: [`${first}, 1 highlight`, 'State-space, yellow, comment: Compare., tagged todo'],
        Searches: ['tag:daily, 2 papers', paper],
        card: [
          '- listitem:',
          '- button "State-space" [expanded]',
          '- button "Compare."',
          '- button "#todo"',
          '- group "Highlight":',
          `- 'button "Colour: yellow" [pressed]'`,
          `- 'button "Colour: green"'`,
          `- 'button "Colour: blue"'`,
          `- 'button "Colour: pink"'`,
          '- button "Delete highlight"',
          '- button "Close"',
        ],
      },
    );
  });

  /** Selects the first row of a view that is about a paper of these notes (of any, in Recommended). */
  const selectIn = async (name: string): Promise<RegExp> => {
    const rows = await workbench.view(name).rows();
    const row = rows.find(({ label }) => name === 'Recommended' || [first, second].includes(label));
    const begin = new RegExp((row?.label ?? '').replace(/ …$/u, '').replace(/[()?]/gu, '.'), 'u');
    await workbench.choosePaper(workbench.view(name).row(begin).first(), begin);
    return begin;
  };
  const focusedIs = (begin: RegExp, isWanted = true): Promise<void> =>
    eventually(async () => {
      const focused = await workbench.focused();
      assert.match(focused, /^treeitem /u);
      assert.equal(begin.test(focused), isWanted, focused);
    });

  const keysOfViews = [
    ['Digests', 'r', 'Mark as Read'],
    ['Recommended', 'l', 'Read Later'],
    ['Tags', 'u', 'Mark as Unread'],
    ['Highlights', 's', 'Skip'],
  ] as const;
  /** Views that are built like one of those. */
  const keysOfOtherViews = [
    ['Later', 's', 'Skip'],
    ['Notes', 'u', 'Mark as Unread'],
    ['Searches', 'r', 'Mark as Read'],
  ] as const;
  for (const [name, key, command] of isFullLength ? [...keysOfViews, ...keysOfOtherViews] : keysOfViews) {
    test(`keys on the row of a paper do what they say in the view ${name}`, async () => {
      const row = await selectIn(name);
      await press('j');
      await focusedIs(row, false);
      await press('k');
      await focusedIs(row);
      await press('t');
      await workbench.quickPick.box.getByText('Tags:').waitFor();
      await press('Escape');
      await workbench.quickPick.box.waitFor({ state: 'hidden' });
      await focusedIs(row);
      await press(key);
      await press('Control+z');
      await says(new RegExp(`Undid “${command}” on “${row.source.slice(0, 30)}`, 'u'));
      // Recommended learns again before it lists the paper again.
      if (name !== 'Recommended') await focusedIs(row);
    });
  }

  test('from a list, N opens the note, Enter a tab that stays, and Ctrl+Enter another to the side', async () => {
    await selectIn('Notes');
    await press('n');
    // The tab of a note bears the name of its file, which is the id of the paper.
    await eventually(async () =>
      assert.match((await workbench.editorTabs()).join('\n'), /^[a-z0-9-]+-[0-9a-f]{8}$/mu),
    );
    await workbench.runCommand('View: Close All Editors');
    await selectIn('Tags');
    await press('Enter');
    await eventually(async () => assert.doesNotMatch(await workbench.focused(), /^treeitem/u));
    await selectIn('Later');
    await press('Control+Enter');
    await eventually(async () =>
      assert.equal(await workbench.page.locator('.part.editor .editor-group-container').count(), 2),
    );
  });

  test('Delete removes a highlight, a tag and a search, and Ctrl+Z brings each back', async () => {
    for (const [name, text] of [
      ['Highlights', 'State-space'],
      ['Tags', 'daily'],
      ['Searches', 'tag:daily'],
    ] as const) {
      const row = workbench
        .view(name)
        .row(new RegExp(`^${text}`, 'u'))
        .first();
      // A click on a highlight opens the reader, which takes the focus from the list.
      await eventually(async () => {
        if (await row.isVisible()) {
          await row.click();
          assert.match(await workbench.focused(), /^treeitem /u);
          await press('Delete');
        }
        await row.waitFor({ state: 'detached', timeout: 3000 });
      });
      await press('Control+z');
      await row.waitFor();
    }
  });

  test('paragraphs that are added to a note in quick succession are all kept, in order', async () => {
    await digests().row(first).click();
    await heading(first).waitFor();
    await workbench.readerFrame().getByRole('textbox', { name: 'Add a paragraph to the note' }).click();
    const paragraphs = ['One thought.', 'Another, right after it.', 'And a third.', 'A fourth.'];
    for (const text of paragraphs) {
      await workbench.page.keyboard.insertText(text);
      await press('Enter');
    }
    const file = join(workbench.folder ?? '', notesFolder, `${paperId(first)}.md`);
    await eventually(async () =>
      assert.ok((await readFile(file, 'utf8')).endsWith(`\nRead it twice.\n\n${paragraphs.join('\n\n')}\n`)),
    );
    await workbench.readerFrame().locator('.abstract h2').click();
    for (const text of paragraphs.toReversed()) {
      await press('Control+z');
      await eventually(async () => assert.ok(!(await readFile(file, 'utf8')).includes(text)));
    }
    await eventually(async () => assert.ok((await readFile(file, 'utf8')).endsWith('\nRead it twice.\n')));
  });

  test('with the setting off, the reader stays where it is after marks in a list and their undo', async () => {
    const folder = join(workbench.folder ?? '', '.vscode');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'settings.json'), '{ "dailyPapers.reader.followList": false }');
    const shown = () => workbench.readerFrame().locator('h1').innerText();
    // The file is read a moment after it was written.
    await eventually(async () => {
      await workbench.choosePaper(digests().row(first), first);
      await press('r');
      await eventually(async () => assert.match(await workbench.focused(), new RegExp(second, 'u')));
      await workbench.page.waitForTimeout(300);
      const after = await shown();
      await press('Control+z');
      await eventually(async () => assert.match(await workbench.focused(), new RegExp(first, 'u')));
      assert.equal(after, first);
    });
    await press('j');
    await heading(second).waitFor();
  });
});
