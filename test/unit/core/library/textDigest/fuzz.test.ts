import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  classifyLines,
  type LineKind,
  parseTextDigest,
  TextDigestParser,
} from '../../../../../src/core/importers/textDigest/textDigest';
import { seeds } from '../seeds';
import { runs } from '../../../../support/testLength';
import { anyCodePoint } from '../../../../support/codePoints';

const seedLines = seeds.flatMap(({ text }) => text.split('\n')).filter((line) => line !== '');

/** Lines as digests hold them, damaged ones, and ones that belong nowhere. */
const line = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...seedLines) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '',
      ' \t ',
      'new',
      'Subscribe',
      'Daily Papers',
      'Mar 11',
      '2025-03-11',
      'Feb 30',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'A Title',
      'We show it.',
      'and so on',
      'x',
      '...',
      '---',
      '42',
      '03/04/2025',
      '。',
      '题',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...seedLines), fc.nat(300)).map(([text, end]) => text.slice(0, end)),
  },
  { weight: 1, arbitrary: fc.string({ unit: anyCodePoint, maxLength: 30 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '\0',
      'a\u0001b',
      '\ufffd\ufffd',
      '\ufeff',
      '\ud800',
      'e\u0301',
      '\u2028',
      '\f',
      '\u00a0',
    ),
  },
);
const lineEnd = fc.constantFrom('\n', '\n\n', '\r\n', '\r\n\r\n', '\r', '\n\n\n');
const digestText = fc
  .array(fc.tuple(line, lineEnd), { maxLength: 15 })
  .map((lines) => lines.map(([text, end]) => text + end).join(''));
const anyText = fc.oneof(
  { weight: 8, arbitrary: digestText },
  { weight: 1, arbitrary: fc.string({ unit: anyCodePoint, maxLength: 300 }) },
  { weight: 1, arbitrary: fc.tuple(digestText, digestText).map(([a, b]) => `${a}\0${b}`) },
);

const linesOf = (text: string): string[] => text.split(/\r\n|\r|\n/);
const withoutSpace = (text: string): string => text.replace(/\s+/g, '');

function textOf(lines: readonly string[], kinds: readonly LineKind[], kind: LineKind): string {
  return withoutSpace(lines.filter((_, i) => kinds[i] === kind).join(''));
}

suite('Any text', () => {
  test('every line has one kind, and the papers contain exactly the lines of their kinds', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const lines = linesOf(text);
        const kinds = classifyLines(text);
        assert.equal(kinds.length, lines.length);
        lines.forEach((content, i) => {
          assert.ok(kinds[i] !== undefined, `line ${i + 1} is not accounted for`);
          assert.equal(kinds[i] === 'blank', content.trim() === '', `line ${i + 1}`);
        });
        const papers = parseTextDigest(text).days.flatMap((day) => day.papers);
        assert.equal(withoutSpace(papers.map(({ title }) => title).join('')), textOf(lines, kinds, 'title'));
        assert.equal(
          withoutSpace(papers.map(({ abstract }) => abstract).join('')),
          textOf(lines, kinds, 'abstract'),
        );
      }),
      { numRuns: runs(5000) },
    );
  });

  test('every omitted line is reported, days are as printed, papers have titles', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const lines = linesOf(text);
        const kinds = classifyLines(text);
        const { days, problems } = parseTextDigest(text, { name: 'name' });
        assert.ok(days.length > 0 || problems.length > 0);
        for (const { label, papers } of days) {
          assert.ok(
            label === 'name' || lines.some((content) => content.trim().replace(/\s+/g, ' ') === label),
          );
          assert.ok(papers.length > 0);
          for (const { title } of papers) assert.match(title, /\p{L}/u);
        }
        for (const { line: at } of problems) assert.ok(at >= 1 && at <= lines.length);
        kinds.forEach((kind, i) => {
          if (kind === 'problem')
            assert.ok(
              problems.some(({ line: at }) => at <= i + 1),
              `line ${i + 1}`,
            );
        });
      }),
      { numRuns: runs(3000) },
    );
  });

  test('the result does not depend on the pieces in which the text arrives', () => {
    const cuts = fc.array(fc.nat(20_000), { maxLength: 30 });
    fc.assert(
      fc.property(anyText, cuts, (text, at) => {
        const parser = new TextDigestParser();
        const ends = [...at.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length];
        ends.reduce((start, end) => {
          parser.push(text.slice(start, end));
          return end;
        }, 0);
        assert.deepEqual(parser.end(), parseTextDigest(text));
      }),
      { numRuns: runs(3000) },
    );
  });
});

suite('Large texts', () => {
  const entry = 'A Title of Some Length\n\nWe show that it works, and how. It does so everywhere.\n\n';

  test('are parsed in linear time', () => {
    for (const unit of [
      entry,
      'Ab cd.\n',
      'a\n\n',
      'Mar 11\n',
      `${'word '.repeat(50)}\n`,
      'Title Case Line\n',
      '\r',
      '\u0001\n',
    ]) {
      const [small, large] = [charactersExamined(unit, 500), charactersExamined(unit, 4000)];
      assert.ok(
        large <= 9 * small,
        `${JSON.stringify(unit.slice(0, 20))}: ${small} characters, then ${large}`,
      );
    }
  });

  test('with one line of a megabyte give one abstract or one problem', () => {
    const long = 'It works. '.repeat(1e5).trim();
    const { days } = parseTextDigest(`Mar 11\n\nA Title\n\n${long}`);
    assert.equal(days[0]?.papers[0]?.abstract, long);
    const alone = parseTextDigest(`Mar 11\n\n${long}`);
    assert.deepEqual([alone.days.length, alone.problems.length], [0, 2]);
  });

  test('that could cause backtracking are parsed to their end', () => {
    const pieces = [
      '.',
      '-',
      ' ',
      '- ',
      '"',
      ')',
      'a.',
      'A. B',
      '"A."',
      'https://',
      'Mar 11 ',
      '(',
      'x-',
      '\u3000',
      '题',
      '\ud800',
      '#',
    ];
    for (const piece of pieces) {
      const text = piece.repeat(5e5 / piece.length);
      parseTextDigest(text);
      parseTextDigest(`A Title\n\nWe show ${text}!\n${text}\n\nx`);
    }
  });

  test('with many days and papers keep all of them', () => {
    const { days, problems } = parseTextDigest(`Mar 11\n\n${entry}`.repeat(2000));
    assert.deepEqual([days.length, problems.length], [2000, 0]);
    const [one] = parseTextDigest(`Mar 11\n\n${entry.repeat(3000)}`).days;
    assert.equal(one?.papers.length, 3000);
  });
});

/** How many characters regular expressions are given to look at while the parser reads `unit` so many times. */
function charactersExamined(unit: string, times: number): number {
  let examined = 0;
  // oxlint-disable-next-line typescript/unbound-method -- called with its receiver below
  const { exec } = RegExp.prototype;
  RegExp.prototype.exec = function (this: RegExp, text: string) {
    const from = this.global ? this.lastIndex : 0;
    const match = exec.call(this, text);
    examined += (this.global && match ? this.lastIndex : text.length) - from + 1;
    return match;
  };
  try {
    parseTextDigest(unit.repeat(times));
  } finally {
    RegExp.prototype.exec = exec;
  }
  return examined;
}
