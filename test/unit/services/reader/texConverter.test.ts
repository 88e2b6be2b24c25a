import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { setFormula } from '../../../../src/services/parsing/setFormula';
import { TexConverter } from '../../../../src/services/reader/texConverter';
import type { MathNode } from '../../../../src/core/tex/mathml';
import { isFormula } from '../../../../src/protocol/mathml';
import { runs } from '../../../support/testLength';
import { anyCodePoint } from '../../../support/codePoints';

interface GoldSpan {
  readonly katex?: string;
}

const gold = JSON.parse(readFileSync('test/fixtures/tex/gold.json', 'utf8')) as readonly GoldSpan[];

function textOf(node: MathNode | string | undefined): string {
  return typeof node === 'string' ? node : (node?.children.map(textOf).join('') ?? '');
}

suite('Setting TeX as MathML', () => {
  const converter = new TexConverter(setFormula);

  test('sets every formula of the catalogue within the allow-list', async () => {
    const formulas = [...new Set(gold.flatMap(({ katex }) => katex ?? []))];
    assert.ok(formulas.length > 100);
    for (const tex of formulas) {
      for (const display of [false, true]) {
        const node = await converter.convert({ tex, display });
        assert.ok(isFormula(node), tex);
        assert.notEqual(textOf(node).trim(), '', tex);
      }
    }
  });

  const letters: readonly [string, string][] = [
    ['\\mathcal{O}', '𝒪'],
    ['\\mathbb{R}', 'ℝ'],
    ['\\boldsymbol{x}', '𝒙'],
    ['\\ell_1', 'ℓ1'],
    ['1.72\\times', '1.72×'],
    ['\\alpha \\gg 1', 'α≫1'],
    ['\\overline{x+y}', 'x+y‾'],
    ['\\underline{x}', 'x_'],
    ['\\mbox{if } x', 'ifx'],
    ['\\mathds{1}', '𝟙'],
    ['\\nicefrac{1}{2}', '1/2'],
  ];
  for (const [tex, expected] of letters) {
    test(`sets ${tex} as ${expected}`, async () => {
      assert.equal(textOf(await converter.convert({ tex })).replace(/\s/g, ''), expected);
    });
  }

  test('sets a formula on its own as such', async () => {
    const node = await converter.convert({ tex: 'x', display: true });
    assert.equal(node?.attributes?.['display'], 'block');
    assert.equal((await converter.convert({ tex: 'x' }))?.attributes?.['display'], undefined);
  });

  test('aligns the columns of cases', async () => {
    const node = await converter.convert({ tex: '\\begin{cases}1&x\\\\2&y\\end{cases}' });
    assert.match(JSON.stringify(node), /"columnalign":"left"/);
  });

  const refused: readonly [string, string][] = [
    ['an unknown command', '\\ssl'],
    ['half a formula', '\\frac{a}{'],
    ['a link', '\\href{javascript:alert(1)}{x}'],
    ['a picture', '\\includegraphics{https://example.org/x.png}'],
    ['a class or an id', '\\class{a}{b}\\id{c}{d}'],
    ['a definition', '\\def\\a{\\a\\a}\\a'],
    ['a definition by another name', '\\newcommand{\\a}{x}\\a'],
    ['an endless loop', '\\gdef\\a{\\a}\\a'],
    ['what shows nothing', '{'.repeat(480) + '}'.repeat(480)],
    ['roots within roots', '\\sqrt{'.repeat(140) + '}'.repeat(140)],
    ['a formula too long', 'x'.repeat(1001)],
    ['a formula whose meaning is in a line drawn over it', '\\cancel{x}'],
    ['a frame', '\\boxed{x}'],
  ];
  for (const [name, tex] of refused) {
    test(`gives up on ${name}`, async () => assert.equal(await converter.convert({ tex }), undefined));
  }

  test('never throws, and what it gives is within the allow-list', async () => {
    const command = fc.constantFrom(
      '\\frac',
      '\\sqrt',
      '\\text',
      '\\rule',
      '{',
      '}',
      '_',
      '^',
      '&',
      '\\\\',
      '$',
      '\\left',
      '\\begin{matrix}',
    );
    const tex = fc.array(fc.oneof(command, fc.string({ unit: anyCodePoint, maxLength: 4 })), {
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(tex, async (parts) => {
        const node = await converter.convert({ tex: parts.join('') });
        assert.ok(node === undefined || isFormula(node));
      }),
      { numRuns: runs(2000) },
    );
  });

  test('what one formula defines does not reach the next', async () => {
    await converter.convert({ tex: '\\gdef\\alpha{beta}' });
    assert.equal(textOf(await converter.convert({ tex: '\\alpha' })), 'α');
  });

  test('sets the same formula once', async () => {
    const again = new TexConverter(setFormula);
    const first = await again.convert({ tex: 'x^2' });
    assert.ok(first);
    for (let other = 0; other < 100; other += 1) await again.convert({ tex: `y_{${String(other)}}` });
    assert.equal(await again.convert({ tex: 'x^2' }), first);
  });
});
