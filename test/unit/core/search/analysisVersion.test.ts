import assert from 'node:assert/strict';
import { analyse } from '../../../../src/core/search/analyse';
import { analysisVersion } from '../../../../src/core/search/indexFile';
import { type PaperTexts, renderTexts } from '../../../../src/core/search/paperTexts';
import { hashText } from '../../../../src/core/text/hash';

/** A text with TeX, accents, several scripts and all fields. */
const sample: PaperTexts = {
  id: '',
  title: 'On Müller’s GPT-4.5: the ﬁrst $O(n^2)$ Models',
  abstract:
    'We are generalising 深度学习的模型 and ディープラーニング, e.g. models of $\\alpha_i$ and {\\em models}; it doesn’t 🦙.',
  tags: ['method/diffusion'],
  noteParts: [
    { kind: 'note', text: 'a note of the $x$ models' },
    { kind: 'highlight', text: 'of $\\beta$' },
  ],
  authors: ['Ngô Bảo Châu'],
  keywords: ['2401.01234'],
  categories: ['cs.LG'],
};

suite('The version of the analysis', () => {
  test('changes when texts are analysed in another way, so that stored indexes are built again', () => {
    const { terms, titleHash, titleLength } = analyse(renderTexts(sample), 0);
    const described = [...terms].map(([term, { impact, fields, positions }]) =>
      [term, impact, fields, ...positions].join(' '),
    );
    const hash = hashText([...described, titleHash, titleLength].join('\n')) % 0x1_0000_0000;
    assert.equal(analysisVersion, hash, `The analysis has changed: set analysisVersion to ${hash}.`);
  });
});
