import assert from 'node:assert/strict';
import { documentOf } from './readerPages';
import { ReaderStage } from './readerStage';

suite('Layout of whole papers', () => {
  let stage: ReaderStage;
  const show = (html: string): Promise<void> => stage.showWholePaper(documentOf(html));
  const paper = () => stage.page.locator('.fulltext');

  suiteSetup(async () => {
    stage = await ReaderStage.open();
  });
  suiteTeardown(async () => {
    await stage.close();
    assert.deepEqual(stage.faults, []);
  });

  test('the number of a wide equation stays in sight, and the columns of its lines are aligned', async () => {
    const math = (tex: string): string => `<math alttext="${tex}"><mi>${tex}</mi></math>`;
    const cell = (content: string): string => `<td class="ltx_td ltx_eqn_cell">${content}</td>`;
    const line = (number: number, ...cells: readonly string[]): string =>
      `<tr class="ltx_equation ltx_eqn_row"><td class="ltx_eqn_cell ltx_eqn_center_padleft"></td>${cells.map(cell).join('')}` +
      `<td class="ltx_eqn_cell ltx_eqn_eqno"><span class="ltx_tag">(${String(number)})</span></td></tr>`;
    await show(
      `<article class="ltx_document"><h2>Start</h2><table class="ltx_equationgroup ltx_eqn_table">` +
        `${line(1, math('a'), math('b'))}${line(2, '', math('c'))}${line(3, math('dddd'), math('e'.repeat(300)))}</table></article>`,
    );
    const leftOf = (tex: string): Promise<number> =>
      paper()
        .locator(`math[alttext="${tex}"]`)
        .evaluate((element) => Math.round(element.getBoundingClientRect().left));
    await paper().getByText('(3)').waitFor({ state: 'attached' });
    assert.ok(Math.abs((await leftOf('b')) - (await leftOf('c'))) <= 2);
    const [number, box] = [
      await paper().getByText('(3)').boundingBox(),
      await paper().locator('.paper-equations').boundingBox(),
    ];
    assert.ok(number && box && number.x + number.width <= box.x + box.width + 1);
  });

  test('no line breaks between a bracket and the reference in it', async () => {
    const text = Array.from({ length: 60 }, () => 'word [<a href="#p">12</a>], (<a href="#p">a</a>).').join(
      ' ',
    );
    await show(`<article class="ltx_document"><h2>Start</h2><p class="ltx_p" id="p">${text}</p></article>`);
    await paper().locator('.in-text').last().waitFor({ state: 'attached' });
    const tops = await paper()
      .locator('.in-text')
      .evaluateAll((references) =>
        references.map((reference) => {
          const topOf = (node: Node | null, from: 'start' | 'end'): number => {
            const length = node?.textContent?.length ?? 0;
            const range = document.createRange();
            if (!node) return NaN;
            range.setStart(node, from === 'start' ? 0 : length - 1);
            range.setEnd(node, from === 'start' ? 1 : length);
            return Math.round(range.getBoundingClientRect().top);
          };
          const top = Math.round(reference.getBoundingClientRect().top);
          return [topOf(reference.previousSibling, 'end') - top, topOf(reference.nextSibling, 'start') - top];
        }),
      );
    assert.equal(tops.length, 120);
    assert.ok(tops.flat().every((by) => Math.abs(by) < 5));
  });

  test('a cell of several citations wraps, and its peek stays within a narrow window', async () => {
    const cited = Array.from({ length: 8 }, () => '<cite>Doe et al. (<a href="#t">2020</a>)</cite>').join(
      '; ',
    );
    await stage.page.setViewportSize({ width: 400, height: 600 });
    await show(
      `<article class="ltx_document"><h2>Start</h2><figure class="ltx_table" id="t"><figcaption>One</figcaption>` +
        `<table class="ltx_tabular"><tr><td>1.5</td><td>${cited}</td></tr></table></figure></article>`,
    );
    const table = paper().locator('.paper-table');
    await table.locator('.in-text').last().waitFor({ state: 'attached' });
    assert.ok(await table.evaluate((element) => element.scrollWidth <= element.clientWidth));
    await table.locator('.in-text').first().click();
    const box = await stage.page.getByRole('dialog', { name: 'Reference' }).boundingBox();
    assert.ok(box && box.x >= 0 && box.x + box.width <= 400);
  });
});
