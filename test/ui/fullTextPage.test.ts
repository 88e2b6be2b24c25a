import assert from 'node:assert/strict';
import { readPage } from '../../src/core/fulltext/readPage';
import type { FullTextDocument } from '../../src/core/fulltext/document';
import type { HostMessage } from '../../src/protocol/messages';
import { PanelFullText } from '../../src/services/reader/panelFullText';
import { fullTextPage } from '../support/fullTextPage';
import { eventually } from '../support/workbench';
import { pageOf } from './readerPages';
import { ReaderStage } from './readerStage';

suite('Whole paper in the reader', () => {
  let stage: ReaderStage;
  const whole = documentOf(fullTextPage({ id: '2403.14000', title: 'T', abstract: 'A' }, 1, 40));

  suiteSetup(async () => {
    stage = await ReaderStage.open();
  });
  suiteTeardown(async () => {
    await stage.close();
    assert.deepEqual(stage.faults, []);
  });

  /** What the host does when a person reads the whole paper. */
  const show = async (document: FullTextDocument, block?: number): Promise<void> => {
    const page = await pageOf('A title', 'An abstract.', { arxivId: '2403.14000' });
    await stage.send({ type: 'show', page });
    const sender = new PanelFullText((message: HostMessage) => stage.send(message));
    await sender.show(page.paperId, { version: 1, document }, block);
    await sender.drawn(page.paperId);
  };
  const paper = () => stage.page.locator('.fulltext');

  test('the button below the abstract asks for it', async () => {
    await stage.send({
      type: 'show',
      page: await pageOf('A title', 'An abstract.', { arxivId: '2403.14000' }),
    });
    await stage.page.getByRole('button', { name: 'Read Whole Paper' }).click();
    assert.ok((await stage.posted()).some(({ type }) => type === 'readWholePaper'));
  });

  test('sections, formulas, tables, notes and references stand in order', async () => {
    await show(whole);
    await paper().getByRole('heading', { name: 'References' }).waitFor({ state: 'attached' });
    assert.equal(await paper().getByRole('heading', { level: 2 }).count(), 41);
    assert.equal(await paper().locator('math').count(), 80);
    assert.deepEqual(await paper().locator('table').first().locator('tr').allInnerTexts(), [
      'Method\tScore',
      'Ours\t1.5',
    ]);
    assert.match(
      await paper().locator('.paper-paragraph').first().innerText(),
      /is bounded \(Doe, 2020\), as Table 1 shows1\.\s+Remark 1/,
    );
    assert.equal(await paper().locator('.license').textContent(), 'License: CC BY 4.0');
  });

  test('a reference shows what it leads to, and Escape gives the focus back', async () => {
    await show(whole);
    const citation = paper().getByRole('button', { name: '2020' }).first();
    await citation.focus();
    await stage.page.keyboard.press('Enter');
    const peek = stage.page.getByRole('dialog', { name: 'Reference' });
    await eventually(async () => assert.match(await peek.innerText(), /Jane Doe\. On bounds\./));
    await stage.page.keyboard.press('Escape');
    assert.equal(await peek.count(), 0);
    assert.ok(await citation.evaluate((element) => element === document.activeElement));
  });

  test('goes to a section', async () => {
    const heading = whole.blocks.findIndex(
      ({ kind, inlines }) =>
        kind === 'heading' && inlines.some((one) => one.kind === 'text' && one.text === 'Part 30'),
    );
    await show(whole, heading);
    await eventually(async () => {
      const top = await paper()
        .getByRole('heading', { name: '30 Part 30' })
        .evaluate((element) => element.getBoundingClientRect().top);
      assert.ok(top >= 30 && top < 400, `${top}`);
    });
  });

  test('find goes through all of it, across references', async () => {
    await show(whole);
    await paper().locator('.license').waitFor({ state: 'attached' });
    await stage.send({ type: 'perform', action: 'find' });
    await stage.page.getByRole('textbox', { name: 'Find in the paper' }).fill('as Table 17 shows');
    await eventually(async () =>
      assert.match((await stage.page.locator('.find .count').textContent()) ?? '', /1 of 1/),
    );
    await stage.page.keyboard.press('Escape');
  });

  test('another paper takes its place', async () => {
    await show(whole);
    await stage.send({
      type: 'show',
      page: await pageOf('Another', 'Words.', { paperId: 'other-0123abcd' }),
    });
    assert.equal(await paper().isHidden(), true);
    assert.equal(await stage.page.getByRole('button', { name: 'Read Whole Paper' }).count(), 0);
  });

  test('markup in texts, TeX, addresses and labels stays text', async () => {
    const attack = '&lt;img src=x onerror=alert(1)&gt;';
    await show(
      documentOf(
        `<article class="ltx_document"><h2 class="ltx_title">${attack}</h2><p class="ltx_p" id="p">${attack}
        <math alttext="${attack}"><mtext>${attack}</mtext></math> <math alttext="${attack}"></math>
        <a href="javascript:alert(1)">a</a> <a href="command:x">b</a> <a href="#p">${attack}</a>
        <img src="https://example.org/x.png" alt="${attack}"><cite><a href="#p">${attack}</a></cite>
        <span class="ltx_ERROR">${attack}</span></p></article>`,
      ),
    );
    await paper().locator('.unknown').waitFor({ state: 'attached' });
    assert.equal(await paper().locator('img, script, a').count(), 0);
    await paper().locator('button.citation').click();
    assert.match(await stage.page.getByRole('dialog').innerText(), /<img src=x/);
  });
});

function documentOf(html: string): FullTextDocument {
  const page = readPage(html);
  if (!page.ok) throw new Error(page.error);
  return page.value;
}
