import assert from 'node:assert/strict';
import { eventually, sharedWorkbench, type Workbench } from '../../support/workbench';

suite('Digests', () => {
  let workbench: Workbench;
  const digests = () => workbench.view('Digests');

  suiteSetup(async () => {
    workbench = await sharedWorkbench();
    await workbench.showPapers();
    await digests().row('Jul 29').waitFor();
  });

  /** Recommendations go by marks: the suite of them begins without any. */
  suiteTeardown(async () => {
    await digests().expand('Jul 29');
    await digests().row('Consistency-guided').first().click();
    await workbench
      .readerFrame()
      .getByRole('heading', { level: 1, name: /^Consistency-guided/ })
      .waitFor();
    await workbench.runCommand('Papers: Mark as Unread');
    await eventually(async () => assert.equal(await workbench.badge('Papers'), '58'));
  });

  test('days are listed newest first, with their papers and the number of unread ones', async () => {
    const rows = await digests().rows();
    assert.deepEqual(
      rows.map(({ label, description }) => ({ label, description })),
      [
        { label: 'Jul 29', description: '58 unread' },
        { label: 'Mar 14', description: '56 unread' },
        { label: 'Mar 11', description: '56 unread' },
      ],
    );
    await eventually(async () => assert.equal(await workbench.badge('Papers'), '58'));
  });

  test('a day opens to its papers in the order of the digest', async () => {
    await digests().row('Jul 29').click();
    const first = digests().row('Robustifying State-space Models');
    await first.waitFor();
    const rows = await digests().rows();
    assert.deepEqual(
      rows.slice(1, 3).map(({ label, icon, level }) => ({ label, icon, level })),
      [
        {
          label: 'Robustifying State-space Models for Long Sequences via Approximate Diagonalization',
          icon: 'circle-filled',
          level: 2,
        },
        {
          label: 'Consistency-guided Prompt Learning for Vision-Language Models',
          icon: 'circle-filled',
          level: 2,
        },
      ],
    );
    assert.match(rows[1]?.spoken ?? '', /^Robustifying .*, unread/);
  });

  test('the tooltip of a paper is Markdown: its title, state, days and the beginning of its abstract', async () => {
    const { page } = workbench;
    const title = 'Robustifying State-space Models for Long Sequences via Approximate Diagonalization';
    const hover = page.locator('.monaco-hover', { hasText: 'unread' });
    await eventually(async () => {
      await page.mouse.move(640, 400);
      await digests()
        .row(title)
        .hover({ position: { x: 60, y: 10 } });
      await hover.waitFor({ timeout: 3000 });
    });
    await hover.locator('strong').getByText(title, { exact: true }).waitFor();
    const lines = (await hover.locator('p').allInnerTexts()).map((line) => line.trim());
    assert.deepEqual(lines.slice(0, 2), [title, 'unread · Jul 29 · Mar 11']);
    assert.match(lines.at(-1) ?? '', /^State-space models \(SSMs\) have .{300,420}$/u);
    assert.doesNotMatch(lines.join(), /[*\\]/u);
    await workbench.screenshot('tooltip-of-a-paper');
    await page.mouse.move(640, 20);
    await hover.waitFor({ state: 'hidden' });
  });

  test('keys mark the focused row, whether it is selected or not, and go on to the next', async () => {
    await workbench.choosePaper(digests().row('Robustifying'), /Robustifying/u);
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('l');
    await eventually(async () => {
      const [, first, second] = await digests().rows();
      assert.equal(second?.icon, 'bookmark');
      assert.equal(first?.icon, 'circle-filled');
    });
    // The focus went on to the third paper.
    await workbench.page.keyboard.press('s');
    await eventually(async () => assert.equal((await digests().rows())[3]?.icon, 'circle-slash'));
    await eventually(async () => assert.equal(await workbench.badge('Papers'), '56'));
  });

  test('undo takes the last mark back', async () => {
    await workbench.page.keyboard.press('Control+z');
    await eventually(async () => assert.equal((await digests().rows())[3]?.icon, 'circle-filled'));
    await eventually(async () => assert.equal(await workbench.badge('Papers'), '57'));
  });

  test('the reading list is the view Later', async () => {
    await eventually(async () => {
      const rows = await workbench.view('Later').rows();
      assert.deepEqual(
        rows.map(({ label }) => label),
        ['Consistency-guided Prompt Learning for Vision-Language Models'],
      );
    });
  });

  test('a day is marked as read, with undo', async () => {
    await digests().collapseAll();
    await digests().row('Mar 11').hover();
    await digests().row('Mar 11').getByRole('button', { name: 'Mark Day as Read' }).click();
    await eventually(async () => {
      const day = (await digests().rows()).find(({ label }) => label === 'Mar 11');
      assert.equal(day?.description, '56 papers');
    });
    await workbench.pressInMessage(/as read/, 'Undo');
    await eventually(async () => {
      const day = (await digests().rows()).find(({ label }) => label === 'Mar 11');
      assert.equal(day?.description, '56 unread');
    });
  });

  test('all earlier days are marked as read, then one as unread again, each with undo', async () => {
    const described = async (label: string): Promise<string | undefined> =>
      (await digests().rows()).find((row) => row.label === label)?.description;
    await workbench.runCommand('Papers: Start from Today');
    await workbench.message(/Marked 15\d papers of earlier days as read\./u);
    await eventually(async () => assert.equal(await described('Mar 11'), '56 papers'));
    await eventually(async () => assert.equal(await workbench.badge('Papers'), ''));
    await workbench.contextMenu(digests().row('Mar 11'), 'Mark Day as Unread');
    await eventually(async () => assert.equal(await described('Mar 11'), '56 unread'));
    await workbench.pressInMessage('Marked 56 papers of Mar 11 as unread.', 'Undo');
    await eventually(async () => assert.equal(await described('Mar 11'), '56 papers'));
    await workbench.pressInMessage(/of earlier days as read/u, 'Undo');
    await eventually(async () => assert.equal(await described('Mar 11'), '56 unread'));
  });

  test('the filter for later shows the papers for later, and goes again', async () => {
    const shows = (labels: readonly string[]): Promise<void> =>
      eventually(async () =>
        assert.deepEqual(
          (await digests().rows()).map(({ label }) => label),
          labels,
        ),
      );
    const filtered = digests().pane.locator('.pane-header .description', { hasText: 'For later' });
    // A failed attempt leaves the filter on.
    if (!(await filtered.isVisible())) await workbench.runCommand('Papers: Show Papers for Later Only');
    await filtered.waitFor();
    await shows(['Jul 29']);
    await digests().row('Jul 29').click();
    await shows(['Jul 29', 'Consistency-guided Prompt Learning for Vision-Language Models']);
    await digests().collapseAll();
    await workbench.runCommand('Papers: Show All Papers');
    await digests().row('Mar 14').waitFor();
  });
});
