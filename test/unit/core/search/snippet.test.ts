import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sentences } from '../../../../src/core/text/sentences';
import { snippet } from '../../../../src/core/search/snippet';

suite('sentences', () => {
  const table: [string, string[]][] = [
    ['One. Two? Three!', ['One.', 'Two?', 'Three!']],
    [
      'We follow Smith et al. in this, e.g. Fig. 3 of it. Next.',
      ['We follow Smith et al. in this, e.g. Fig. 3 of it.', 'Next.'],
    ],
    [
      'It gains 3.5 points, i.e. BLEU, vs. GPT. A second one',
      ['It gains 3.5 points, i.e. BLEU, vs. GPT.', 'A second one'],
    ],
    ['By J. K. Smith. Then', ['By J. K. Smith.', 'Then']],
    ['Here $x. Y$ holds. So.', ['Here $x. Y$ holds.', 'So.']],
    ['He said "stop." She went.', ['He said "stop."', 'She went.']],
    ['深度学习。模型很好！', ['深度学习。', '模型很好！']],
    ['A heading\n\nA paragraph', ['A heading', 'A paragraph']],
    ['  ', []],
  ];
  for (const [text, expected] of table) {
    test(JSON.stringify(text), () =>
      assert.deepEqual(
        sentences(text).map(({ start, end }) => text.slice(start, end)),
        expected,
      ),
    );
  }
});

suite('snippet', () => {
  const shown = (text: string, terms: string[], maxLength?: number): string | undefined => {
    const found = snippet(text, terms, maxLength === undefined ? {} : { maxLength });
    if (!found) return undefined;
    let marked = '';
    let at = 0;
    for (const { start, end } of found.marks) {
      marked += `${found.text.slice(at, start)}[${found.text.slice(start, end)}]`;
      at = end;
    }
    return `${found.cutBefore ? '…' : ''}${marked}${found.text.slice(at)}${found.cutAfter ? '…' : ''}`;
  };

  test('is the sentence with most of the words, whole words marked', () => {
    const text = 'A model is here. The models\n of diffusion, a model. Diffusion ends.';
    assert.equal(shown(text, ['model', 'diffusion']), 'The models of [diffusion], a [model].');
  });

  test('is undefined if nothing matches', () => assert.equal(shown('A model.', ['graph']), undefined));

  test('shows a part of a long sentence, cut between words', () => {
    const text = `${'many words before it '.repeat(20)}the diffusion model ${'and words after it '.repeat(20)}`;
    const part = shown(text, ['diffusion', 'model'], 60) ?? '';
    assert.match(part, /^….*\bthe \[diffusion\] \[model\] and.*…$/);
    assert.ok(part.length < 80, part);
  });

  test('never cuts a formula', () => {
    const text = `${'word '.repeat(40)}bound $O(n \\log n + k^2 \\sum_i x_i)$ ${'word '.repeat(40)}`;
    for (let length = 10; length < 120; length += 1) {
      const part = shown(text, ['bound'], length) ?? '';
      assert.equal(part.split('$').length % 2, 1, part);
    }
  });

  test('marks whole words and quotes its range, for any text', () => {
    const word = fc.constantFrom(
      'diffusion',
      '𝒳',
      '深度学习',
      '.',
      '$',
      ' ',
      '\n\n',
      '🦙',
      '\ud800',
      'e.g.',
      'x',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), fc.integer({ min: 1, max: 80 }), (words, maxLength) => {
        const text = words.join('');
        const found = snippet(text, ['diffusion', '深度', '🦙'], { maxLength });
        if (!found) return;
        assert.equal(found.text, text.slice(found.range.start, found.range.end).replace(/\s+/g, ' '));
        assert.ok(found.marks.length > 0);
        for (const { start, end } of found.marks)
          assert.match(found.text.slice(start, end), /^(diffusion|深度|🦙)$/);
      }),
    );
  });
});
