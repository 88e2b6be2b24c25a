import assert from 'node:assert/strict';
import type { Logger } from '../../../../src/core/base/logger';
import type { Block, FullTextDocument } from '../../../../src/core/fulltext/document';
import { ReadingPlaces } from '../../../../src/services/fullTexts/readingPlaces';
import { MemoryMemento } from '../../../support/memoryMemento';

const block = (start: number, end: number): Block => ({
  kind: 'paragraph',
  depth: 0,
  start,
  end,
  inlines: [],
});
const paper = (...blocks: readonly Block[]): FullTextDocument => ({ blocks, problems: [] });
const noise = paper(block(0, 100), block(101, 301), block(302, 400));
const quiet = { info: () => undefined, warn: () => undefined };
const log: Logger = { ...quiet, error: (message, cause) => assert.fail(`${message} ${String(cause)}`) };

suite('Where whole papers were left', () => {
  test('is there again after a reload, with the share of the text above it', () => {
    const memory = new MemoryMemento();
    const places = new ReadingPlaces(memory, log);
    const table: readonly [block: number, offset: number, share: number][] = [
      [0, 0, 0],
      [0, 0.5, 50 / 400],
      [1, 0.25, 151 / 400],
      [2, 1, 1],
    ];
    for (const [at, offset, share] of table) {
      places.set('noise', { block: at, offset }, noise);
      for (const each of [places, new ReadingPlaces(memory, log)])
        assert.deepEqual([each.placeOf('noise'), each.shareOf('noise')], [{ block: at, offset }, share]);
    }
    assert.deepEqual([places.placeOf('signals'), places.shareOf('signals')], [undefined, undefined]);
  });

  test('is not kept of a paper without text, or for a block that it does not have', () => {
    const places = new ReadingPlaces(new MemoryMemento(), log);
    places.set('noise', { block: 3, offset: 0 }, noise);
    places.set('empty', { block: 0, offset: 0 }, paper(block(0, 0)));
    places.set('none', { block: 0, offset: 0 }, paper());
    assert.deepEqual(
      ['noise', 'empty', 'none'].map((key) => places.placeOf(key)),
      [undefined, undefined, undefined],
    );
  });

  test('is kept of the 500 papers that were read last', () => {
    const places = new ReadingPlaces(new MemoryMemento(), log);
    for (let at = 0; at < 500; at++) places.set(`paper ${at}`, { block: 0, offset: 0 }, noise);
    places.set('paper 0', { block: 1, offset: 0 }, noise);
    places.set('one more', { block: 0, offset: 0 }, noise);
    assert.equal(places.placeOf('paper 0')?.block, 1);
    assert.equal(places.placeOf('paper 1'), undefined);
    assert.ok(places.placeOf('paper 2') && places.placeOf('one more'));
  });

  test('is left out where something else is stored', () => {
    const good = { key: 'noise', place: { block: 1, offset: 0.5 }, share: 0.5 };
    const odd = [
      { ...good, key: 1 },
      { ...good, place: { block: -1, offset: 0 } },
      { ...good, place: { block: 1, offset: 2 } },
      { ...good, share: '0.5' },
      undefined,
      'noise',
    ];
    for (const [stored, place] of [
      [undefined, undefined],
      [{ noise: good }, undefined],
      [odd, undefined],
      [[...odd, good], good.place],
    ] as const) {
      const memory = new MemoryMemento();
      void memory.update('fullText.places', stored);
      assert.deepEqual(new ReadingPlaces(memory, log).placeOf('noise'), place);
    }
  });

  test('that cannot be stored is reported, and known until the window is closed', async () => {
    const failures: unknown[] = [];
    const memory = new MemoryMemento();
    memory.update = () => Promise.reject(new Error('no storage'));
    const places = new ReadingPlaces(memory, { ...quiet, error: (_, cause) => void failures.push(cause) });
    places.set('noise', { block: 1, offset: 0 }, noise);
    await Promise.resolve();
    await Promise.resolve();
    assert.match(String(failures), /no storage/u);
    assert.equal(places.placeOf('noise')?.block, 1);
  });
});
