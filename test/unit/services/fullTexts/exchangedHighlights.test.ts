import assert from 'node:assert/strict';
import { finish } from '../../../../src/core/base/cooperativeTask';
import { type AnnotatedPaper, annotatedPaper } from '../../../../src/core/exchange/annotatedPaper';
import { exportWebAnnotations } from '../../../../src/core/exchange/exportWebAnnotations';
import { importAnnotations } from '../../../../src/core/exchange/importAnnotations';
import { documentText, type FullTextDocument } from '../../../../src/core/fulltext/document';
import { readPage } from '../../../../src/core/fulltext/readPage';
import { newHighlight } from '../../../../src/core/highlights/newHighlight';
import { emptyNote, type Highlight } from '../../../../src/core/notes/note';
import {
  withWholePaperOffsets,
  withWholePaperPoints,
} from '../../../../src/services/fullTexts/exchangedHighlights';
import { localized } from '../../../../src/core/base/localization';
import { joined } from '../../core/exchange/samples';

const paper = {
  id: 'whole-paper-00000000',
  title: 'Whole',
  abstract: 'Short.',
  links: [],
  arxivId: '2403.14000',
};

function documentOf(content: string): FullTextDocument {
  const page = readPage(
    `<article class="ltx_document"><h2 class="ltx_title">1 Introduction</h2><p class="ltx_p">${content}</p></article>`,
  );
  if (!page.ok) throw new Error(localized(page.error));
  return page.value;
}

suite('Highlights of whole papers in files of annotations', () => {
  const first = documentOf('The 𝔽 of 𝔾 🚀 is ha ha ha, and the quoted words follow here.');
  const second = documentOf('🚀🚀🚀 The quoted words follow there.');
  const texts = {
    stored: (): Promise<undefined> => Promise.resolve(undefined),
    storedVersion: (_: unknown, version: number) => {
      const document = [first, second][version - 1];
      return Promise.resolve(document && { version, document });
    },
    textOf: ({ blocks }: FullTextDocument): string => documentText(blocks),
  };
  const on = (document: FullTextDocument, quote: string, version: number, from = 0): Highlight => {
    const fullText = documentText(document.blocks);
    const start = fullText.indexOf(quote, from);
    const range = { field: 'fullText', start, end: start + quote.length } as const;
    return {
      ...newHighlight({ fullText }, range, { id: `${quote} ${version} ${from}`, created: new Date(0) }),
      version,
    };
  };
  const secondHa = documentText(first.blocks).indexOf('ha') + 1;
  const highlights = [
    on(first, 'quoted words', 1),
    on(first, '🚀 is', 1),
    on(first, 'ha', 1, secondHa),
    on(second, 'quoted words', 2),
  ];
  const annotated = annotatedPaper({ ...emptyNote(paper.id), title: paper.title, highlights }, paper);

  const fileOf = (papers: readonly AnnotatedPaper[]): string =>
    joined(exportWebAnnotations(papers, '2025-06-01T00:00:00.000Z'));
  const importedFrom = async (file: string): Promise<readonly Highlight[]> => {
    const [imported] = finish(importAnnotations(file, () => paper)).papers;
    assert.ok(imported);
    return (await withWholePaperOffsets(texts, imported, paper)).highlights;
  };

  test('Positions are in code points, as those in abstracts are', async () => {
    const { wholePaperPoints } = await withWholePaperPoints(texts, annotated, paper);
    for (const [at, { id, quote, start, version }] of highlights.entries()) {
      const text = Array.from(documentText((version === 1 ? first : second).blocks));
      const points = wholePaperPoints?.get(id);
      assert.equal(text.slice(points?.start, points?.end).join(''), quote);
      assert.equal((points?.start ?? 0) < start, true, `${at} stands behind signs of two units`);
    }
    const file = fileOf([await withWholePaperPoints(texts, annotated, paper)]);
    const [, one] = (JSON.parse(file) as { first: { items: { target: { selector?: unknown[] } }[] } }).first
      .items;
    assert.deepEqual(one?.target.selector?.[1], {
      type: 'TextPositionSelector',
      ...wholePaperPoints?.get(highlights[0]?.id ?? ''),
    });
  });

  test('An export is imported without a change', async () => {
    const file = fileOf([await withWholePaperPoints(texts, annotated, paper)]);
    assert.deepEqual(await importedFrom(file), highlights);
  });

  test('Files with positions in UTF-16 units are imported as before', async () => {
    assert.deepEqual(await importedFrom(fileOf([annotated])), highlights);
  });

  test('Without the text, positions are as in the note and in the file', async () => {
    const unread = highlights.map((highlight) => ({ ...highlight, version: 3 }));
    const note = { ...annotated.note, highlights: unread };
    const placed = await withWholePaperPoints(texts, { ...annotated, note }, paper);
    assert.equal(placed.wholePaperPoints?.size, 0);
    assert.deepEqual(await importedFrom(fileOf([placed])), unread);
  });
});
