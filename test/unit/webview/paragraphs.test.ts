import assert from 'node:assert/strict';
import fc from 'fast-check';
import { paragraphs, rawText } from '../../../src/webview/paragraphs';

const shown = (raw: string): readonly string[] =>
  paragraphs(rawText({ raw, tokens: [] })).map((runs) => runs.map(({ plain }) => plain).join(''));

suite('Paragraphs of an abstract', () => {
  const table: readonly [string, string, readonly string[]][] = [
    ['one', 'One line.', ['One line.']],
    ['a wrapped one', 'One\nline.', ['One\nline.']],
    ['two', 'One.\n\nTwo.', ['One.', 'Two.']],
    ['two, far apart', 'One.\n \n\t\n\n  Two.', ['One.', 'Two.']],
    ['blank lines around', '\n\nOne.\n\n', ['One.']],
    ['none', '', []],
    ['only blanks', ' \n\n ', []],
  ];
  for (const [name, raw, expected] of table) test(name, () => assert.deepEqual(shown(raw), expected));

  test('a formula stays in its paragraph, and keeps its place in the raw text', () => {
    const raw = 'A x\n\nB y';
    const page = paragraphs({
      raw,
      tokens: [
        { kind: 'text', start: 0, end: 2, plain: 'A ' },
        { kind: 'math', start: 2, end: 3, plain: '𝑥' },
        { kind: 'text', start: 3, end: 8, plain: '\n\nB y' },
      ],
    });
    assert.deepEqual(
      page.map((runs) => runs.map(({ start, plain }) => [start, plain])),
      [
        [
          [0, 'A '],
          [2, '𝑥'],
        ],
        [[5, 'B y']],
      ],
    );
  });

  test('every letter is shown once, in order, at its place', () => {
    const raws = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '\n\n', '\t') });
    fc.assert(
      fc.property(raws, (raw) => {
        const runs = paragraphs(rawText({ raw, tokens: [] })).flat();
        for (const run of runs) assert.equal(raw.slice(run.start, run.start + run.raw.length), run.raw);
        assert.equal(
          runs
            .map((run) => run.raw)
            .join('')
            .replace(/\s/g, ''),
          raw.replace(/\s/g, ''),
        );
      }),
    );
  });
});
