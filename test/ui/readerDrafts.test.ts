import assert from 'node:assert/strict';
import type { ReaderPage } from '../../src/protocol/page';
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
});
