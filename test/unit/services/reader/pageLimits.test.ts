import assert from 'node:assert/strict';
import fc from 'fast-check';
import { render } from '../../../../src/core/tex/render';
import { parseNote } from '../../../../src/core/notes/parseNote';
import { finish } from '../../../../src/core/base/cooperativeTask';
import { toPaperBatch } from '../../../../src/core/library/paperBatch';
import { Library } from '../../../../src/core/library/library';
import type { Paper, PaperRecord } from '../../../../src/core/library/paper';
import { recognise } from '../../../../src/core/importers/formats';
import { anchorHighlights } from '../../../../src/core/state/anchorHighlights';
import { pageHighlights } from '../../../../src/services/reader/readerView';
import { readerPage } from '../../../../src/services/reader/readerPage';
import type { ReaderView } from '../../../../src/services/reader/readerView';
import { setFormula } from '../../../../src/services/parsing/setFormula';
import { TexConverter } from '../../../../src/services/reader/texConverter';
import { isHostMessage } from '../../../../src/protocol/messages';
import { invalidPageFields } from '../../../../src/protocol/page';
import { barePaper, sampleView } from './sampleView';
import { runs } from '../../../support/testLength';
import { localized } from '../../../../src/core/base/localization';

const converter = new TexConverter(setFormula);
const long = 'x'.repeat(10_001);
const huge = 'word '.repeat(420_000);

/** The first paper of a file, with everything that the reader takes from the library. */
function viewOf(text: string): ReaderView {
  const library = new Library();
  library.add(
    toPaperBatch('import', finish(recognise({ text, name: long }).read({ text, name: long })).days),
  );
  const [paper] = library.papers();
  assert.ok(paper, 'the file holds a paper');
  return viewOfPaper(library, paper);
}

function viewOfPaper(library: Library, paper: Paper): ReaderView {
  const days = library
    .daysOf(paper.id)
    .map(({ id, label, paperIds }) => ({ id, label, position: 1, count: paperIds.length }));
  return sampleView({
    paper,
    titleTokens: render(paper.title),
    abstractTokens: render(paper.abstract),
    days,
  });
}

/** The view of a paper with this note. */
function viewWithNote(yaml: string): ReaderView {
  const { note, error } = parseNote(`---\n${yaml}\n---\n`, barePaper.id);
  return sampleView({
    tags: note.tags,
    highlights: pageHighlights(anchorHighlights(note, barePaper)),
    ...(error && { readOnly: localized(error.message) }),
  });
}

async function assertShown(view: ReaderView): Promise<void> {
  const page = await readerPage(view, (formula) => converter.convert(formula));
  assert.deepEqual(invalidPageFields(page), []);
  assert.ok(isHostMessage(JSON.parse(JSON.stringify({ type: 'show', page }))));
}

const json = (facts: object): string => JSON.stringify([{ title: 'A Title', abstract: 'Words.', ...facts }]);
const highlight = (lines: string): string =>
  `paper: ${barePaper.id}\nhighlights:\n  - id: a\n    quote: Short\n${lines}`;

