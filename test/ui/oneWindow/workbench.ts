import assert from 'node:assert/strict';
import { eventually } from '../../support/eventually';
import { sharedWorkbench, type Workbench } from '../../support/workbench';

suite('Workbench', () => {
  let workbench: Workbench;

  suiteSetup(async () => {
    workbench = await sharedWorkbench();
  });

  test('"Papers" is in the activity bar, and shows its views', async () => {
    await workbench.showPapers();
    for (const title of ['Digests', 'Later', 'Tags']) await workbench.view(title).pane.waitFor();
  });

  test('the palette finds the commands by name', async () => {
    await workbench.page.keyboard.press('F1');
    await workbench.quickPick.type('>Papers: Search');
    await workbench.quickPick.row('Papers: Search').waitFor();
    await workbench.page.keyboard.press('Escape');
    await workbench.quickPick.box.waitFor({ state: 'hidden' });
  });

  test('the palette lists the search first when its name is typed, and no command without a target', async () => {
    const { page, quickPick } = workbench;
    await page.keyboard.press('F1');
    const firstRows = async (typed: string): Promise<readonly string[]> => {
      await quickPick.type(`>${typed}`);
      return (await quickPick.rows()).map(({ label }) => label);
    };
    for (const typed of ['papers search', 'search papers', 'Papers: Search']) {
      await eventually(async () => assert.equal((await firstRows(typed))[0], 'Papers: Search', typed));
    }
    await eventually(async () => {
      const offered = (await firstRows('Papers: ')).filter((label) => label.startsWith('Papers: '));
      assert.ok(offered.includes('Papers: Fetch Days…'), offered.join('\n'));
      for (const other of ['Save Search…', 'Refresh Details', 'Manage Subscription…', 'Open Note'])
        assert.ok(!offered.includes(`Papers: ${other}`), other);
    });
    await page.keyboard.press('Escape');
    await quickPick.box.waitFor({ state: 'hidden' });
  });
});
