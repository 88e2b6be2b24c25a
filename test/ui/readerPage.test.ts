import assert from 'node:assert/strict';
import type { ReaderPage } from '../../src/protocol/page';
import { highlightOf } from '../support/pageHighlight';
import { eventually } from '../support/workbench';
import { pageOf, seedPages } from './readerPages';
import { ReaderStage } from './readerStage';

suite('Page of the reader', () => {
  let stage: ReaderStage;
  let formulas: ReaderPage;

  suiteSetup(async () => {
    stage = await ReaderStage.open();
    formulas = await pageOf(
      'On $\\ell_1$ loss',
      'An $\\ell_1$ loss in $\\mathcal{O}(n)$ words.\n\nOf noise.',
    );
  });
  suiteTeardown(async () => {
    await stage.close();
    assert.deepEqual(stage.faults, []);
  });

  const day = (id: string, position: number) => ({ id, label: `Day ${id}`, position, count: 3 });
  const status = () => stage.page.getByRole('status').textContent();
  const show = (page: ReaderPage) => stage.send({ type: 'show', page });

  test('says that it listens, once', async () => {
    assert.deepEqual(await stage.posted(), [{ type: 'ready' }]);
  });

  test('shows title, facts, days, tags, links, note and related papers under headings', async () => {
    await show({
      ...formulas,
      authors: ['A. Author', 'B. Byline'],
      arxivId: '2401.01234',
      published: '2024-01-02T10:00:00Z',
      days: [day('a', 2)],
      dayId: 'a',
      tags: ['method/diffusion'],
      links: [{ kind: 'code', href: 'https://github.com/a/b' }],
      related: [{ id: 'other', title: 'Another paper', terms: ['noise', 'loss'] }],
      note: 'A thought.',
    });
    const headings = stage.page.getByRole('heading');
    await eventually(async () =>
      assert.deepEqual((await headings.allTextContents()).slice(1), [
        'Abstract',
        'Links',
        'Note',
        'Related papers',
      ]),
    );
    const text = await stage.page.locator('main').innerText();
    for (const part of [
      'Day a 2 of 3',
      'A. Author, B. Byline',
      '2024-01-02',
      'arXiv:2401.01234',
      'method/diffusion',
    ]) {
      assert.ok(text.includes(part), part);
    }
    for (const part of ['github.com/a/b', 'A thought.', 'Another paper', 'noise · loss']) {
      assert.ok(text.includes(part), part);
    }
  });

  test('long lists of authors and tags are folded until a person asks for them', async () => {
    const authors = Array.from({ length: 30 }, (_, at) => `Author ${at + 1}`);
    const tags = Array.from({ length: 14 }, (_, at) => `tag-${at + 1}`);
    await show({ ...formulas, authors, tags });
    const main = stage.page.locator('main');
    await eventually(async () => {
      const text = await main.innerText();
      assert.match(text, /Author 10\s*20 more authors/);
      assert.ok(!text.includes('Author 11') && !text.includes('tag-13'), text);
    });
    await stage.page.getByRole('button', { name: '20 more authors' }).press('Enter');
    await stage.page.getByRole('button', { name: '2 more tags' }).press('Enter');
    const text = await main.innerText();
    assert.ok(text.includes('Author 30') && text.includes('tag-14'), text);
    assert.doesNotMatch(text, /more (?:authors|tags)/);
  });

  test('a title of more than four lines is folded until a person asks for it, and again for another paper', async () => {
    const long = `${'A long word of $x^2$ and more '.repeat(20)}at the end`;
    const page = await pageOf(long, 'An abstract.');
    const title = stage.page.getByRole('heading', { level: 1 });
    const button = stage.page.getByRole('button', { name: /the (?:whole )?title$/u });
    const lines = () =>
      title.evaluate((node) => node.clientHeight / parseFloat(getComputedStyle(node).lineHeight));
    await show(formulas);
    assert.ok(await button.isHidden());
    await show({ ...page, paperId: 'long-0123abcd' });
    assert.equal(await button.getAttribute('aria-expanded'), 'false');
    assert.ok(Math.abs((await lines()) - 4) < 0.7, `${await lines()} lines`);
    assert.match(await title.ariaSnapshot(), /at the end/);
    await button.press('Enter');
    assert.equal(await button.getAttribute('aria-expanded'), 'true');
    assert.ok((await lines()) > 6);
    assert.equal(await button.innerText(), 'Fold the title');
    assert.ok(await button.evaluate((node) => node === document.activeElement));
    await show({ ...page, paperId: 'long-0123abcd', tags: ['new'] });
    assert.ok((await lines()) > 6);
    await button.click();
    assert.ok((await lines()) < 5);
    await stage.page.setViewportSize({ width: 300, height: 700 });
    await stage.page.keyboard.press('ControlOrMeta+f');
    const bar = await stage.page.getByRole('search').boundingBox();
    assert.ok(bar && bar.x >= 0 && bar.x + bar.width <= 300);
    await stage.page.keyboard.type('show the');
    await eventually(async () =>
      assert.equal(await stage.page.getByRole('search').getByRole('status').textContent(), 'No matches'),
    );
    await stage.page.setViewportSize({ width: 900, height: 700 });
    await stage.page.getByRole('search').getByRole('textbox').fill('at the end');
    await eventually(async () => assert.equal(await button.getAttribute('aria-expanded'), 'true'));
    await stage.page.keyboard.press('Escape');
    await show(formulas);
    await show({ ...page, paperId: 'long-0123abcd' });
    assert.equal(await button.getAttribute('aria-expanded'), 'false');
    await stage.send({ type: 'mark', terms: ['end'] });
    assert.equal(await button.getAttribute('aria-expanded'), 'true');
    await stage.send({ type: 'mark', terms: [] });
    const highlight = highlightOf(long, 'the end', { field: 'title', color: 'green' });
    await show({ ...page, paperId: 'other-0123abcd', highlights: [highlight] });
    assert.equal(await button.getAttribute('aria-expanded'), 'false');
    await stage.send({ type: 'perform', action: 'nextHighlight' });
    assert.equal(await button.getAttribute('aria-expanded'), 'true');
    await stage.send({ type: 'perform', action: 'previousHighlight' });
    await stage.page.setViewportSize({ width: 3000, height: 700 });
    await show({ ...(await pageOf('Wide '.repeat(20), 'An abstract.')), paperId: 'wide-0123abcd' });
    await eventually(async () => assert.ok(await button.isHidden()));
    await stage.page.setViewportSize({ width: 220, height: 700 });
    await eventually(async () => assert.ok(await button.isVisible()));
    await stage.page.setViewportSize({ width: 900, height: 700 });
  });

  for (const width of [200, 320, 900]) {
    test(`the box of the note shows its hint and all that is typed at ${String(width)} pixels`, async () => {
      await stage.page.setViewportSize({ width, height: 700 });
      await show(formulas);
      const box = stage.page.getByRole('textbox', { name: 'Add a paragraph to the note' });
      const hidden = () => box.evaluate((node) => node.scrollHeight - node.clientHeight);
      assert.ok((await hidden()) <= 1, 'the hint');
      await box.fill('A thought that goes on and on. '.repeat(4).trim());
      assert.ok((await hidden()) <= 1, 'a long line');
      await box.press('Shift+Enter');
      assert.ok((await hidden()) <= 1, 'two lines');
      await box.fill('');
      await stage.page.setViewportSize({ width: 900, height: 700 });
    });
  }

  test('tells the host what a person does, and nothing else', async () => {
    await show({
      ...formulas,
      days: [{ ...day('a', 2), next: { id: 'n', title: 'Next one' } }, day('b', 1)],
      dayId: 'a',
      tags: ['x/y'],
      links: [{ kind: 'web', href: 'https://example.org/' }],
      related: [{ id: 'other', title: 'Another paper', terms: [] }],
    });
    await stage.posted();
    const press = (name: string | RegExp) => stage.page.getByRole('button', { name }).click();
    await press('Later');
    await press('Next paper: Next one');
    await press(/^Day b/);
    await press('x/y');
    await press('Edit');
    await press('Write a note');
    await press('Another paper');
    await stage.page.getByRole('button', { name: 'Another paper' }).click({ modifiers: ['ControlOrMeta'] });
    await stage.page.getByRole('link', { name: /example.org/ }).click();
    assert.deepEqual(await stage.posted(), [
      { type: 'triage', state: 'later' },
      { type: 'step', by: 1 },
      { type: 'chooseDay', dayId: 'b' },
      { type: 'revealTag', tag: 'x/y' },
      { type: 'editTags' },
      { type: 'openNote' },
      { type: 'openRelated', paperId: 'other', toSide: false },
      { type: 'openRelated', paperId: 'other', toSide: true },
      { type: 'openLink', href: 'https://example.org/' },
    ]);
    assert.equal(stage.page.url(), 'https://reader.test/');
  });

  test('a paper without an abstract offers to fetch it', async () => {
    await show({ ...(await pageOf('T', '')), paperId: 'bare-0123abcd' });
    await stage.page.getByText('The digest gives no abstract.').waitFor();
    await stage.posted();
    await stage.page.getByRole('button', { name: 'Fetch the Abstract' }).click();
    assert.deepEqual(await stage.posted(), [{ type: 'refreshDetails' }]);
  });

  test('the note is set as its Markdown says, and a paragraph is added to it in place', async () => {
    const { noteTree } = await pageOf('T', 'A.', {});
    assert.equal(noteTree, undefined);
    const note =
      'Uses **momentum**, `lr` and $x_1^2$; see [[other-paper-01234567]], [code](src/a.py) and <b>this</b>.';
    await show({ ...(await pageOf('T', 'A.', {}, note)), paperId: 'noted-0123abcd' });
    const section = stage.page.locator('section.note');
    await section.locator('strong', { hasText: 'momentum' }).waitFor();
    await section.locator('code', { hasText: 'lr' }).waitFor();
    await section.locator('math').waitFor();
    assert.ok((await section.innerText()).includes('<b>this</b>'));
    await stage.posted();
    await section.getByRole('button', { name: '[[other-paper-01234567]]' }).click();
    await section.getByRole('button', { name: 'code' }).click();
    const box = section.getByRole('textbox', { name: 'Add a paragraph to the note' });
    await box.click();
    await stage.page.keyboard.type('rls 1');
    await stage.page.keyboard.press('Shift+Enter');
    await stage.page.keyboard.type('two');
    assert.deepEqual(((await stage.stored()) as { noteDraft?: unknown }).noteDraft, {
      paperId: 'noted-0123abcd',
      text: 'rls 1\ntwo',
    });
    await stage.page.keyboard.press('Enter');
    assert.equal(await box.inputValue(), '');
    const posted = (await stage.posted()).filter(({ type }) => type !== 'editing');
    assert.deepEqual(posted, [
      { type: 'openRelated', paperId: 'other-paper-01234567', toSide: false },
      { type: 'openFile', path: 'src/a.py' },
      { type: 'addToNote', text: 'rls 1\ntwo' },
    ]);
  });

  test('a change of state is announced, and leaves selection and focus where they are', async () => {
    await show(formulas);
    const read = stage.page.getByRole('button', { name: 'Read', exact: true });
    await read.focus();
    await stage.page.evaluate(() =>
      getSelection()?.selectAllChildren(document.querySelector('.abstract p')!),
    );
    await show({ ...formulas, triage: 'read', tags: ['new'], note: 'New.' });
    assert.equal(await status(), 'Marked as read');
    assert.equal(await read.getAttribute('aria-pressed'), 'true');
    assert.equal(await stage.page.evaluate(() => document.activeElement?.textContent), 'Read');
    assert.match(await stage.page.evaluate(() => String(getSelection())), /^An/);
  });

  test('formulas are MathML; what came is shown on request, and the tab remembers it', async () => {
    await show(formulas);
    const math = stage.page.locator('.abstract math');
    assert.equal(await math.count(), 2);
    assert.equal(await math.first().getAttribute('alttext'), 'ℓ₁');
    await stage.send({ type: 'perform', action: 'toggleRaw' });
    assert.equal(await math.count(), 0);
    assert.match(await stage.page.locator('.abstract').innerText(), /An \$\\ell_1\$ loss/);
    assert.equal(((await stage.stored()) as { raw: boolean }).raw, true);
    await stage.page.getByRole('button', { name: 'Show formulas' }).click();
    assert.equal(await math.count(), 2);
  });

  test('reconstructed formulas are listed beside their original text, by the keyboard too', async () => {
    await show(await pageOf('On epsilon-greedy', 'A regret of mathcal{O}(n_i) was had before.'));
    const list = stage.page.locator('.repairs details');
    await list.locator('summary').focus();
    await stage.page.keyboard.press('Enter');
    await list.getByRole('listitem').first().waitFor();
    const came = await list.locator('code').allTextContents();
    assert.ok(came.includes('mathcal{O}(n_i)'), came.join(' | '));
    assert.equal(
      await list.locator('summary').textContent(),
      `${came.length} passages were reconstructed from damaged TeX`,
    );
    assert.equal(await list.locator('math').count(), came.length);
  });

  test('paragraphs are set apart', async () => {
    await show(formulas);
    assert.equal(await stage.page.locator('.abstract p').last().innerText(), 'Of noise.');
  });

  test('a selection is copied as text, each formula whole', async () => {
    await show(formulas);
    const copied = await stage.page.evaluate(() => {
      const [first, last] = document.querySelectorAll('.abstract p');
      const inside = first?.querySelector('math mi, math mn')?.firstChild;
      if (!inside || !last) return 'nothing to select';
      getSelection()?.setBaseAndExtent(inside, 0, last, 1);
      const clipboardData = new DataTransfer();
      document.dispatchEvent(new ClipboardEvent('copy', { clipboardData, cancelable: true }));
      return clipboardData.getData('text/plain');
    });
    assert.equal(copied, 'ℓ₁ loss in 𝒪(n) words.\n\nOf noise.');
  });

  test('searched words are marked until Escape, and again after the text was redrawn', async () => {
    const marks = () =>
      stage.page.evaluate(() =>
        [...(CSS.highlights.get('search-terms') ?? [])].map((range) => (range as Range).toString()),
      );
    await show(formulas);
    await stage.send({ type: 'mark', terms: ['loss', 'noise'] });
    assert.deepEqual(await marks(), ['loss', 'loss', 'noise']);
    assert.equal(await status(), '3 matches marked. Escape clears them.');
    await stage.send({ type: 'perform', action: 'toggleRaw' });
    assert.deepEqual(await marks(), ['loss', 'loss', 'noise']);
    await stage.send({ type: 'perform', action: 'toggleRaw' });
    await stage.page.keyboard.press('Escape');
    assert.deepEqual(await marks(), []);
    assert.equal(await status(), 'Marks cleared');
  });

  test('find goes through text and formulas, by case and whole words, and again after the text was redrawn', async () => {
    await show(formulas);
    const find = stage.page.getByRole('search');
    const box = find.getByRole('textbox');
    const found = (name: string) =>
      stage.page.evaluate(
        (key) => [...(CSS.highlights.get(key) ?? [])].map((range) => (range as Range).toString()),
        name,
      );
    await stage.page.keyboard.press('ControlOrMeta+f');
    await stage.page.keyboard.type('LOSS');
    await eventually(async () => assert.equal(await find.getByRole('status').textContent(), '1 of 2'));
    assert.deepEqual([await found('find-current'), await found('find-matches')], [['loss'], ['loss']]);
    await stage.page.keyboard.press('Enter');
    assert.equal(await find.getByRole('status').textContent(), '2 of 2');
    await stage.page.keyboard.press('Alt+c');
    assert.equal(await find.getByRole('status').textContent(), 'No matches');
    await stage.page.keyboard.press('Alt+c');
    await box.fill('los');
    await stage.page.keyboard.press('Alt+w');
    assert.equal(await find.getByRole('status').textContent(), 'No matches');
    await stage.page.keyboard.press('Alt+w');
    await box.fill('an l1 loss in O(n) words');
    assert.equal(await find.getByRole('status').textContent(), '1 of 1');
    assert.equal(await stage.page.locator('math.found-current').count(), 2);
    await box.fill('words.of noise');
    assert.equal(await find.getByRole('status').textContent(), 'No matches');
    await box.fill('noise');
    await stage.send({ type: 'perform', action: 'toggleRaw' });
    assert.equal(await find.getByRole('status').textContent(), '1 of 1');
    assert.deepEqual(await found('find-current'), ['noise']);
    await stage.send({ type: 'perform', action: 'toggleRaw' });
    await stage.page.keyboard.press('Escape');
    assert.ok(await find.isHidden());
    assert.deepEqual([await found('find-current'), await found('find-matches')], [[], []]);
    assert.equal(await stage.page.evaluate(() => String(getSelection())), 'noise');
  });

  test('type follows the settings and the zoom', async () => {
    await show(formulas);
    const type = () =>
      stage.page.evaluate(() => {
        const { fontSize, fontFamily } = getComputedStyle(document.querySelector('.abstract p')!);
        return { size: parseFloat(fontSize), fontFamily };
      });
    await stage.send({ type: 'typography', fontFamily: 'serif', fontSize: 20 });
    assert.equal((await type()).size, 20);
    assert.match((await type()).fontFamily, /serif/);
    await stage.send({ type: 'perform', action: 'zoomIn' });
    assert.equal((await type()).size, 22);
    await stage.send({ type: 'perform', action: 'zoomOut' });
    await stage.send({ type: 'perform', action: 'zoomOut' });
    assert.ok((await type()).size < 20);
    await stage.send({ type: 'perform', action: 'zoomReset' });
    assert.equal((await type()).size, 20);
    await stage.send({ type: 'typography', fontFamily: 'sans', fontSize: 0 });
  });

  test('lines are about seventy letters long on a wide screen', async () => {
    await show((await seedPages())[0] ?? formulas);
    const letters = await stage.page.evaluate(() => {
      const paragraph = document.querySelector<HTMLElement>('.abstract p')!;
      const height = parseFloat(getComputedStyle(paragraph).lineHeight);
      return paragraph.innerText.length / Math.round(paragraph.clientHeight / height);
    });
    assert.ok(letters > 60 && letters < 80, String(letters));
  });

  test('a paper that the library has lost says what to do', async () => {
    await show(formulas);
    await stage.send({ type: 'missing' });
    assert.match(
      await stage.page.locator('main').innerText(),
      /not in the library[^]*Import the digest again/,
    );
    assert.ok(await stage.page.locator('header').isHidden());
    await show(formulas);
    assert.ok(await stage.page.locator('header').isVisible());
  });

  test('a paper whose page cannot be built is shown as its words, as text', async () => {
    await show(formulas);
    await stage.posted();
    await stage.send({ type: 'show', page: { ...formulas, upvotes: 4.5 } });
    assert.deepEqual(await stage.posted(), [{ type: 'unshown', reason: 'Not a page: upvotes' }]);
    await stage.send({ type: 'plain', title: 'A <b>title</b>', abstract: 'Of $x$.\n\nAnd <i>noise</i>.' });
    const words = await stage.page.locator('main').innerText();
    for (const text of ['A <b>title</b>', 'Of $x$.', 'And <i>noise</i>.', 'Papers: Show Log'])
      assert.ok(words.includes(text), text);
    await show(formulas);
    assert.equal(await stage.page.getByRole('alert').count(), 0);
  });

  test('no paper is wider than its column, however narrow', async () => {
    const long = 'x'.repeat(300);
    const wide = await pageOf(long, `${long} https://example.org/${long} $${'a+'.repeat(60)}b$`, {
      tags: [long],
      links: [{ kind: 'web', href: `https://example.org/${long}` }],
      related: [{ id: 'other', title: long, terms: [long] }],
      days: [day('a', 1), day(long, 2)],
      authors: [long],
      note: long,
    });
    await stage.page.setViewportSize({ width: 300, height: 700 });
    for (const page of [wide, ...(await seedPages())]) {
      await show(page);
      const needed = await stage.page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(needed <= 300, `${needed} px for “${page.title.raw.slice(0, 80)}”`);
    }
    await stage.page.setViewportSize({ width: 900, height: 700 });
  });
});
