import assert from 'node:assert/strict';
import { localized } from '../../../../src/core/base/localization';
import type { AnnotatedPaper } from '../../../../src/core/exchange/annotatedPaper';
import { exportFormats, exportSummary, isExportFormat } from '../../../../src/core/exchange/exportFormat';
import { joined, sampleNote, samplePaper, title } from './samples';

/** Papers with so many highlights each. */
const papersWith = (...counts: readonly number[]): readonly AnnotatedPaper[] =>
  counts.map((count) => {
    const highlights = sampleNote.highlights.slice(0, count);
    return { ...samplePaper, note: { ...sampleNote, highlights } };
  });

suite('Formats of exported annotations', () => {
  test('are known by their names, and nothing else is', () => {
    for (const name of Object.keys(exportFormats)) assert.ok(isExportFormat(name), name);
    for (const other of ['', 'CSV', 'md', 'toString', '__proto__', undefined, null, 1, ['csv']])
      assert.ok(!isExportFormat(other), String(other));
  });

  test('each write the title and every quote, into files that differ by their ending', () => {
    const formats = Object.values(exportFormats);
    assert.equal(new Set(formats.map(({ extension }) => extension)).size, formats.length);
    const words = (text: string): string => text.replace(/[^\p{L}]+/gu, ' ');
    for (const format of formats) {
      const text = words(joined(format.write([samplePaper], '2025-03-04T05:06:07.000Z')));
      for (const part of [title, ...sampleNote.highlights.map(({ quote }) => quote)])
        assert.ok(text.includes(words(part).trim()), `${part} in ${format.label}`);
    }
  });

  const summaries: readonly [highlights: readonly number[], summary: string][] = [
    [[], '0 highlights of 0 papers'],
    [[0], '0 highlights of 1 paper'],
    [[1], '1 highlight of 1 paper'],
    [[3], '3 highlights of 1 paper'],
    [[1, 0], '1 highlight of 2 papers'],
    [[2, 3, 0], '5 highlights of 3 papers'],
  ];
  for (const [highlights, summary] of summaries)
    test(`say ${summary}`, () => assert.equal(localized(exportSummary(papersWith(...highlights))), summary));
});
