import assert from 'node:assert/strict';
import type { PageAction } from '../../src/protocol/messages';
import type { PageHighlight, ReaderPage } from '../../src/protocol/page';
import { highlightOf } from '../support/pageHighlight';
import { eventually } from '../support/workbench';
import { pageOf } from './readerPages';
import { ReaderStage } from './readerStage';

const sentence = (index: number): string =>
  `Sentence number ${String(index)} says what marker${String(index)} is about.`;
const abstract = Array.from({ length: 60 }, (_, index) => sentence(index)).join(' ');

const highlightOn = (words: string, change?: Partial<PageHighlight>): PageHighlight =>
  highlightOf(abstract, words, change);

suite('Highlights on the page of the reader', () => {
  let stage: ReaderStage;
  let bare: ReaderPage;

  suiteSetup(async () => {
    stage = await ReaderStage.open({ width: 1280, height: 500 });
    bare = await pageOf('On Markers', abstract);
  });
  suiteTeardown(async () => {
    await stage.close();
    assert.deepEqual(stage.faults, []);
  });
  setup(() => stage.page.setViewportSize({ width: 1280, height: 500 }));

  const card = (words: string) => stage.page.locator('.card').filter({ hasText: words });
  const bar = () => stage.page.getByRole('region', { name: 'Selected words' });
  const status = () => stage.page.getByRole('status').textContent();
  /** Shows the paper again, at its top, with these highlights. */
  const show = async (highlights: readonly PageHighlight[]): Promise<void> => {
    await stage.send({ type: 'show', page: { ...bare, paperId: 'another-0123abcd' } });
    await stage.page.evaluate(() => {
      window.scrollTo(0, 0);
    });
    await stage.send({ type: 'show', page: { ...bare, highlights } });
    await stage.page.evaluate(() => {
      window.scrollTo(0, 0);
    });
    await stage.posted();
  };
  const perform = (action: PageAction) => stage.send({ type: 'perform', action });
  /** Where words of the abstract are in the window. */
  const boxOf = (words: string) =>
    stage.page.evaluate((wanted) => {
      const text = document.querySelector('.abstract p')?.firstChild;
      const at = text?.textContent?.indexOf(wanted) ?? -1;
      if (!text || at < 0) throw new Error(`“${wanted}” is not shown.`);
      const range = document.createRange();
      range.setStart(text, at);
      range.setEnd(text, at + wanted.length);
      const { left, top, bottom, width } = range.getBoundingClientRect();
      return { left, top, bottom, width };
    }, words);
  const select = async (words: string): Promise<void> => {
    await stage.page.evaluate((wanted) => {
      const text = document.querySelector('.abstract p')?.firstChild;
      const at = text?.textContent?.indexOf(wanted) ?? -1;
      if (text && at >= 0) getSelection()?.setBaseAndExtent(text, at, text, at + wanted.length);
      document.dispatchEvent(new PointerEvent('pointerup'));
    }, words);
  };
  /** The first marked words that are well within the window. */
  const firstInSight = async (): Promise<string> => {
    for (let index = 0; index < 60; index++) {
      const words = `marker${String(index)} is`;
      const { top } = await boxOf(words);
      if (top > 140) return words;
    }
    throw new Error('No marked words are in sight.');
  };
  /** Between the toolbar and the lower edge or the drawer. */
  const isInSight = async (words: string): Promise<boolean> => {
    const { top, bottom } = await boxOf(words);
    const { highest, lowest } = await stage.page.evaluate(() => {
      const drawer = document.querySelector('.card.chosen');
      const isDrawer = drawer && getComputedStyle(drawer).position === 'fixed';
      return {
        highest: document.querySelector('.toolbar')?.getBoundingClientRect().bottom ?? 0,
        lowest: isDrawer ? drawer.getBoundingClientRect().top : innerHeight,
      };
    });
    return top >= highest && bottom <= lowest;
  };

  test('a click on highlighted words chooses their card, and only that one has swatches, bin and tags', async () => {
    await show([highlightOn('marker1 is'), highlightOn('marker3 is')]);
    const { left, top, width } = await boxOf('marker3 is');
    await stage.page.mouse.click(left + width / 2, top + 5);
    await card('marker3 is').getByRole('button', { name: 'Delete highlight' }).waitFor();
    assert.equal(await stage.page.getByRole('button', { name: 'Delete highlight' }).count(), 1);
    assert.equal(await card('marker3 is').locator('.quote').getAttribute('aria-expanded'), 'true');
    await stage.page.keyboard.press('Escape');
    assert.equal(await stage.page.locator('.card.chosen').count(), 0);
    await card('marker1 is').locator('.quote').click();
    assert.deepEqual(
      await stage.page.evaluate(() =>
        [...(CSS.highlights.get('highlight-focus') ?? [])].map((range) => (range as Range).toString()),
      ),
      ['marker1 is'],
    );
  });

  test('from 900 pixels on, cards are beside their words, or one below the other if there is no room', async () => {
    for (const width of [900, 1280, 1600]) {
      await stage.page.setViewportSize({ width, height: 500 });
      await show([
        highlightOn('marker1 is'),
        highlightOn('about. Sentence number 2'),
        highlightOn('marker9 is'),
      ]);
      await card('marker9 is').locator('.quote').click();
      const top = async (words: string) => (await card(words).boundingBox())?.y ?? NaN;
      await eventually(async () =>
        assert.ok(Math.abs((await top('marker9 is')) - (await boxOf('marker9 is')).top) < 2, String(width)),
      );
      assert.ok(Math.abs((await top('marker1 is')) - (await boxOf('marker1 is')).top) < 2);
      assert.ok((await top('about. Sentence')) > (await top('marker1 is')));
      const box = await card('marker9 is').boundingBox();
      const text = await stage.page.locator('.abstract p').boundingBox();
      assert.ok(box && text && box.x >= text.x + text.width && box.x + box.width <= width);
    }
  });

  for (const width of [200, 320, 450, 700, 900, 1280]) {
    test(`keys bring the words into sight in a window of ${String(width)} pixels`, async () => {
      await stage.page.setViewportSize({ width, height: 500 });
      await show([highlightOn('marker2 is'), highlightOn('marker30 is'), highlightOn('marker58 is')]);
      for (const words of ['marker2 is', 'marker30 is', 'marker58 is']) {
        await perform('nextHighlight');
        assert.equal(await stage.page.locator('.quote:focus').textContent(), words);
        // The new size of the window is laid out with the next frame.
        await eventually(async () => assert.ok(await isInSight(words), words));
      }
      await perform('previousHighlight');
      await eventually(async () => assert.ok(await isInSight('marker30 is')));
    });

    test(`a comment begins at once and never scrolls its words away in a window of ${String(width)} pixels`, async () => {
      await stage.page.setViewportSize({ width, height: 500 });
      await show([]);
      await stage.page.evaluate(() => {
        window.scrollTo(0, 400);
      });
      const words = await firstInSight();
      await select(words);
      await perform('highlightWithComment');
      await stage.page.keyboard.type('jks');
      assert.ok(await isInSight(words));
      await stage.send({ type: 'show', page: { ...bare, highlights: [highlightOn(words)] } });
      await stage.page.keyboard.type(' rest');
      const area = stage.page.getByRole('textbox', { name: 'Comment' });
      assert.equal(await area.inputValue(), 'jks rest');
      assert.equal(await area.count(), 1);
      assert.ok(await isInSight(words));
      const before = (await area.boundingBox())?.height ?? 0;
      await stage.page.keyboard.press('Shift+Enter');
      for (let line = 0; line < 4; line++) await stage.page.keyboard.press('Shift+Enter');
      assert.ok(((await area.boundingBox())?.height ?? 0) > before, 'the box grows');
      assert.ok(await isInSight(words));
      await stage.page.getByText('Enter saves').waitFor();
      await stage.page.keyboard.press('Enter');
      assert.deepEqual((await stage.posted()).at(-1), {
        type: 'editHighlight',
        id: words,
        comment: 'jks rest',
      });
      await stage.send({
        type: 'show',
        page: { ...bare, highlights: [highlightOn(words, { comment: 'jks rest' })] },
      });
      assert.equal(await area.count(), 0);
      assert.ok(await isInSight(words));
    });
  }

  test('in a narrow window the heading of the cards goes with the only one into the drawer', async () => {
    const heading = stage.page.getByRole('heading', { name: 'Highlights' });
    await stage.page.setViewportSize({ width: 700, height: 500 });
    await show([highlightOn('marker3'), highlightOn('marker5')]);
    await card('marker3').locator('.quote').click();
    assert.ok(await heading.isVisible());
    await show([highlightOn('marker3')]);
    await card('marker3').locator('.quote').click();
    await eventually(async () => assert.equal(await heading.isVisible(), false));
    await card('marker3').getByRole('button', { name: 'Close' }).click();
    await eventually(async () => assert.ok(await heading.isVisible()));
  });

  test('a comment that is finished before its highlight is stored is saved with it', async () => {
    await show([]);
    await select('marker1 is');
    await perform('highlightWithComment');
    await stage.page.keyboard.type('Quick.');
    await stage.page.keyboard.press('Enter');
    await stage.posted();
    await stage.send({ type: 'show', page: { ...bare, highlights: [highlightOn('marker1 is')] } });
    const edits = (await stage.posted()).filter(({ type }) => type === 'editHighlight');
    assert.deepEqual(edits, [{ type: 'editHighlight', id: 'marker1 is', comment: 'Quick.' }]);
  });

  test('a comment that is being written survives a reload of the page before its highlight is stored', async () => {
    await show([]);
    await select('marker4 is');
    await perform('highlightWithComment');
    await stage.page.keyboard.type('Half a thou');
    await stage.reload();
    await stage.send({ type: 'show', page: bare });
    const area = stage.page.getByRole('textbox', { name: 'Comment' });
    assert.equal(await area.inputValue(), 'Half a thou');
    await stage.send({ type: 'show', page: { ...bare, highlights: [highlightOn('marker4 is')] } });
    assert.equal(await area.inputValue(), 'Half a thou');
    assert.equal(await stage.page.locator('.card').count(), 1);
    await stage.page.keyboard.press('Escape');
    assert.equal(await area.count(), 0);
  });

  /** Loads the page as another tab of the browser would, and shows the paper in it. */
  const showInNextTab = async (highlights: readonly PageHighlight[]): Promise<void> => {
    await stage.reload({ withoutState: true });
    await stage.posted();
    await stage.send({ type: 'show', page: { ...bare, highlights } });
  };

  test('a comment that is being written survives that the tab is closed before its highlight has reached the host', async () => {
    await show([]);
    await select('marker5 is');
    await perform('highlightWithComment');
    await stage.page.keyboard.type('Half a thou');
    const [request] = (await stage.posted()).filter(({ type }) => type === 'highlight');
    await showInNextTab([]);
    const area = stage.page.getByRole('textbox', { name: 'Comment' });
    assert.equal(await area.inputValue(), 'Half a thou');
    assert.deepEqual((await stage.posted()).slice(0, 2), [{ type: 'shown', paperId: bare.paperId }, request]);
    await stage.send({ type: 'show', page: { ...bare, highlights: [highlightOn('marker5 is')] } });
    assert.equal(await area.inputValue(), 'Half a thou');
    await stage.page.keyboard.type('ght');
    await stage.page.keyboard.press('Enter');
    assert.deepEqual((await stage.posted()).at(-1), {
      type: 'editHighlight',
      id: 'marker5 is',
      comment: 'Half a thought',
    });
    await showInNextTab([highlightOn('marker5 is', { comment: 'Half a thought' })]);
    assert.equal(await area.count(), 0, 'the host had it before the tab was closed');
  });

  test('a comment that is being written is shown in the next tab if its highlight has reached the host', async () => {
    await show([]);
    await select('marker6 is');
    await perform('highlightWithComment');
    await stage.page.keyboard.type('Begun');
    await showInNextTab([highlightOn('marker6 is')]);
    const area = stage.page.getByRole('textbox', { name: 'Comment' });
    assert.equal(await area.inputValue(), 'Begun');
    assert.deepEqual(
      (await stage.posted()).filter(({ type }) => type === 'highlight'),
      [],
    );
    await area.press('Escape');
  });

  test('text typed into a comment after it was sent stays', async () => {
    await show([highlightOn('marker7 is')]);
    await card('marker7 is').locator('.quote').click();
    await card('marker7 is').getByRole('button', { name: 'Add a comment' }).click();
    await stage.page.keyboard.type('One');
    await stage.page.keyboard.press('Enter');
    await stage.page.keyboard.type(' and two');
    await stage.send({
      type: 'show',
      page: { ...bare, highlights: [highlightOn('marker7 is', { comment: 'One' })] },
    });
    const area = stage.page.getByRole('textbox', { name: 'Comment' });
    assert.equal(await area.inputValue(), 'One and two');
    await area.press('Escape');
  });

  test('after a deletion the focus goes to the next card, at the end to the one before', async () => {
    const all = ['marker1 is', 'marker2 is', 'marker3 is'].map((words) => highlightOn(words));
    await show(all);
    await card('marker2 is').locator('.quote').click();
    await card('marker2 is').getByRole('button', { name: 'Delete highlight' }).click();
    await stage.send({ type: 'show', page: { ...bare, highlights: all.filter((_, at) => at !== 1) } });
    assert.equal(await stage.page.locator('.quote:focus').textContent(), 'marker3 is');
    await stage.send({ type: 'show', page: { ...bare, highlights: all.slice(0, 1) } });
    assert.equal(await stage.page.locator('.quote:focus').textContent(), 'marker1 is');
    await stage.send({ type: 'show', page: { ...bare, highlights: [] } });
    assert.equal(await stage.page.locator('.card').count(), 0);
  });

  test('the bar closes on Escape, follows its words through scrolling and resizing, and says its keys', async () => {
    await show([]);
    await select('marker5 is');
    await bar().waitFor();
    const green = bar().getByRole('button', { name: 'Highlight in green' });
    assert.equal(await green.getAttribute('aria-keyshortcuts'), '2');
    assert.match(
      await green.evaluate((node) => getComputedStyle(node, '::after').content),
      /attr\(aria-keyshortcuts\)|"2"/,
    );
    const isNear = async (): Promise<void> => {
      const [place, words] = [await bar().boundingBox(), await boxOf('marker5 is')];
      assert.ok(place && Math.abs(place.y + place.height - words.top) < 90, JSON.stringify({ place, words }));
    };
    await isNear();
    await stage.page.evaluate(() => {
      window.scrollTo(0, 5000);
    });
    await eventually(async () => assert.ok(await bar().isHidden()));
    await stage.page.evaluate(() => {
      window.scrollTo(0, 40);
    });
    await bar().waitFor();
    await isNear();
    await stage.page.setViewportSize({ width: 600, height: 500 });
    await eventually(isNear);
    await stage.page.keyboard.press('Escape');
    assert.ok(await bar().isHidden());
  });

  test('the bar stays at its words as a title is folded, and gives way to a card that is chosen', async () => {
    await stage.page.setViewportSize({ width: 1280, height: 1200 });
    await show([highlightOn('marker1 is')]);
    const title = await pageOf('A title of many words that is long '.repeat(8), abstract);
    await stage.send({ type: 'show', page: { ...title, highlights: [highlightOn('marker1 is')] } });
    await select('marker5 is');
    const distance = async (): Promise<number> => {
      const box = await bar().boundingBox();
      const words = await boxOf('marker5 is');
      assert.ok(box);
      return Math.min(Math.abs(words.top - box.y - box.height), Math.abs(box.y - words.bottom));
    };
    assert.ok((await distance()) < 12, `${await distance()} px`);
    for (const name of ['Show the whole title', 'Fold the title']) {
      await stage.page.getByRole('button', { name }).press('Enter');
      await eventually(async () => assert.ok((await distance()) < 12, `${await distance()} px`));
    }
    await stage.page.setViewportSize({ width: 400, height: 1200 });
    await eventually(async () => assert.ok((await distance()) < 12, `${await distance()} px`));
    await card('marker1 is').locator('.quote').click();
    assert.ok(await bar().isHidden());
    await stage.page.keyboard.press('Shift');
    assert.ok(await bar().isHidden());
  });

  test('a key that needs chosen words says in sight what to do', async () => {
    await show([]);
    await stage.page.evaluate(() => getSelection()?.removeAllRanges());
    for (const action of ['highlightYellow', 'highlightWithComment', 'copyQuote', 'quoteInChat'] as const) {
      await perform(action);
      const message = stage.page.locator('.message', {
        hasText: 'Select words of the title or the abstract',
      });
      await message.waitFor();
      await stage.page.evaluate(() => window.scrollTo(0, 0));
    }
    assert.deepEqual(await stage.posted(), []);
  });

  test('chosen words are posted for the chat', async () => {
    await show([]);
    await stage.page.evaluate(() => getSelection()?.removeAllRanges());
    await perform('selectText');
    await perform('quoteInChat');
    await eventually(async () =>
      assert.deepEqual(await stage.posted(), [
        { type: 'quoteInChat', field: 'abstract', start: 0, end: sentence(0).length },
      ]),
    );
  });

  test('words are chosen by keyboard: by sentence and by word, read aloud, and highlighted', async () => {
    await show([]);
    await stage.page.evaluate(() => getSelection()?.removeAllRanges());
    const selected = () => stage.page.evaluate(() => String(getSelection()));
    await perform('selectText');
    assert.equal(await selected(), sentence(0));
    await stage.page.keyboard.press('ArrowDown');
    assert.equal(await selected(), sentence(1));
    assert.equal(await status(), sentence(1));
    await stage.page.keyboard.press('ArrowRight');
    await stage.page.keyboard.press('ArrowRight');
    assert.equal(await selected(), 'number');
    await stage.page.keyboard.press('Shift+ArrowRight');
    assert.equal(await selected(), 'number 1');
    assert.equal(await status(), 'number 1');
    await perform('highlightBlue');
    const start = abstract.indexOf('number 1');
    assert.deepEqual((await stage.posted()).at(-1), {
      type: 'highlight',
      color: 'blue',
      field: 'abstract',
      start,
      end: start + 8,
    });
    await stage.page.keyboard.press('ArrowDown');
    assert.equal(await selected(), sentence(2));
    await stage.page.keyboard.press('Escape');
    assert.equal(await selected(), '');
    await stage.page.keyboard.press('ArrowDown');
    assert.equal(await selected(), '');
  });

  test('Re-attach is left by Escape and by its button', async () => {
    await show([highlightOn('lost words', { orphaned: true, start: 0, end: 0 })]);
    const orphan = card('lost words');
    const begin = orphan.getByRole('button', { name: 'Re-attach…' });
    await begin.click();
    await orphan.getByText('Now select its words').waitFor();
    await stage.page.keyboard.press('Escape');
    await begin.waitFor();
    await begin.click();
    await orphan.getByRole('button', { name: 'Leave it as it is' }).click();
    await begin.waitFor();
    await select('marker1 is');
    await bar().getByRole('button', { name: 'Highlight in green' }).waitFor();
    assert.deepEqual(
      (await stage.posted()).filter(({ type }) => type === 'attachHighlight'),
      [],
    );
  });
});
