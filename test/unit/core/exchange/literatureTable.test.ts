import assert from 'node:assert/strict';
import {
  filteredRows,
  firstLine,
  keyColumn,
  sortedRows,
  tableColumn,
  tableCsv,
  tableMarkdown,
  type TableRow,
} from '../../../../src/core/exchange/literatureTable';

suite('Literature table', () => {
  const columns = ['title', 'year', keyColumn('rating')].map((id) => tableColumn(id));
  const row = (id: string, ...cells: readonly string[]): TableRow => ({ id, cells });
  const rows = [
    row('a', 'Zebra crossing', '2019', '10'),
    row('b', 'Émile learns', '', '9'),
    row('c', 'apples and pears', '2021', ''),
  ];
  const ids = (found: readonly TableRow[]): string => found.map(({ id }) => id).join('');

  test('columns are named, those of notes by their keys', () => {
    assert.deepEqual(
      columns.map(({ label }) => label),
      ['Title', 'Year', 'rating'],
    );
  });

  const orders: readonly (readonly [column: number, isDescending: boolean, expected: string])[] = [
    [0, false, 'cba'],
    [0, true, 'abc'],
    [1, false, 'acb'],
    [1, true, 'cab'],
    [2, false, 'bac'],
    [2, true, 'abc'],
  ];
  for (const [column, isDescending, expected] of orders)
    test(`sorted by column ${column}, ${isDescending ? 'descending' : 'ascending'}: ${expected}`, () => {
      assert.equal(ids(sortedRows(rows, { column, isDescending })), expected);
    });

  const filters: readonly (readonly [text: string, expected: string])[] = [
    ['', 'abc'],
    ['emile', 'b'],
    ['APPLES 2021', 'c'],
    ['apples 2019', ''],
    ['e', 'abc'],
  ];
  for (const [text, expected] of filters)
    test(`filtered by “${text}”: ${expected || 'none'}`, () => {
      assert.equal(ids(filteredRows(rows, text)), expected);
    });

  const lines: readonly (readonly [text: string, expected: string])[] = [
    ['', ''],
    ['\n\n  \n', ''],
    ['---\n# A *heading*\nmore', 'A *heading*'],
    ['- [ ] read it\r\n- more', '[ ] read it'],
    ['> - quoted  words', 'quoted words'],
    ['2023 was a year', '2023 was a year'],
    ['1. first', 'first'],
  ];
  for (const [text, expected] of lines)
    test(`the first line of ${JSON.stringify(text)} is “${expected}”`, () => {
      assert.equal(firstLine(text), expected);
    });

  test('as CSV no cell is a formula, and quotes and commas stay within it', () => {
    assert.equal(
      tableCsv(columns, [row('a', '=HYPERLINK("x")', '+1', 'a, b'), row('b', 'plain', '-', '@x')]),
      'Title,Year,rating\r\n"\'=HYPERLINK(""x"")",\'+1,"a, b"\r\nplain,\'-,\'@x\r\n',
    );
    assert.match(tableCsv([tableColumn(keyColumn('=cmd'))], []), /^'=cmd\r\n$/u);
  });

  test('as Markdown every cell stays one cell, and nothing in it is markup', () => {
    assert.equal(
      tableMarkdown(columns, [row('a', 'a | b\nc', '[x](y)', '<b>*')]),
      '| Title | Year | rating |\n| --- | --- | --- |\n| a \\| b c | \\[x\\](y) | \\<b\\>\\* |\n',
    );
  });
});