suite('Limits of the page', () => {
  const files: readonly (readonly [what: string, text: string])[] = [
    ['half a like', json({ likes: 4.5 })],
    ['fewer than no upvotes', json({ upvotes: -1 })],
    ['a number beyond all numbers', json({ upvotes: 1e300 })],
    ['half a star', json({ github: 'https://github.com/a/b', stars: 0.5 })],
    ['a title of 2 MB', json({ title: huge })],
    ['an abstract of 2 MB', json({ abstract: huge })],
    ['an author of 2 MB', json({ authors: [huge] })],
    ['100,001 authors', json({ authors: Array.from({ length: 100_001 }, (_, at) => `A. Name${at}`) })],
    ['a category of 10,001 characters', json({ categories: [long] })],
    ['100,001 categories', json({ categories: Array.from({ length: 100_001 }, (_, at) => `c${at}`) })],
    ['a date of 10,001 characters', json({ published: `2024-01-01 ${long}` })],
    ['an update of 10,001 characters', json({ updated: `2024-01-01 ${long}` })],
    ['an address of 2 MB', json({ github: `https://github.com/a/${'b'.repeat(2_000_000)}` })],
    ['a project page of 2 MB', json({ projectPage: `https://example.org/${'b'.repeat(2_000_000)}` })],
    [
      '100,001 links',
      json({ abstract: Array.from({ length: 100_001 }, (_, at) => `https://a.b/${at}`).join(' ') }),
    ],
    ['a name of 10,001 characters', json({})],
  ];
  for (const [what, text] of files) test(`a file with ${what} is shown`, () => assertShown(viewOf(text)));

  const notes: readonly (readonly [what: string, yaml: string])[] = [
    ['a colour of 10,001 characters', highlight(`    color: ${long}`)],
    ['a tag of 10,001 characters', `paper: ${barePaper.id}\ntags: [${long}]`],
    ['a tag of a highlight of 10,001 characters', highlight(`    tags: [${long}]`)],
    ['a date of 10,001 characters', highlight(`    created: ${long}`)],
    ['a comment of 2 MB', highlight(`    comment: ${'x'.repeat(2_000_001)}`)],
    ['a quote of 2 MB', `highlights:\n  - id: a\n    quote: ${'x'.repeat(2_000_001)}`],
    ['an id of 10,001 characters', `highlights:\n  - id: ${long}\n    quote: Short`],
    ['offsets beyond the text', highlight('    start: 9007199254740991\n    end: 9007199254740991')],
    ['100,001 tags', `tags: [${Array.from({ length: 100_001 }, (_, at) => `t${at}`).join(', ')}]`],
    [
      'two long ids alike',
      `highlights:\n${`  - id: ${'x'.repeat(2_000_001)}\n    quote: Short\n`.repeat(2)}`,
    ],
  ];
  for (const [what, yaml] of notes)
    test(`a note with ${what} is shown`, () => assertShown(viewWithNote(yaml)));

  test('a digest of the folder with a name of 10,001 characters is shown', () =>
    assertShown(sampleView({ fromFolder: { fields: ['title'], digests: [long], isFolderOnly: true } })));

  test('a message names the parts of a note that are not shown', async () => {
    const tags = Array.from({ length: 10_001 }, (_, at) => `t${at}`);
    const page = await readerPage(sampleView({ tags }), () => Promise.resolve(undefined));
    assert.equal(page.tags.length, 10_000);
    assert.match(page.leftOut ?? '', /10,000 tags.*note/);
  });

  test('papers with any values from a source are shown', async () => {
    const odd = fc.oneof(fc.string(), fc.constantFrom(long, '', 'https://example.org/a'));
    const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(-1, 4.5, 1e300, NaN, Infinity));
    const record = fc.record(
      {
        title: odd,
        abstract: odd,
        authors: fc.array(odd),
        arxivId: odd,
        arxivVersion: number,
        categories: fc.array(odd),
        published: odd,
        updated: odd,
        upvotes: number,
        repository: fc.record({ url: odd, stars: number }, { requiredKeys: ['url'] }),
        projectPage: odd,
      },
      { requiredKeys: ['title', 'abstract'] },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1 }),
        odd,
        async (papers: readonly PaperRecord[], label) => {
          const library = new Library();
          library.add(toPaperBatch('import', [{ label, source: 'digest', papers }]));
          for (const paper of library.papers()) await assertShown(viewOfPaper(library, paper));
        },
      ),
      { numRuns: 50 },
    );
  });

  test('papers with any values from JSON are shown', async () => {
    const value = fc.oneof(
      fc.string(),
      fc.double(),
      fc.integer(),
      fc.constantFrom(long, -1, 4.5, 1e300),
      fc.array(fc.string()),
    );
    const keys = [
      'authors',
      'likes',
      'upvotes',
      'github',
      'stars',
      'published',
      'updated',
      'categories',
      'arxiv_id',
    ];
    const facts = fc.dictionary(fc.constantFrom(...keys), value);
    await fc.assert(
      fc.asyncProperty(facts, (given) => assertShown(viewOf(json(given)))),
      { numRuns: runs(100) },
    );
  });

  test('notes with any contents are shown', async () => {
    const value = fc.oneof(fc.string(), fc.double(), fc.integer(), fc.constantFrom(long, -1, 4.5, 1e300));
    const fields = ['color', 'comment', 'created', 'start', 'end', 'prefix', 'suffix', 'field', 'tags'];
    const highlights = fc.array(
      fc
        .tuple(value, fc.dictionary(fc.constantFrom(...fields), fc.oneof(value, fc.array(value))))
        .map(([id, rest]) => ({ id, quote: 'Short', ...rest })),
    );
    await fc.assert(
      fc.asyncProperty(highlights, fc.array(value), (given, tags) =>
        assertShown(viewWithNote(JSON.stringify({ tags, highlights: given }))),
      ),
      { numRuns: runs(100) },
    );
  });
});
