import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { takePicture } from '../../support/pictures';
import { selectWords } from '../../support/selectWords';
import { sharedWorkbench, type Workbench } from '../../support/workbench';

suite('Picture of an annotated paper', () => {
  let workbench: Workbench;
  const title = 'PFGM++: Unlocking the Potential of Physics-Inspired Generative Models';
  const reader = () => workbench.readerFrame();

  suiteSetup(async () => {
    workbench = await sharedWorkbench({ width: 1280, height: 760 });
    await workbench.showPapers();
    await workbench.view('Digests').row('Jul 29').waitFor();
    await workbench.search('title:PFGM++');
    await workbench.quickPick.row(title).click();
    await reader().getByRole('heading', { level: 1, name: title }).waitFor();
  });
  suiteTeardown(async () => {
    await workbench.runCommand('View: Close All Editors');
    await rm(join(workbench.folder ?? '', '.papers'), { recursive: true, force: true });
  });

  test('highlights are beside their words, with a comment, tags and the note', async () => {
    const { page } = workbench;
    await workbench.addTag('method/diffusion');
    await reader().getByText('method/diffusion').first().waitFor();
    // The keyboard focus returns to the reader some time after the quick pick has closed.
    await reader().locator('h1').click();
    await selectWords(reader(), 'unifies diffusion models and Poisson Flow Generative Models');
    await page.keyboard.press('1');
    await reader().locator('.card').first().waitFor();
    await selectWords(reader(), 'controlling the progression with a simple scalar norm');
    await page.keyboard.press('2');
    await reader().locator('.card').nth(1).waitFor();
    await reader().locator('.card .quote').first().click();
    await reader().getByRole('button', { name: 'Add a comment' }).click();
    await page.keyboard.type('Compare with the noise schedules of diffusion models.');
    await page.keyboard.press('Enter');
    await reader().locator('.card textarea').first().waitFor({ state: 'detached' });
    await page.mouse.move(640, 20);
    await takePicture(workbench, 'annotations');
  });
});
