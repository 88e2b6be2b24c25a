import assert from 'node:assert/strict';
import type { PageHighlight, ReaderPage } from '../../src/protocol/page';
import { highlightOf } from '../support/pageHighlight';
import { selectWords } from '../support/selectWords';
import { pageOf } from './readerPages';
import { ReaderStage } from './readerStage';

suite('Drafts on the page of the reader', () => {
  let stage: ReaderStage;

  suiteSetup(async () => {
    stage = await ReaderStage.open();
  });
  suiteTeardown(async () => {
    await stage.close();
    assert.deepEqual(stage.faults, []);
  });

  const show = (page: ReaderPage): Promise<void> => stage.send({ type: 'show', page });

  test('a paragraph that was added to a long note is not in the box of the next tab', async () => {
    const [start, paperId] = ['Written before. '.repeat(300), 'long-0123abcd'];
    const long = { ...(await pageOf('T', 'A.', {}, start)), paperId };
    await show({ ...long, noteEnd: start });
    const box = stage.page.getByRole('textbox', { name: 'Add a paragraph to the note' });
    await box.click();
    await stage.page.keyboard.type('Added.');
    await stage.page.keyboard.press('Enter');
    await stage.reload({ withoutState: true });
    await show({ ...long, noteEnd: start });
    assert.equal(await box.inputValue(), 'Added.', 'the host may not have had it');
    await box.press('Enter');
    await show({ ...long, noteEnd: `${start}\n\nAdded.` });
    await stage.reload({ withoutState: true });
    await show({ ...long, noteEnd: `${start}\n\nAdded.` });
    assert.equal(await box.inputValue(), '');
  });

  test('a comment that is started after one of an earlier tab was stored keeps its box', async () => {
    const abstract = 'We study notes that last, and how people change them.';
    const bare = await pageOf('On Notes', abstract);
    const highlight = (words: string, comment = ''): PageHighlight =>
      highlightOf(abstract, words, { comment });
    const area = stage.page.getByRole('textbox', { name: 'Comment' });
    const begin = async (words: string): Promise<void> => {
      await selectWords(stage.page.locator(':root'), words);
      await stage.page.getByRole('button', { name: 'Highlight with a comment' }).click();
      await area.waitFor();
    };
    await show(bare);
    await begin('notes that last');
    await stage.page.keyboard.type('How long?');
    await stage.reload({ withoutState: true });
    await show(bare);
    assert.equal(await area.inputValue(), 'How long?');
    await area.press('Enter');
    await show({ ...bare, highlights: [highlight('notes that last')] });
    const saved = highlight('notes that last', 'How long?');
    await show({ ...bare, highlights: [saved] });
    assert.equal(await area.count(), 0);
    await begin('people change');
    await show({ ...bare, highlights: [saved, highlight('people change')] });
    await stage.page.keyboard.type('Who?');
    assert.equal(await area.inputValue(), 'Who?');
  });
});
