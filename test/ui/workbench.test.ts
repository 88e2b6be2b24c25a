import { openWorkbench, type Workbench } from '../support/workbench';

suite('Workbench', () => {
  let workbench: Workbench;

  suiteSetup(async () => {
    workbench = await openWorkbench();
  });
  suiteTeardown(() => workbench.close());

  test('"Papers" stands in the activity bar, and shows its views', async () => {
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

  test('the views are there again after a reload of the window', async () => {
    await workbench.reload();
    await workbench.view('Digests').pane.waitFor();
  });
});
