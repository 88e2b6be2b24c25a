import assert from 'node:assert/strict';
import fc from 'fast-check';
import { anchors, glued } from '../../../../src/core/tex/damaged/commandNames';
import { isPlainWord, readRun } from '../../../../src/core/tex/damaged/letterRuns';
import { mathAccents, mathSymbols } from '../../../../src/core/tex/symbols';

const names = [...new Set([...glued, ...anchors, ...mathSymbols.keys(), ...mathAccents.keys()])].filter(
  (name) => /^[A-Za-z]+$/.test(name),
);
const letter = fc.constantFrom(...'abinxyzABCNRT'.split(''));
const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...names) },
  { weight: 2, arbitrary: letter },
  fc.constantFrom('left', 'right', 'big', 'Biggl', 'softmax', 'model', 'arrow', 'angle', 'frac', 'hat', 'b'),
);
const runs = fc.oneof(
  fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join('')),
  fc.string({ unit: letter, minLength: 1, maxLength: 9 }),
);
const contexts = fc.record({
  inScript: fc.boolean(),
  position: fc.constantFrom('_' as const, '^' as const, 'elsewhere' as const),
  behind: fc.constantFrom(
    '',
    ' ',
    ' x',
    ' 2',
    '2',
    '_i',
    '^{2',
    '}',
    '(',
    ' (n',
    '[0,',
    '(0,1',
    '{-1,',
    ' S',
    ' all',
    '|',
  ),
});

suite('Runs of letters', () => {
  test('a plain word is read as one word in any context', () => {
    let plain = 0;
    fc.assert(
      fc.property(runs, contexts, (run, context) => {
        if (!isPlainWord(run)) return;
        plain += 1;
        assert.deepEqual(readRun(run, context), [{ kind: run.length === 1 ? 'letter' : 'word', text: run }]);
      }),
      { numRuns: 5000 },
    );
    assert.ok(plain > 1000, `${plain} were plain`);
  });

  test('words of a language are plain, also when they are met again; what may be TeX is not', () => {
    for (const word of ['large', 'language', 'representations', 'Transformer', 'x'])
      for (const time of ['first', 'second']) assert.ok(isPlainWord(word), `${word}, ${time}`);
    for (const run of [
      'alpha',
      'in',
      'kgeq',
      'xinR',
      'muParam',
      'hatx',
      'Oleft',
      'leftlangle',
      'imageleftarrowtext',
    ])
      assert.ok(!isPlainWord(run), run);
  });
});
