import assert from 'node:assert/strict';
import { beginning, quotation } from '../../../../src/core/search/quotation';
import { snippet } from '../../../../src/core/search/snippet';
import { tokenize } from '../../../../src/core/search/tokenize';
import { plain } from '../../../../src/core/tex/plain';
import { isFullLength } from '../../../support/testLength';
import { seedDocuments } from './seedDocuments';

suite('quotation', () => {
  const texts = seedDocuments().map(({ abstract }) => abstract);
  let rendered = 0;
  const render = (text: string): string => {
    rendered += text.length;
    return plain(text);
  };

  test('quotes what a snippet of the rendered abstract quotes, and renders a fifth of it', () => {
    let [all, same, length] = [0, 0, 0];
    const step = isFullLength ? 20 : 60;
    rendered = 0;
    for (const text of texts) {
      const whole = plain(text);
      const words = [...new Set(tokenize(whole).map(({ term }) => term))];
      for (let number = 0; number < words.length; number += step) {
        const terms = [words[number], words[(number + 17) % words.length]].filter(
          (word) => word !== undefined,
        );
        all += 1;
        length += text.length;
        const expected = snippet(whole, terms, { maxLength: 120 })?.text;
        const quoted = quotation(text, terms, 120, render);
        assert.ok(quoted !== undefined);
        assert.ok(terms.some((term) => tokenize(quoted).some((token) => token.term === term)));
        if (quoted.replace(/^… | …$/g, '') === expected) same += 1;
      }
    }
    // A repair may need words of other sentences, and of two sentences with as many terms either may be quoted.
    assert.ok(same > 0.98 * all, `${same} of ${all}`);
    assert.ok(rendered < length / 5, `${rendered} of ${length}`);
  });

  const table: readonly [text: string, terms: readonly string[], quoted: string | undefined][] = [
    ['One here. Two words here. Three.', ['two', 'words'], 'Two words here.'],
    ['We use it. The naïve Bayes of $\\alpha$. End.', ['naive'], 'The naïve Bayes of α.'],
    ['We use it. By G\\"odel. End.', ['godel'], 'By Gödel.'],
    ['One here.', ['three'], undefined],
    ['One here.', [], undefined],
    ['', ['one'], undefined],
  ];
  for (const [text, terms, quoted] of table)
    test(`“${terms.join(' ')}” in “${text}”`, () => assert.equal(quotation(text, terms, 120, plain), quoted));

  test('the beginning is that of the rendered abstract, and little of it is rendered', () => {
    const long = `We write $\\alpha$. ${'More words follow here. '.repeat(200)}`;
    rendered = 0;
    assert.equal(beginning(long, 30, render), 'We write α. More words follow …');
    assert.ok(rendered < 200, `${rendered}`);
    assert.equal(beginning('Short.', 30, plain), 'Short.');
  });
});
