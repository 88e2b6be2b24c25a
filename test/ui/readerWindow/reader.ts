import assert from 'node:assert/strict';
import { axeProblems } from '../../support/axe';
import { importFromClipboard } from '../../support/fetchDays';
import type { Theme } from '../../support/themes';
import { eventually, sharedWorkbench, type Workbench } from '../../support/workbench';

const filler = 'This sentence is here so that there is something to scroll through in the reader. '.repeat(
  40,
);
const digest = `Daily Papers

May 7, 2025

On Formulas in the Reader

We bound the $\\ell_1$ loss by $\\mathcal{O}(n)$ steps. Code is at https://github.com/example/formulas. ${filler}

<img src=x onerror=alert(1)> in a Title

<script>alert(1)</script> An abstract with [a link](javascript:alert(1)) and <a href="command:workbench.action.quit">a command</a>. It must stay the text that it is, whatever it says.

A Third Paper of the Same Day

This abstract is of no interest to anybody. It is here so that the day has three papers to go through by key.
`;

suite('Reader', () => {
  let workbench: Workbench;
  const digests = () => workbench.view('Digests');
  const reader = (index = 0) => workbench.readerFrame(index);
  const heading = (title: string, index = 0) => reader(index).getByRole('heading', { level: 1, name: title });
  const state = (name: string, index = 0) => reader(index).getByRole('button', { name, exact: true });

  suiteSetup(async () => {
    workbench = await sharedWorkbench({ width: 1400, height: 800 });
    await workbench.showPapers();
    await digests().row('Jul 29').waitFor();
    await importFromClipboard(workbench, digest);
    await showDay();
  });

  const showDay = async (): Promise<void> => {
    await workbench.showPapers();
    const day = digests().row('May 7');
    await day.waitFor();
    if ((await day.getAttribute('aria-expanded')) !== 'true') await day.click();
    await digests().row('On Formulas').waitFor();
  };

  const open = async (title: string): Promise<void> => {
    await digests().row(title).click();
    await heading(title).waitFor();
  };

  test('a click opens a paper in the tab that the next click reuses, a double click in one that stays', async () => {
    await open('A Third Paper');
    await open('On Formulas');
    assert.deepEqual(await workbench.editorTabs(), ['On Formulas in the Reader']);
    await digests().row('On Formulas').dblclick();
    await open('A Third Paper');
    assert.deepEqual(await workbench.editorTabs(), [
      'On Formulas in the Reader',
      'A Third Paper of the Same Day',
    ]);
  });

  test('keys lead through the day, mark the paper in front and go on to the next', async () => {
    await open('On Formulas');
    await reader().locator('.abstract').click();
    await workbench.page.keyboard.press('j');
    await heading('in a Title').waitFor();
    await reader().getByText('2 of 3').first().waitFor();
    await reader().locator('.abstract').click();
    await workbench.page.keyboard.press('k');
    await heading('On Formulas').waitFor();
    await reader().locator('.abstract').click();
    await workbench.page.keyboard.press('l');
    await heading('in a Title').waitFor();
    await eventually(async () => {
      const rows = await digests().rows();
      assert.equal(rows.find(({ label }) => label === 'On Formulas in the Reader')?.icon, 'bookmark');
    });
  });

  test('two readers of a paper show the same state', async () => {
    await open('On Formulas');
    await workbench.runCommand('View: Split Editor Right');
    await heading('On Formulas', 1).waitFor();
    await state('Read', 1).click();
    await eventually(async () => {
      for (const index of [0, 1])
        assert.equal(await state('Read', index).getAttribute('aria-pressed'), 'true');
    });
    await workbench.runCommand('View: Close All Editors in Group');
  });

  test('readers take part in Go Back and Go Forward', async () => {
    // Paper after paper: where one is in front already, VS Code has no step that leads back to it.
    for (const title of ['A Third Paper', 'On Formulas', 'A Third Paper']) await open(title);
    await workbench.page.keyboard.press('Control+Alt+Minus');
    await heading('On Formulas').waitFor();
    await workbench.page.keyboard.press('Control+Shift+Minus');
    await heading('A Third Paper').waitFor();
  });

  test('find works inside the reader', async () => {
    await open('On Formulas');
    await reader()
      .locator('html')
      .evaluate((html) => (html.scrollTop = 0));
    await reader()
      .locator('.abstract')
      .click({ position: { x: 5, y: 5 } });
    await workbench.page.keyboard.press('Control+f');
    await workbench.page.keyboard.type('Bound the l1 loss by O(n)');
    const find = reader().getByRole('search');
    await find.getByText('1 of 1').waitFor();
    await find.getByRole('button', { name: 'Match case' }).click();
    await find.getByText('No matches').waitFor();
    await find.getByRole('textbox').fill('This sentence');
    await find.getByText('1 of 40').waitFor();
    await workbench.page.keyboard.press('Shift+Enter');
    await find.getByText('40 of 40').waitFor();
    await workbench.page.keyboard.press('F3');
    await find.getByText('1 of 40').waitFor();
    await workbench.page.keyboard.press('Escape');
    await find.waitFor({ state: 'hidden' });
    assert.equal(await workbench.page.locator('.simple-find-part.visible').count(), 0);
    assert.equal(
      await reader()
        .locator('body')
        .evaluate(() => String(getSelection())),
      'This sentence',
    );
  });

  test('a link is opened by the host, after the question of VS Code', async () => {
    await open('On Formulas');
    await reader().getByRole('link', { name: /Code/ }).click();
    await workbench.dialog.getByText('https://github.com/example/formulas').waitFor();
    await workbench.page.keyboard.press('Escape');
    await workbench.dialog.waitFor({ state: 'hidden' });
  });

  test('title, abstract, Markdown and selection are copied with readable mathematics', async () => {
    await open('On Formulas');
    const clipboard = () => workbench.page.evaluate(() => navigator.clipboard.readText());
    const copies: readonly [string, RegExp][] = [
      ['Papers: Copy Title', /^On Formulas in the Reader$/],
      ['Papers: Copy Abstract', /^We bound the ℓ₁ loss by 𝒪\(n\) steps\./],
      [
        'Papers: Copy as Markdown with TeX',
        /^## .*\n\nWe bound the \$\\ell_1\$ loss by \$\\mathcal\{O\}\(n\)\$/,
      ],
      ['Papers: Copy Link', /^https:\/\/github\.com\/example\/formulas$/],
    ];
    for (const [command, expected] of copies) {
      await workbench.runCommand(command);
      await eventually(async () => assert.match(await clipboard(), expected));
    }
    await reader().locator('.abstract p').first().click();
    await reader()
      .locator('.abstract p')
      .first()
      .evaluate((paragraph) => getSelection()?.selectAllChildren(paragraph));
    await workbench.page.keyboard.press('Control+c');
    await eventually(async () => assert.match(await clipboard(), /^We bound the ℓ₁ loss by 𝒪\(n\) steps\./));
  });

  test('a page that cannot be shown is shown as its words, with the next step, and whole again after that', async () => {
    await open('On Formulas');
    // The host may send the page once more after that, and it is whole again.
    await eventually(async () => {
      await reader()
        .locator('body')
        .evaluate(() => {
          const data = { type: 'show', page: { upvotes: 4.5 } };
          window.dispatchEvent(new MessageEvent('message', { data }));
        });
      await reader().getByRole('alert').getByText('Papers: Show Log').waitFor({ timeout: 1000 });
      await heading('On Formulas in the Reader').waitFor({ timeout: 1000 });
      assert.match(await reader().locator('main').innerText(), /We bound the \$\\ell_1\$ loss by/);
    });
    await open('A Third Paper');
    await open('On Formulas');
    await reader().locator('.abstract math').first().waitFor();
    assert.equal(await reader().getByRole('alert').count(), 0);
  });

  test('hostile text is text in the real webview, under its policy', async () => {
    const dialogs: string[] = [];
    workbench.page.on('dialog', (dialog) => dialogs.push(dialog.message()));
    await open('in a Title');
    await heading('<img src=x onerror=alert(1)> in a Title').waitFor();
    assert.match(await reader().locator('.abstract').innerText(), /<script>alert\(1\)<\/script> An abstract/);
    assert.equal(await reader().locator('main :is(a, img, script)').count(), 0);
    const policy = reader().locator('meta[http-equiv="Content-Security-Policy"]');
    assert.match(
      (await policy.getAttribute('content')) ?? '',
      /^default-src 'none'; .*require-trusted-types-for 'script'/,
    );
    assert.deepEqual(dialogs, []);
  });

  const themes: readonly Theme[] = [
    'Visual Studio Light',
    'Visual Studio Dark',
    'Default High Contrast',
    'Default High Contrast Light',
  ];
  for (const theme of themes) {
    test(`axe finds nothing in ${theme}`, async () => {
      await open('On Formulas');
      await workbench.setTheme(theme);
      const kind = theme.startsWith('Default') ? 'high-contrast' : theme.endsWith('Light') ? 'light' : 'dark';
      await reader().locator(`body.vscode-${kind}`).waitFor();
      assert.deepEqual(await axeProblems(reader()), []);
    });
  }
});
