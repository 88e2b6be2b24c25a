import assert from 'node:assert/strict';
import { distinctId, haveCommonAuthor, titleKey } from '../../../../src/core/library/identity';
import { paperId } from '../../../../src/core/library/paperId';

const same: readonly (readonly string[])[] = [
  [
    'Naïve Schrödinger Widgets',
    'Naive Schrodinger Widgets',
    'Na\\"ive Schr{\\"o}dinger Widgets',
    'NAÏVE SCHRÖDINGER WIDGETS',
  ],
  ['A Trans\u00adformer of\u200b Widgets', 'A Transformer of Widgets', '\ufeffA Transformer of Widgets'],
  ['Core–Shell Wires', 'Core-Shell Wires', 'Core\\textendash{}Shell Wires', 'Core—Shell Wires'],
  ['What’s “New”', 'What\'s "New"', "What's ``New''"],
  ['{VLA} Models', 'VLA Models', 'VLA models.'],
  ['D² Networks', '$D^2$ Networks', 'D^{2} Networks', '$D^{2}$ Networks'],
  ['α-Divergence', '$\\alpha$-Divergence', 'Alpha-Divergence'],
  ['H₂O Cache', 'H$_2$O Cache', 'H2O Cache'],
  ['ℂ and C', '$\\mathbb{C}$ and C'],
  ['Straße', 'Strasse'],
  ['The ℓ₁ Norm', 'The $\\ell_1$ Norm', 'The $\\ell_{1}$ Norm'],
  ['3×3 Kernels', '$3\\times3$ Kernels', '$3 \\times 3$ Kernels'],
  ['From 1D → 3D', 'From 1D $\\to$ 3D', 'From 1D $\\rightarrow$ 3D'],
  ['Up to ∞ Contexts', 'Up to $\\infty$ Contexts'],
  ['A ≤ B', 'A $\\le$ B', 'A $\\leq$ B'],
];

const different: readonly (readonly string[])[] = [
  ['LoRA', 'LoRA+'],
  ['Learning C++', 'Learning C#', 'Learning C'],
  ['A* Search', 'A Search'],
  ['D² Networks', 'D2 Networks'],
  ['कि', 'की', 'का'],
  ['ガラス', 'カラス'],
];

suite('Identity of titles', () => {
  for (const titles of same)
    test(`is the same for ${titles.join(' | ')}`, () => {
      assert.equal(
        new Set(titles.map((title) => titleKey(title))).size,
        1,
        titles.map((title) => titleKey(title)).join(' '),
      );
    });
  for (const titles of different)
    test(`differs between ${titles.join(' | ')}`, () => {
      assert.equal(
        new Set(titles.map((title) => titleKey(title))).size,
        titles.length,
        titles.map((title) => titleKey(title)).join(' '),
      );
    });

  test('is the paper id of a plain title', () => {
    for (const title of ['Attention Is All You Need', 'GPT-4: A Report', '深度学习综述'])
      assert.equal(titleKey(title), paperId(title));
  });

  test('does not depend on how an accent is composed', () => {
    assert.equal(titleKey('Gr\u00f6\u00dfe'), titleKey('Gro\u0308\u00dfe'));
  });
});

suite('Identity of papers', () => {
  test('the id of a second paper with a title has its identifier in its hash', () => {
    const of = (arxivId: string) =>
      distinctId('Introduction', { arxivId, doi: undefined, titleKey: titleKey('Introduction') });
    assert.match(of('2401.00011'), /^introduction-[0-9a-f]{8}$/u);
    assert.notEqual(of('2401.00011'), of('2401.00012'));
  });

  test('authors are compared by family names', () => {
    assert.equal(haveCommonAuthor(['Anna Lee', 'Bo Kim'], ['Lee A']), true);
    assert.equal(haveCommonAuthor(['Anna Lee'], ['Anna Kim']), false);
    assert.equal(haveCommonAuthor(['Anna Lee'], undefined), undefined);
  });
});
