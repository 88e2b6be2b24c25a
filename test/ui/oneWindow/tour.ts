import { takePicture } from '../../support/pictures';
import type { Theme } from '../../support/themes';
import { sharedWorkbench, type Workbench } from '../../support/workbench';

/** Pictures of what a person sees first, in every theme: to be looked at, and one of them for the README. */
suite('Tour', () => {
  let workbench: Workbench;
  const themes: readonly (readonly [Theme, string])[] = [
    ['Visual Studio Light', 'light'],
    ['Default High Contrast', 'high-contrast'],
    ['Default High Contrast Light', 'high-contrast-light'],
    ['Visual Studio Dark', 'dark'],
  ];

  suiteSetup(async () => {
    workbench = await sharedWorkbench();
    await workbench.showPapers();
    await workbench.view('Digests').row('Mar 14').click();
    await workbench.view('Digests').row('Scaling Laws for Autoregressive').click();
    await workbench.readerFrame().getByRole('heading', { level: 1 }).waitFor();
    await workbench.page.keyboard.press('l');
    await workbench.view('Later').row('Scaling Laws').waitFor();
  });

  for (const [theme, name] of themes) {
    test(`views and reader in ${theme}`, async () => {
      await workbench.setTheme(theme);
      await workbench.readerFrame().getByRole('heading', { level: 1 }).waitFor();
      if (name === 'dark') await takePicture(workbench, 'screenshot');
      else await workbench.screenshot(`tour-${name}`);
    });
  }
});
