import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type LaidCard, layOutCards } from '../../../src/webview/cardLayout';

const gap = 10;
const floor = 20;
const none = -1;

suite('Cards beside the text', () => {
  const cases: readonly [
    name: string,
    cards: readonly [number | undefined, number][],
    chosen: number,
    tops: number[],
  ][] = [
    [
      'stand beside their words',
      [
        [30, 20],
        [100, 20],
      ],
      none,
      [30, 100],
    ],
    [
      'give way downwards',
      [
        [30, 20],
        [35, 20],
        [36, 20],
      ],
      none,
      [30, 60, 90],
    ],
    ['stand no higher than the floor', [[5, 20]], none, [20]],
    [
      'follow the one before if they have no words',
      [
        [30, 20],
        [undefined, 20],
      ],
      none,
      [30, 60],
    ],
    [
      'leave the chosen one beside its words',
      [
        [70, 20],
        [80, 20],
        [81, 20],
      ],
      1,
      [50, 80, 110],
    ],
    [
      'give way downwards if there is no room above the chosen one',
      [
        [30, 20],
        [35, 20],
      ],
      1,
      [30, 60],
    ],
    [
      'give way upwards only where it is needed',
      [
        [30, 20],
        [35, 20],
        [100, 20],
      ],
      2,
      [30, 60, 100],
    ],
    ['may be none', [], none, []],
  ];
  for (const [name, cards, chosen, tops] of cases) {
    test(name, () => {
      const laid = cards.map(([anchor, height]): LaidCard => ({ anchor, height }));
      assert.deepEqual(layOutCards(laid, { floor, gap, chosen }), tops);
    });
  }

  test('never overlap and are never above the floor', () => {
    const card = fc.record({
      anchor: fc.option(fc.integer({ min: -50, max: 2000 }), { nil: undefined }),
      height: fc.integer({ min: 1, max: 300 }),
    });
    fc.assert(
      fc.property(fc.array(card, { maxLength: 20 }), fc.integer({ min: -1, max: 20 }), (drawn, chosen) => {
        const cards = drawn.toSorted((a, b) => (a.anchor ?? Infinity) - (b.anchor ?? Infinity));
        let free = floor;
        layOutCards(cards, { floor, gap, chosen }).forEach((top, index) => {
          assert.ok(top >= free, `card ${String(index)} at ${String(top)}, free from ${String(free)}`);
          free = top + (cards[index]?.height ?? 0) + gap;
        });
      }),
    );
  });
});
