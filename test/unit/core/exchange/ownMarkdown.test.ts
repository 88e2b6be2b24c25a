import assert from 'node:assert/strict';
import { finish } from '../../../../src/core/base/cooperativeTask';
import type { AnnotatedPaper } from '../../../../src/core/exchange/annotatedPaper';
import { exportMarkdown } from '../../../../src/core/exchange/exportMarkdown';
import { type FindPaper, importAnnotations } from '../../../../src/core/exchange/importAnnotations';
import { mergeImport } from '../../../../src/core/exchange/mergeImport';
import { highlight, joined, samplePaper, wholeSample } from './samples';

const other: AnnotatedPaper = {
  note: {
    paperId: 'routes-of-tokens-0123abcd',
    title: 'Routes of [Tokens]',
    abstract: 'We route.',
    tags: ['later'],
    highlights: [
      { ...highlight('the cost of attention'), id: 'o', quote: 'We *route*', start: 0, state: 'orphaned' },
    ],
    body: '',
  },
  title: 'Routes of [Tokens]',
  abstract: 'We route.',
};
const withHeadings: AnnotatedPaper = {
  ...samplePaper,
  note: { ...samplePaper.note, body: '## Ideas\n\n> a quote of mine\n\n### Note\n\nMore.\n' },
};

const find =
  (papers: readonly AnnotatedPaper[]): FindPaper =>
  (addresses, title) => {
    const found = papers.find(
      (paper) =>
        addresses.some((address) => address === paper.address) ||
        (paper.address === undefined && title === paper.title),
    );
    return found && { id: found.note.paperId, title: found.title, abstract: found.abstract };
  };

const exports: Readonly<Record<string, readonly AnnotatedPaper[]>> = {
  'of one paper': [samplePaper],
  'of two papers, of which one has no address': [samplePaper, other],
  'with highlights of the whole paper': [wholeSample],
  'with headings and quotes in the note': [withHeadings, other],
};

suite('Our own Markdown, read back', () => {
  for (const [name, papers] of Object.entries(exports))
    for (const eol of ['\n', '\r\n'])
      test(`${name}${eol === '\n' ? '' : ', with CRLF'}: each paper has what it had`, () => {
        const text = joined(exportMarkdown(papers)).replaceAll('\n', eol);
        const read = finish(importAnnotations(text, find(papers)));
        assert.deepEqual(read.problems, []);
        assert.deepEqual(
          read.papers.map(({ paperId }) => paperId).toSorted(),
          papers.map(({ note }) => note.paperId).toSorted(),
        );
        for (const imported of read.papers) {
          const note = papers.find((paper) => paper.note.paperId === imported.paperId)?.note;
          assert.ok(note);
          const said = ({ highlights }: { highlights: typeof imported.highlights }) =>
            highlights
              .map(({ field, quote, comment, color, tags, state, section, version }) =>
                JSON.stringify({ field, quote, comment, color, tags, state, section, version }),
              )
              .toSorted();
          assert.deepEqual(said(imported), said(note));
          assert.deepEqual([imported.tags, imported.body], [note.tags, note.body.trim()]);
          const { change, added, known } = mergeImport(note, imported, {});
          assert.deepEqual([change, added, known], [{}, 0, note.highlights.length]);
        }
      });

  test('a paper that the library lacks is reported, and its quotes are on no other paper', () => {
    const text = joined(exportMarkdown([samplePaper, other]));
    const { papers, problems } = finish(importAnnotations(text, find([samplePaper])));
    assert.deepEqual(
      papers.map(({ highlights }) => highlights.length),
      [samplePaper.note.highlights.length],
    );
    assert.equal(problems.length, 2);
  });
});
