import { sharedWorkbench, type Workbench } from '../../support/workbench';

suite('Walkthrough', () => {
  let workbench: Workbench;

  suiteSetup(async () => {
    workbench = await sharedWorkbench({ width: 1600, height: 900 });
  });

  test('leads through the extension, and its buttons do what they say', async () => {
    const { page, quickPick } = workbench;
    await workbench.runCommand('Welcome: Open Walkthrough...');
    await quickPick.type('Daily Papers');
    await quickPick.row('Get Started with Daily Papers').click();
    const step = (title: string) => page.locator('.getting-started-step', { hasText: title });
    for (const title of [
      'Browse the digests',
      'Triage from the keyboard',
      'Highlight, comment and tag',
      'Find a paper again',
      'Let rules do the first round',
    ])
      await step(title).waitFor();
    await step("Get today's papers").click();
    const media = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    await media.getByText('Three digests come with the extension.').waitFor();
    await workbench.screenshot('walkthrough');
    await step("Get today's papers").getByRole('button', { name: 'Fetch Days…' }).click();
    await quickPick.row('Hugging Face: A Date Range…').waitFor();
    await page.keyboard.press('Escape');
  });
});
