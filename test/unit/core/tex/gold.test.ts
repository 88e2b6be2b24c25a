import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { render } from '../../../../src/core/tex/render';
import { setFormula } from '../../../../src/services/parsing/setFormula';
import { TexConverter } from '../../../../src/services/reader/texConverter';
import { parseTextDigest } from '../../../../src/core/importers/textDigest/textDigest';
import { root } from '../../../support/paths';

interface Span {
  readonly seed: string;
  /** Place of the entry in its digest, from 1. */
  readonly n: number;
  readonly field: 'title' | 'abstract';
  readonly title: string;
  readonly raw: string;
}

interface GoldSpan extends Span {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
  readonly rendered_plain: string;
  readonly katex?: string;
  readonly tier: 'must' | 'should' | 'may';
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(root, 'test/fixtures/tex', name), 'utf8'));
const gold = read('gold.json') as readonly GoldSpan[];
const traps = read('traps.json') as readonly Span[];

const entries = new Map(
  readdirSync(join(root, 'seeds')).flatMap((seed) => {
    const { days } = parseTextDigest(readFileSync(join(root, 'seeds', seed), 'utf8'));
    return days.flatMap(({ papers }) => papers).map((paper) => [`${seed}/${paper.title}`, paper] as const);
  }),
);

function textOf({ seed, title, field }: Span): string {
  const paper = entries.get(`${seed}/${title}`);
  assert.ok(paper, `${seed} holds “${title}”`);
  return paper[field];
}

/** The rendering of `text.slice(start, end)`; marked if a token extends beyond it. */
function shown(text: string, start: number, end: number): string {
  return render(text)
    .filter((token) => token.end > start && token.start < end)
    .map((token) => {
      if (token.start >= start && token.end <= end) return token.plain;
      const raw = text.slice(token.start, token.end);
      if (token.plain !== raw) return `⟪${token.plain}⟫`;
      return text.slice(Math.max(start, token.start), Math.min(end, token.end));
    })
    .join('');
}

/** Remarks of the catalogue beside the text are not part of it. */
const wanted = (span: GoldSpan): string =>
  span.rendered_plain
    .replace(/ \(bold ε\)/, '')
    .replace(/^\*+|\*+$/g, '')
    .replace(/\s+/g, ' ')
    .trim();

function isAsGold(span: GoldSpan): boolean {
  const text = textOf(span);
  if (shown(text, span.start, span.end).replace(/\s+/g, ' ').trim() === wanted(span)) return true;
  const touches = (token: { start: number; end: number }): boolean =>
    token.start < span.end && token.end > span.start;
  return span.kind === 'link' && render(text).some((token) => token.kind === 'link' && touches(token));
}

const withoutSpace = (tex: string): string => tex.replace(/\s+/g, '');

suite('Repair of the seeds', () => {
  test('at least 112 of the 116 damaged spans are repaired correctly', () => {
    const must = gold.filter(({ tier }) => tier === 'must');
    const wrong = must.filter((span) => !isAsGold(span));
    assert.equal(must.length, 116);
    assert.ok(wrong.length <= 4, wrong.map(({ raw }) => raw).join('\n'));
  });

  test('at least 89 of their 92 formulas equal the author’s TeX exactly', () => {
    const formulas = gold.filter(({ tier, katex }) => tier === 'must' && katex !== undefined);
    const exact = formulas.filter((span) => {
      const token = render(textOf(span)).find(({ start, end }) => start === span.start && end === span.end);
      return token?.kind === 'math' && withoutSpace(token.tex) === withoutSpace(span.katex ?? '');
    });
    assert.equal(formulas.length, 92);
    assert.ok(exact.length >= 89, `${exact.length} of ${formulas.length}`);
  });

  test('every formula of the seeds can be converted', async () => {
    const converter = new TexConverter(setFormula);
    const texts = [...entries.values()].flatMap(({ title, abstract }) => [title, abstract]);
    const formulas = texts.flatMap((text) => render(text).filter((token) => token.kind === 'math'));
    assert.ok(formulas.length >= 116);
    for (const formula of formulas) assert.ok(await converter.convert(formula), formula.tex);
  });

  test('no trap is touched, but where the catalogue repairs the formula around it', () => {
    const touched = traps.flatMap((trap) => {
      const text = textOf(trap);
      return placesOf(trap.raw, text).filter(
        ({ start, end }) => !inGold(trap, start, end) && shown(text, start, end) !== trap.raw,
      );
    });
    assert.equal(traps.length, 109);
    assert.deepEqual(touched, []);
  });

  test('undamaged entries are unchanged', () => {
    const damaged = new Set(gold.map(({ seed, title }) => `${seed}/${title}`));
    const clean = [...entries].filter(([key]) => !damaged.has(key));
    assert.equal(clean.length, 106);
    for (const [, { title, abstract }] of clean) {
      for (const text of [title, abstract]) {
        const tokens = render(text);
        assert.equal(tokens.map(({ plain }) => plain).join(''), text);
        assert.ok(tokens.every(({ kind }) => kind === 'text' || kind === 'link'));
      }
    }
  });

  test('tokens cover every text, in order, without gap or overlap', () => {
    for (const { title, abstract } of entries.values()) {
      for (const text of [title, abstract]) {
        let end = 0;
        for (const token of render(text)) {
          assert.equal(token.start, end);
          end = token.end;
        }
        assert.equal(end, text.length);
      }
    }
  });
});

function placesOf(raw: string, text: string): { start: number; end: number }[] {
  const places: { start: number; end: number }[] = [];
  for (let at = text.indexOf(raw); at >= 0; at = text.indexOf(raw, at + 1)) {
    places.push({ start: at, end: at + raw.length });
  }
  return places;
}

function inGold(trap: Span, start: number, end: number): boolean {
  return gold.some(
    (span) =>
      span.seed === trap.seed &&
      span.title === trap.title &&
      span.field === trap.field &&
      span.start < end &&
      span.end > start,
  );
}
