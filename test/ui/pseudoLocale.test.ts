import assert from 'node:assert/strict';
import { pseudoText } from '../support/pseudoLocale';
import { eventually, openWorkbench, type Workbench } from '../support/workbench';

/** Texts in a language that nobody speaks: what is plain English does not come from the tables of translations. */
suite('In another language', () => {
  let workbench: Workbench;

  suiteSetup(async () => {
    workbench = await openWorkbench({ isPseudo: true });
    await workbench.showPapers();
    await workbench.view(pseudoText('Digests')).row('Jul 29').waitFor();
  });
  suiteTeardown(() => workbench.close());

  test('views, their buttons and their first texts are translated', async () => {
    const { page } = workbench;
    const names = await page
      .locator('.part.sidebar .pane-header h3.title, .part.sidebar .pane-header .action-label[role="button"]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? one.textContent));
    assert.ok(names.length > 5, names.join());
    const own = names.filter((name) => !/^(?:Views and )?More Actions|^Collapse All/u.test(name));
    assert.deepEqual(
      own.filter((name) => !name.startsWith('⟦')),
      [],
    );
    await workbench.screenshot('pseudo-locale');
  });

  test('messages of the extension host are translated, with their values', async () => {
    const day = workbench.view(pseudoText('Digests')).row('Jul 29');
    await workbench.contextMenu(day, pseudoText('Mark Day as Read'));
    const message = pseudoText('Marked {0} papers of {1} as read.')
      .replace('{0}', '58')
      .replace('{1}', 'Jul 29');
    await workbench.message(message);
  });

  test('commands of the palette are translated, and what they ask', async () => {
    const { page, quickPick } = workbench;
    await page.keyboard.press('F1');
    await quickPick.input.fill(`>${pseudoText('Show History')}`);
    await eventually(async () => {
      const names = (await quickPick.rows()).map(({ label }) => label);
      assert.ok(
        names.some((name) => /^⟦Pápérs ~+⟧: ⟦Shów Hístóry[ ~]+⟧/u.test(name)),
        names.join('\n'),
      );
    });
    await quickPick.box.locator('.monaco-list-row', { hasText: '⟦Shów Hístóry' }).click();
    await quickPick.box.getByText(pseudoText('History'), { exact: true }).waitFor();
    await page.keyboard.press('Escape');
  });
});
