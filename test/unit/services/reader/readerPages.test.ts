import assert from 'node:assert/strict';
import { english } from '../../../../src/core/base/localization';
import { Emitter } from '../../../../src/core/base/event';
import type { PaperId } from '../../../../src/core/library/paper';
import type { PaperStateChange } from '../../../../src/core/state/paperState';
import type { ReaderModel } from '../../../../src/services/reader/readerModel';
import { ReaderPages } from '../../../../src/services/reader/readerPages';
import { setFormula } from '../../../../src/services/parsing/setFormula';
import { barePaper, sampleView } from './sampleView';

const paperIds = Array.from({ length: 30 }, (_, at) => `paper-${at}-0123abcd`);
const [first = '', second = '', ...others] = paperIds;
const days = ['b', 'a'].map((id) => ({ id, label: id, position: 1, count: 2 }));

/** Pages of a model that has 30 papers, and the papers whose views were asked for. */
function setup() {
  const changed = new Emitter<PaperStateChange>();
  const tags = new Map<PaperId, readonly string[]>();
  const viewed: PaperId[] = [];
  let failure: Error | undefined;
  const model: Pick<ReaderModel, 'view' | 'onDidChange'> = {
    onDidChange: changed.event,
    view: async (id) => {
      viewed.push(id);
      await Promise.resolve();
      if (failure) throw failure;
      if (!paperIds.includes(id)) return undefined;
      return sampleView({ paper: { ...barePaper, id }, days, tags: tags.get(id) ?? [] });
    },
  };
  const pages = new ReaderPages(model as ReaderModel, setFormula, english);
  const change = (id: PaperId, tag: string): void => {
    tags.set(id, [tag]);
    changed.fire([id]);
  };
  return {
    pages,
    changed,
    change,
    tagsOf: async (id: PaperId) => (await pages.page(id, undefined))?.tags,
    taken: () => viewed.splice(0),
    failWith: (error: Error | undefined) => (failure = error),
  };
}

suite('The pages of papers', () => {
  test('are made once, also if they are requested while they are made, and for the requested day', async () => {
    const { pages, taken } = setup();
    pages.prepare([first]);
    const shown = await Promise.all([pages.page(first, 'a'), pages.page(first, 'b'), pages.page(first, 'c')]);
    assert.deepEqual(
      shown.map((page) => [page?.paperId, page?.dayId]),
      [
        [first, 'a'],
        [first, 'b'],
        [first, 'b'],
      ],
    );
    assert.deepEqual(taken(), [first]);
    assert.equal(await pages.page('no-such-paper-0123abcd', undefined), undefined);
  });

  test('that are kept are made again when their papers change, the others when they are requested', async () => {
    const { changed, change, tagsOf, taken } = setup();
    await tagsOf(first);
    taken();
    change(first, 'noise');
    change(second, 'noise');
    assert.deepEqual(taken(), [first]);
    assert.deepEqual([await tagsOf(first), taken()], [['noise'], []]);
    assert.deepEqual([await tagsOf(second), taken()], [['noise'], [second]]);
    changed.fire('all');
    assert.deepEqual(taken(), []);
    await tagsOf(first);
    assert.deepEqual(taken(), [first]);
  });

  test('that could not be made are made at the next request', async () => {
    const { pages, tagsOf, taken, failWith } = setup();
    failWith(new Error('no view'));
    pages.prepare([first]);
    await assert.rejects(pages.page(first, undefined), /no view/u);
    failWith(undefined);
    assert.deepEqual([await tagsOf(first), taken()], [[], [first, first]]);
  });

  test('are kept for the 24 papers that were requested last', async () => {
    const { pages, tagsOf, taken } = setup();
    const [overflowing = '', ...further] = others;
    pages.prepare([first, second, ...further.slice(0, 22)]);
    taken();
    await tagsOf(first);
    assert.deepEqual(taken(), []);
    await tagsOf(overflowing);
    assert.deepEqual(taken(), [overflowing]);
    await tagsOf(first);
    await tagsOf(overflowing);
    assert.deepEqual(taken(), []);
    await tagsOf(second);
    assert.deepEqual(taken(), [second]);
  });

  test('are not kept up to date after disposal', async () => {
    const { pages, change, tagsOf, taken } = setup();
    await tagsOf(first);
    pages.dispose();
    taken();
    change(first, 'noise');
    assert.deepEqual(taken(), []);
  });
});
