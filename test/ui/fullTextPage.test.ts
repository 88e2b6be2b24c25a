import assert from 'node:assert/strict';
import { documentText, type FullTextDocument } from '../../src/core/fulltext/document';
import type { HostMessage, PageFigure } from '../../src/protocol/messages';
import type { PageHighlight } from '../../src/protocol/page';
import { highlightOf } from '../support/pageHighlight';
import { PanelFullText } from '../../src/services/reader/panelFullText';
import { fullTextPage } from '../support/fullTextPage';
import { eventually } from '../support/workbench';
import { documentOf, pageOf } from './readerPages';
import { figureUrl, ReaderStage } from './readerStage';

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

  const show = (document: FullTextDocument, block?: number): Promise<void> =>
    stage.showWholePaper(document, block);
  const paper = () => stage.page.locator('.fulltext');

  test('the button below the abstract asks for it', async () => {
    await stage.send({
      type: 'show',
      page: await pageOf('A title', 'An abstract.', { arxivId: '2403.14000' }),
    });
    await stage.page.getByRole('button', { name: 'Read Whole Paper' }).click();
    assert.ok((await stage.posted()).some(({ type }) => type === 'readWholePaper'));
  });

  test('sections, formulas, tables, notes and references are in order', async () => {
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
    assert.equal(await paper().locator('.paper-note').first().getAttribute('data-label'), '1');
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

  test('the pointer on a citation shows it, and what can be done with its paper', async () => {
    await show(whole);
    const citation = paper().getByRole('button', { name: '2020' }).first();
    await citation.hover();
    const peek = stage.page.getByRole('dialog', { name: 'Reference' });
    await eventually(async () => assert.match(await peek.innerText(), /Jane Doe\. On bounds\./));
    const asked = (await stage.posted()).find((message) => message.type === 'lookUpReference');
    assert.ok(asked);
    assert.equal(whole.blocks[asked.block]?.kind, 'reference');
    await stage.send({ type: 'citedPaper', block: asked.block, isKnown: true, canFetch: false });
    await peek.getByRole('button', { name: 'Add to Later' }).click();
    assert.deepEqual((await stage.posted()).at(-1), {
      type: 'citedPaper',
      block: asked.block,
      action: 'addToLater',
    });
    await eventually(async () => assert.equal(await peek.count(), 0));
    await citation.hover();
    await peek.waitFor();
    await stage.page.mouse.move(5, 5);
    await eventually(async () => assert.equal(await peek.count(), 0));
  });

  test('what can be done with a cited paper comes late and leaves the focus where it is', async () => {
    await show(whole);
    await stage.posted();
    await paper().getByRole('button', { name: '2020' }).first().press('Enter');
    const peek = stage.page.getByRole('dialog', { name: 'Reference' });
    await peek.getByRole('button', { name: 'Go There' }).focus();
    const asked = (await stage.posted()).find((message) => message.type === 'lookUpReference');
    assert.ok(asked);
    await stage.send({ type: 'citedPaper', block: asked.block, isKnown: true, canFetch: false });
    await peek.getByRole('button', { name: 'Add to Later' }).waitFor();
    const go = peek.getByRole('button', { name: 'Go There' });
    assert.ok(await go.evaluate((element) => element === document.activeElement));
    await stage.page.keyboard.press('Escape');
    assert.equal(await peek.count(), 0);
  });

  test('Escape closes what a reference leads to before it ends choosing words by keyboard', async () => {
    await show(whole);
    await stage.send({ type: 'perform', action: 'selectText' });
    await stage.page.locator('.message', { hasText: 'Choosing words:' }).waitFor();
    await paper().getByRole('button', { name: '2020' }).first().press('Enter');
    const peek = stage.page.getByRole('dialog', { name: 'Reference' });
    await peek.waitFor();
    await stage.page.keyboard.press('Escape');
    assert.equal(await peek.count(), 0);
    const chosen = (): Promise<string> => stage.page.evaluate(() => String(document.getSelection()));
    assert.notEqual(await chosen(), '');
    await stage.page.keyboard.press('Escape');
    assert.equal(await chosen(), '');
  });

  test('Alt+Left goes back to where a reference was followed, and Alt+Right forward', async () => {
    await show(whole);
    await paper().locator('.license').waitFor({ state: 'attached' });
    const topOf = (text: string): Promise<number> =>
      paper()
        .getByText(text)
        .first()
        .evaluate((element) => element.getBoundingClientRect().top);
    const citation = paper().getByRole('button', { name: '2020' }).nth(2);
    await citation.scrollIntoViewIfNeeded();
    await stage.page.mouse.wheel(0, 200);
    await citation.press('Enter');
    await stage.page.getByRole('button', { name: 'Go There' }).click();
    await eventually(async () => assert.ok(Math.abs((await topOf('On bounds.')) - 300) < 350));
    await stage.page.keyboard.press('Alt+ArrowLeft');
    await eventually(async () => assert.ok(Math.abs((await topOf('Paragraph 3 of')) - 100) < 600));
    await stage.page.keyboard.press('Alt+ArrowRight');
    await eventually(async () => assert.ok(Math.abs((await topOf('On bounds.')) - 300) < 350));
  });

  test('equations and tables are copied by their blocks, and citations collapse to marks', async () => {
    await show(whole);
    await paper().locator('.license').waitFor({ state: 'attached' });
    await paper().locator('.paper-equation').first().click();
    await stage.posted();
    await stage.send({ type: 'perform', action: 'copyTex' });
    await paper().locator('td').first().click();
    await stage.send({ type: 'perform', action: 'copyTable' });
    const copied = (await stage.posted()).flatMap((one) => (one.type === 'copyBlock' ? [one] : []));
    assert.deepEqual(
      copied.map(({ block, form }) => [whole.blocks[block]?.kind, form]),
      [
        ['equation', 'tex'],
        ['grid', 'markdown'],
      ],
    );
    const citation = paper().getByRole('button', { name: '2020' }).first();
    const width = async (): Promise<number> => (await citation.boundingBox())?.width ?? 0;
    const before = await width();
    await stage.send({ type: 'wholePaperSettings', collapseCitations: true, lightFigures: true });
    assert.ok((await width()) > 0 && (await width()) < before);
    assert.equal(await paper().getByText('(Doe,').first().isVisible(), false);
    await stage.send({ type: 'wholePaperSettings', collapseCitations: false, lightFigures: true });
    await stage.page.mouse.move(5, 5);
  });

  const withFigures = documentOf(
    fullTextPage({ id: '2403.14000', title: 'T', abstract: 'A' }, 1, 2, ['x1.svg', 'x2.svg', 'x3.png']),
  );
  const showFigures = async (...figures: readonly PageFigure[]): Promise<void> => {
    await show(withFigures);
    const { paperId } = await pageOf('A title', 'An abstract.', { arxivId: '2403.14000' });
    await stage.send({ type: 'figures', paperId, figures });
  };

  test('visible figures are requested, and nothing moves when they arrive', async () => {
    await stage.posted();
    await showFigures({ source: 'x3.png', problem: 'arXiv does not have this figure.' });
    const places = paper().locator('.figure-place');
    await places.first().scrollIntoViewIfNeeded();
    await eventually(async () => {
      const wanted = (await stage.posted()).flatMap((one) => (one.type === 'wantFigures' ? one.sources : []));
      assert.deepEqual(new Set(wanted), new Set(['x1.svg', 'x2.svg']));
    });
    const boxes = () =>
      places.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON() as object));
    const before = await boxes();
    await showFigures({ source: 'x1.svg', url: figureUrl }, { source: 'x2.svg', url: figureUrl });
    const image = places.locator('img').first();
    await eventually(async () =>
      assert.equal(await image.evaluate((one: HTMLImageElement) => one.naturalWidth), 480),
    );
    await places.first().scrollIntoViewIfNeeded();
    assert.deepEqual(
      (await boxes()).map((box) => ({ ...box, y: 0, top: 0, bottom: 0 })).slice(0, 2),
      before.map((box) => ({ ...box, y: 0, top: 0, bottom: 0 })).slice(0, 2),
    );
  });

  test('a missing figure says why, and can be requested again', async () => {
    await showFigures({ source: 'x3.png', problem: 'arXiv does not have this figure.' });
    await paper().getByText('arXiv does not have this figure.').scrollIntoViewIfNeeded();
    await stage.posted();
    await paper().getByRole('button', { name: 'Fetch Figure' }).click();
    // The page also requests figures by itself once they are near, before the click or after it.
    const asked = (await stage.posted()).filter(
      (message) => message.type === 'wantFigures' && message.isAsked,
    );
    assert.deepEqual(asked, [{ type: 'wantFigures', sources: ['x3.png'], isAsked: true }]);
  });

  test('a figure opens large, is enlarged by keys, and Escape gives the focus back', async () => {
    await showFigures({ source: 'x1.svg', url: figureUrl });
    const figure = paper().getByRole('button', { name: 'Figure' }).first();
    await figure.press('Enter');
    const viewer = stage.page.getByRole('dialog', { name: 'Figure' });
    await viewer.getByText('Curve 1 of the results.').waitFor();
    const picture = viewer.getByRole('group', { name: 'Figure' });
    const isEnlarged = () => picture.evaluate((one) => one.scrollWidth > one.clientWidth);
    assert.equal(await isEnlarged(), false);
    await stage.page.keyboard.press('+');
    assert.equal(await isEnlarged(), true);
    await stage.page.keyboard.press('0');
    assert.equal(await isEnlarged(), false);
    await viewer.getByRole('button', { name: 'Copy Caption' }).click();
    // The page also posts the reading place once scrolling has ended.
    assert.ok((await stage.posted()).some(({ type }) => type === 'copyBlock'));
    await stage.page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });
    assert.ok(await figure.evaluate((element) => element === document.activeElement));
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

  /** Shows the paper with highlights, waits for all of it, and forgets what the page has posted. */
  const showWith = async (...highlights: readonly PageHighlight[]): Promise<void> => {
    await show(whole);
    await paper().locator('.license').waitFor({ state: 'attached' });
    const page = await pageOf('A title', 'An abstract.', { arxivId: '2403.14000' });
    await stage.send({ type: 'show', page: { ...page, highlights } });
    await stage.posted();
  };
  /** Selects from the start of the first element to the end of the last, or a part of the first one's text. */
  const select = (first: string, last: string, part?: readonly [number, number]): Promise<void> =>
    paper().evaluate(
      (root, [from, to, within]) => {
        const [start, end] = [root.querySelector(from), root.querySelector(to)];
        if (!start || !end) throw new Error(`${from} or ${to} is not shown.`);
        // A person selects what is in sight; the page may still be going to what was found before.
        start.scrollIntoView({ block: 'center' });
        const range = document.createRange();
        range.setStart(start, 0);
        range.setEnd(end, end.childNodes.length);
        if (within && start.firstChild) {
          range.setStart(start.firstChild, within[0]);
          range.setEnd(start.firstChild, within[1]);
        }
        document.getSelection()?.removeAllRanges();
        document.getSelection()?.addRange(range);
        document.dispatchEvent(new PointerEvent('pointerup'));
      },
      [first, last, part] as const,
    );
  const text = documentText(whole.blocks);
  const highlighted = async (): Promise<readonly string[]> =>
    (await stage.posted()).flatMap((message) =>
      message.type === 'highlight' && message.field === 'fullText'
        ? [text.slice(message.start, message.end)]
        : [],
    );
  const rows: readonly (readonly [string, string, string, readonly [number, number] | undefined, RegExp])[] =
    [
      ['words of a paragraph', '.paper-paragraph', '.paper-paragraph', [0, 11], /^Paragraph 1$/],
      ['a formula, whole', '.paper-equation math', '.paper-equation math', undefined, /^\$x_\{i\}\$$/],
      ['a caption', 'figcaption', 'figcaption', undefined, /^Table 1: Results 1\.$/],
      ['a cell, whole', 'td', 'td', [1, 3], /^Ours$/],
      ['several cells, whole', 'th', 'td', undefined, /^Method\nScore\nOurs$/],
      ['a footnote', '.paper-note', '.paper-note', undefined, /Remark 1 in small print\.$/],
      [
        'a heading and what follows, without labels',
        'h2',
        '.paper-paragraph',
        undefined,
        /^1 Part 1\nParagraph 1 .* is bounded, as\s+Table 1 shows/s,
      ],
    ];
  for (const [what, first, last, part, quote] of rows)
    test(`highlights ${what}`, async () => {
      await showWith();
      const green = stage.page.getByRole('button', { name: 'Highlight in green' });
      // Only tries are repeated: a click that takes effect after its time is over would be a second highlight.
      await eventually(async () => {
        await select(first, last, part);
        await green.click({ timeout: 1000, trial: true });
      });
      await green.click();
      const [words, ...more] = await highlighted();
      assert.match(words ?? '', quote);
      assert.deepEqual(more, []);
    });

  const highlightOn = (words: string, change: Partial<PageHighlight> = {}): PageHighlight =>
    highlightOf(text, words, { field: 'fullText', color: 'pink', ...change });

  test('draws highlights on their words, and goes to them', async () => {
    await showWith(highlightOn('Remark 30 in small print.'), highlightOn('Part 2\nParagraph 2'));
    const drawn = await stage.page.evaluate(() =>
      [...(CSS.highlights.get('highlight-pink') ?? [])].map(String),
    );
    assert.deepEqual(drawn.toSorted(), ['Paragraph 2', 'Part 2', 'Remark 30 in small print.']);
    await stage.send({ type: 'reveal', id: 'Remark 30 in small print.' });
    await eventually(async () => {
      const note = await paper().getByText('Remark 30 in small print.').boundingBox();
      assert.ok(note && note.y > 40 && note.y < 700, JSON.stringify(note));
    });
  });

  test('a card of a paper that is not shown asks for it, and leads to its words then', async () => {
    const page = await pageOf('A title', 'An abstract.', { arxivId: '2403.14000' });
    await stage.send({ type: 'show', page: { ...page, paperId: 'other-0123abcd' } });
    await stage.send({ type: 'show', page: { ...page, highlights: [highlightOn('Remark 25 in small')] } });
    await stage.posted();
    await stage.page.locator('.card .quote').click();
    assert.ok((await stage.posted()).some(({ type }) => type === 'readWholePaper'));
    const sender = new PanelFullText((message: HostMessage) => stage.send(message));
    await sender.show(page.paperId, { version: 1, document: whole });
    await sender.drawn(page.paperId);
    await eventually(async () => {
      const note = await paper().getByText('Remark 25 in small print.').boundingBox();
      assert.ok(note && note.y > 40 && note.y < 700, JSON.stringify(note));
    });
  });

  test('offers an orphan the place of similar words, and moves it only on request', async () => {
    const likely = highlightOn('Paragraph 12 of the paper');
    const { start, end } = likely;
    await showWith({
      ...likely,
      plain: 'Paragraph 12 of a paper',
      orphaned: true,
      likelyPlace: { start, end },
    });
    await stage.page.getByRole('button', { name: 'Re-attach…' }).click();
    assert.equal(
      (await stage.posted()).some(({ type }) => type === 'attachHighlight'),
      false,
    );
    assert.equal(
      await stage.page.evaluate(() => String(document.getSelection())),
      'Paragraph 12 of the paper',
    );
    await stage.page.getByRole('button', { name: 'Attach the highlight here' }).click();
    const [attached] = (await stage.posted()).filter(({ type }) => type === 'attachHighlight');
    assert.deepEqual(attached, { type: 'attachHighlight', id: likely.id, field: 'fullText', start, end });
  });

  test('words are chosen and highlighted without a mouse', async () => {
    await showWith();
    await paper().locator('.paper-paragraph').nth(3).scrollIntoViewIfNeeded();
    await stage.page.evaluate(() => {
      const block = document.querySelectorAll('.paper-paragraph')[3];
      window.scrollBy(0, (block?.getBoundingClientRect().top ?? 0) - 60);
    });
    await stage.send({ type: 'perform', action: 'selectText' });
    await stage.page.keyboard.press('ArrowDown');
    await stage.page.keyboard.press('Shift+ArrowDown');
    await stage.send({ type: 'perform', action: 'highlightBlue' });
    const [words] = await highlighted();
    assert.notEqual(words, undefined);
    await stage.page.keyboard.press('Escape');
  });

  test('says where a person is', async () => {
    await showWith();
    await stage.send({ type: 'goToPlace', block: 200, offset: 0.5 });
    const outer = whole.blocks.slice(0, 201).findLastIndex(({ depth }) => depth === 0);
    let block = -1;
    await eventually(async () => {
      for (const message of await stage.posted()) if (message.type === 'readingPlace') block = message.block;
      assert.deepEqual([outer - 1, outer, outer + 1].includes(block), true);
    });
  });

  test('another paper takes its place', async () => {
    await show(whole);
    const page = await pageOf('Another', 'Words.', { paperId: 'other-0123abcd' });
    await stage.send({ type: 'show', page });
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
    await paper().locator('.in-text.citation').click();
    assert.match(await stage.page.getByRole('dialog').innerText(), /<img src=x/);
  });
});
