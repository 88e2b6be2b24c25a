import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatCsv, guardCell, unguardCell } from '../../../../src/core/text/csv';
import { csvColumns, exportCsv } from '../../../../src/core/exchange/exportCsv';
import { anyPaper, joined, sampleNote, samplePaper } from './samples';
import { anyCodePoint } from '../../../support/codePoints';

/** RFC 4180, section 2, read strictly. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let rest = text;
  while (rest !== '') {
    const [whole = '', quoted, plain = '', end = ''] =
      /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest) ?? [];
    assert.notEqual(whole, '', `not CSV: ${JSON.stringify(rest.slice(0, 40))}`);
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n') {
      rows.push(row);
      row = [];
    }
    rest = rest.slice(whole.length);
  }
  assert.deepEqual(row, []);
  return rows;
}

suite('export as CSV', () => {
  test('is valid RFC 4180 and round-trips', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ unit: anyCodePoint }), { minLength: 2, maxLength: 4 })),
        (rows) => {
          assert.deepEqual(parseCsv(formatCsv(rows)), rows);
        },
      ),
    );
  });

  const cells: readonly (readonly [text: string, cell: string])[] = [
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r\n=1', "'\r\n=1"],
    ['＝1', "'＝1"],
    ["'=1", "''=1"],
    ['plain', 'plain'],
    ["'quoted'", "'quoted'"],
    ['a=b', 'a=b'],
    ['', ''],
  ];
  for (const [text, cell] of cells) {
    test(`guards ${JSON.stringify(text)}`, () => {
      assert.equal(guardCell(text), cell);
      assert.equal(unguardCell(cell), text);
    });
  }

  test('no guarded text starts a formula, and every text round-trips', () => {
    const text = fc.string({
      unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', 'a', '1', '＝'),
      maxLength: 8,
    });
    fc.assert(
      fc.property(text, (raw) => {
        assert.doesNotMatch(guardCell(raw), /^[=+\-@\t\r\n＝]/);
        assert.equal(unguardCell(guardCell(raw)), raw);
      }),
    );
  });

  test('has a row for the note and one for each highlight', () => {
    const [head, note, first] = parseCsv(joined(exportCsv([samplePaper])));
    assert.deepEqual(head, [...csvColumns]);
    const cell = (row: string[] | undefined, name: (typeof csvColumns)[number]): string | undefined =>
      row?.[csvColumns.indexOf(name)];
    assert.equal(cell(note, 'kind'), 'note');
    assert.equal(cell(note, 'comment'), sampleNote.body);
    assert.equal(cell(note, 'tags'), 'method/attention\nto-read');
    assert.equal(cell(first, 'kind'), 'title');
    assert.equal(cell(first, 'comment'), 'Is it?\nReally?');
    assert.equal(parseCsv(joined(exportCsv([samplePaper]))).length, 5);
  });

  test('loses no text of any note', () => {
    fc.assert(
      fc.property(anyPaper, (paper) => {
        const rows = parseCsv(joined(exportCsv([paper]))).map((row) => row.map(unguardCell));
        for (const { quote, comment, id } of paper.note.highlights) {
          assert.ok(rows.some((row) => row.includes(quote) && row.includes(comment) && row.includes(id)));
        }
      }),
    );
  });
});
