import assert from 'node:assert/strict';
import { runTool } from '../../../../src/core/assistants/runTool';
import { stillReading, ToolError, type ToolLibrary } from '../../../../src/core/assistants/toolLibrary';
import type { Paper } from '../../../../src/core/library/paper';
import { highlight } from '../exchange/samples';

const paper: Paper = {
  id: 'p',
  title: 'A quiet paper',
  abstract: 'It says little in one sentence.',
  links: [],
  doi: '10.1145/1234567.890',
  authors: Array.from({ length: 5000 }, (_, at) => `Author ${at}`),
};
const erratum: Paper = { ...paper, id: 'q', title: `Erratum to ${paper.doi ?? ''}`, doi: '10.1145/9' };

function libraryOf(changes: unknown[], more: Partial<ToolLibrary> = {}): ToolLibrary {
  const papers = new Map([paper, erratum].map((each) => [each.id, each]));
  return {
    paper: (id: string) => Promise.resolve(papers.get(id)),
    note: () =>
      Promise.resolve({
        tags: ['Long-Context'],
        highlights: [{ ...highlight('the cost of attention'), quote: 'says little' }],
        body: '',
      }),
    fullText: () => Promise.resolve(undefined),
    triage: () => Promise.resolve('unread'),
    search: () => Promise.resolve({ hits: [{ paperId: 'q' }, { paperId: 'p' }] }),
    cite: (ids: readonly string[]) => Promise.resolve(ids.join()),
    setTriage: (...change: unknown[]) => Promise.resolve(void changes.push(change)),
    updateNote: (...change: unknown[]) => Promise.resolve(void changes.push(change)),
    addHighlight: (...change: unknown[]) => Promise.resolve(void changes.push(change)),
    ...more,
  } as ToolLibrary;
}

suite('The tool annotate', () => {
  const rows: readonly (readonly [name: string, input: object, refusal: RegExp])[] = [
    ['a comment without words', { state: 'later', comment: 'why' }, /needs a highlight/u],
    [
      'a tag that the paper does not have',
      { removeTags: ['never there'] },
      /no such tag; it has: Long-Context/u,
    ],
    ['words that are highlighted already', { highlight: 'says little' }, /highlighted already/u],
    ['a part of a word', { highlight: 'ittle' }, /exactly these words/u],
    ['nothing', {}, /Nothing to change/u],
  ];
  for (const [name, input, refusal] of rows)
    test(`refuses ${name}, and changes nothing`, async () => {
      const changes: unknown[] = [];
      await assert.rejects(runTool(libraryOf(changes), 'annotate', { id: 'p', ...input }), (error) => {
        assert.ok(error instanceof ToolError, String(error));
        assert.match(error.message, refusal);
        assert.match(error.message, /[Nn]othing was changed/u);
        return true;
      });
      assert.deepEqual(changes, []);
    });

  test('removes a tag in the spelling in which it is stored', async () => {
    const changes: unknown[] = [];
    const said = await runTool(libraryOf(changes), 'annotate', { id: 'p', removeTags: ['Long Context'] });
    assert.deepEqual(changes, [['p', { addTags: [], removeTags: ['Long-Context'] }]]);
    assert.match(said, /tags removed: Long-Context/u);
  });

  test('keeps the spaces before the first word of an appended text', async () => {
    const changes: unknown[] = [];
    await runTool(libraryOf(changes), 'annotate', { id: 'p', appendToNote: '\n  \n    code()\n  more\n\n' });
    assert.deepEqual(changes, [['p', { addTags: [], removeTags: [], append: '    code()\n  more' }]]);
  });

  test('says what was changed before a store failed', async () => {
    const failing = { addHighlight: () => Promise.reject(new Error('The note is locked.')) };
    const changes: unknown[] = [];
    const input = { id: 'p', addTags: ['x'], highlight: 'one sentence', state: 'read' };
    await assert.rejects(
      runTool(libraryOf(changes, failing), 'annotate', input),
      /^ToolError: The note is locked\. Done before that: tags added: x\.$/u,
    );
    assert.equal(changes.length, 1);
    const locked = { updateNote: () => Promise.reject(new Error('The note is locked.')) };
    const none: unknown[] = [];
    await assert.rejects(
      runTool(libraryOf(none, locked), 'annotate', input),
      /^Error: The note is locked\.$/u,
    );
    assert.deepEqual(none, []);
  });
});

suite('Papers that a tool is given', () => {
  test('are found by a DOI that another paper mentions', async () => {
    const text = await runTool(libraryOf([]), 'readPaper', { id: paper.doi });
    assert.match(text, /^paper:\/p\n/u);
  });

  test('are cited once', async () => {
    assert.match(
      await runTool(libraryOf([]), 'cite', { ids: ['p', paper.doi, 'paper:/p'] }),
      /^1 citation\n/u,
    );
  });

  test('may be found later while the index is being built', async () => {
    const partial = { search: () => Promise.resolve({ hits: [], isPartial: true }) };
    await assert.rejects(
      runTool(libraryOf([], partial), 'readPaper', { id: '2401.00001' }),
      new ToolError(stillReading),
    );
  });

  test('show their abstract on the first page, however many authors they have', async () => {
    const text = await runTool(libraryOf([]), 'readPaper', { id: 'p' });
    assert.match(text, /Author 19 and 4980 other authors[^]*It says little/u);
  });

  test('are not listed from a cursor that no answer gave', async () => {
    await assert.rejects(runTool(libraryOf([]), 'cite', { ids: ['p'], cursor: 'rubbish' }), /without one/u);
  });
});
