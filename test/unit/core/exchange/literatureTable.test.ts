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

  const columnsInOrder: readonly (readonly string[])[] = [
    ['0.75', '0.8', '0.9'],
    ['4', '4.25', '4.5'],
    ['-3', '-1', '−0.5', '0', '+2'],
    ['1e-3', '.25', '0.5', '1,000', '1e4'],
    ['9', '10', '100', '999', '1,000'],
    ['9 papers', '10 papers', 'no papers'],
    ['2019', '2021', '2021a', '2022'],
    ['2024-01-05', '2024-02-01', '2025-01-01'],
    ['5%', '12.5%', '12.75%'],
    ['0.10x', '0.75', '0.8', 'n/a'],
    ['a2', 'a10', 'b1'],
  ];
  for (const sorted of columnsInOrder)
    test(`numbers are sorted by value: ${sorted.join(', ')}`, () => {
      const cells = sorted.toReversed().map((cell) => row(cell, cell));
      const order = (isDescending: boolean) =>
        sortedRows(cells, { column: 0, isDescending }).map(({ id }) => id);
      assert.deepEqual([order(false), order(true)], [sorted, sorted.toReversed()]);
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
