import assert from 'node:assert/strict';
import { render } from '../../../../src/core/tex/render';
import type { MathToken } from '../../../../src/core/tex/token';
import { setFormula } from '../../../../src/services/parsing/setFormula';
import { TexConverter } from '../../../../src/services/reader/texConverter';
import { type DamagedFormula, damage } from './damage';
import { heldOutAbstracts } from './heldOutAbstracts';
import { intactAbstracts } from './intactAbstracts';

const meet = (a: { start: number; end: number }, b: { start: number; end: number }): boolean =>
  a.start < b.end && b.start < a.end;

/** A formula that its damage left recognisable: a lone letter or a number is text as good as any. */
const isVisible = ({ raw, tex }: DamagedFormula): boolean => /[_^{}]/.test(raw) || /\\[a-zA-Z]/.test(tex);

const formulasIn = (text: string): readonly MathToken[] =>
  render(text).filter((token): token is MathToken => token.kind === 'math');

interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly wrong: readonly string[];
}

function score(abstracts: readonly string[]): Score {
  const all = abstracts
    .map(damage)
    .map(({ text, formulas }) => ({ text, formulas, found: formulasIn(text) }));
  const visible = all.flatMap(({ formulas, found }) =>
    formulas.filter(isVisible).map((formula) => found.some((token) => meet(token, formula))),
  );
  const found = all.flatMap(({ text, formulas, found }) =>
    found.map((token) => ({
      raw: text.slice(token.start, token.end),
      isFormula: formulas.some((formula) => meet(token, formula)),
    })),
  );
  assert.ok(visible.length >= 50 && found.length >= 50);
  return {
    precision: found.filter(({ isFormula }) => isFormula).length / found.length,
    recall: visible.filter(Boolean).length / visible.length,
    wrong: found.filter(({ isFormula }) => !isFormula).map(({ raw }) => raw),
  };
}

suite('Repair of held-out texts', () => {
  for (const [name, abstracts] of [
    ['written beside the rules', intactAbstracts],
    ['written after the rules', heldOutAbstracts],
  ] as const) {
    test(`${name}: at least 99 % of the repairs are right, and 92 % of the damage is repaired`, () => {
      const { precision, recall, wrong } = score(abstracts);
      assert.ok(precision >= 0.99, `precision ${precision}: ${wrong.join(' | ')}`);
      assert.ok(recall >= 0.92, `recall ${recall}`);
    });
  }

  test('every repaired formula can be converted', async () => {
    const converter = new TexConverter(setFormula);
    const texts = [...intactAbstracts, ...heldOutAbstracts].flatMap((text) => [text, damage(text).text]);
    const formulas = texts.flatMap((text) => formulasIn(text));
    const trees = await Promise.all(formulas.map((formula) => converter.convert(formula)));
    const failed = formulas.filter((_, at) => trees[at] === undefined).map(({ tex }) => tex);
    assert.deepEqual(failed, []);
  });
});
