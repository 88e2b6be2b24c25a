import { openWorkbench, type Workbench } from '../support/workbench';

suite('A workspace that is not trusted', () => {
  let workbench: Workbench;

  suiteSetup(async () => {
    workbench = await openWorkbench({
      askForTrust: true,
      settings: {
        'security.workspace.trust.enabled': true,
        'security.workspace.trust.startupPrompt': 'never',
      },
    });
  });
  suiteTeardown(() => workbench.close());

  test('papers can be browsed and read', async () => {
    await workbench.page.getByText('Restricted Mode').first().waitFor();
    await workbench.showPapers();
    await workbench.view('Digests').row('Mar 11').click();
    await workbench.view('Digests').row('Error Feedback Reloaded').click();
    await workbench
      .readerFrame()
      .getByRole('heading', { level: 1, name: /^Error Feedback Reloaded/ })
      .waitFor();
  });
});
