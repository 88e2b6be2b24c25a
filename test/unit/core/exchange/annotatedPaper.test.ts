import assert from 'node:assert/strict';
import { type AnnotatedPaper, annotatedPaper, inScope } from '../../../../src/core/exchange/annotatedPaper';
import type { Paper } from '../../../../src/core/library/paper';
import { emptyNote, type Note } from '../../../../src/core/notes/note';
import { highlight } from './samples';

function annotated(id: string, change: Partial<Note>): AnnotatedPaper {
  return annotatedPaper({ ...emptyNote(id), title: id, body: `Of ${id}.`, ...change }, undefined);
}

const bound = highlight('the cost of attention', { id: 'bound', tags: ['maths/bounds'] });
const plain = highlight('“Linear” Attention', { id: 'plain', field: 'title' });
const papers = [
  annotated('tagged', { tags: ['Maths'], highlights: [plain] }),
  annotated('below', { tags: ['maths/proofs'] }),
  annotated('marked', { tags: ['todo'], highlights: [plain, bound] }),
  annotated('namesake', { tags: ['mathsy'] }),
];

suite('What is exported of annotated papers', () => {
  const whole = (...ids: readonly string[]) => papers.filter(({ note }) => ids.includes(note.paperId));
  const [, , marked] = papers;
  assert.ok(marked);
  /** The highlights with the tag, and nothing else of the note. */
  const part = { ...marked, note: { ...marked.note, tags: [], body: '', highlights: [bound] } };

  const table: readonly [
    name: string,
    paperIds: readonly string[],
    tags: readonly string[],
    expected: readonly AnnotatedPaper[],
  ][] = [
    ['papers by their ids', ['marked', 'below', 'missing'], [], whole('below', 'marked')],
    [
      'papers with a tag or one below it, and of others the highlights with it',
      [],
      ['maths'],
      [...whole('tagged', 'below'), part],
    ],
    ['highlights with a tag below another', [], ['maths/bounds'], [part]],
    ['the whole paper if its id and a tag are meant', ['marked'], ['maths/bounds'], [marked]],
    ['papers with any of several tags', [], ['TODO', 'mathsy'], whole('marked', 'namesake')],
    ['none by a tag that nothing has', [], ['math'], []],
  ];
  for (const [name, paperIds, tags, expected] of table)
    test(name, () => assert.deepEqual(inScope(papers, { kind: 'some', paperIds, tags }), expected));

  test('all papers', () => assert.equal(inScope(papers, { kind: 'all' }), papers));

  test('the text is that of the note, else that of the library, and may be missing in both', () => {
    const note = emptyNote('p');
    const paper: Paper = { id: 'p', title: 'Newer', abstract: 'New.', links: [] };
    const texts = ({ title, abstract }: AnnotatedPaper) => [title, abstract];
    assert.deepEqual(texts(annotatedPaper({ ...note, title: 'Older', abstract: 'Old.' }, paper)), [
      'Older',
      'Old.',
    ]);
    assert.deepEqual(texts(annotatedPaper({ ...note, title: 'Older' }, paper)), ['Older', 'New.']);
    assert.deepEqual(texts(annotatedPaper(note, undefined)), ['', '']);
  });

  test('the address is that on arXiv, else of the project, else the first of the links', () => {
    const links = [
      { kind: 'code', href: 'https://code.example' },
      { kind: 'web', href: 'https://web.example' },
    ] as const;
    const projectPage = 'https://project.example';
    const known: readonly [Partial<Paper>, address: string | undefined][] = [
      [{ links, projectPage, arxivId: '2401.01234' }, 'https://arxiv.org/abs/2401.01234'],
      [{ links, projectPage }, projectPage],
      [{ links }, 'https://code.example'],
      [{}, undefined],
    ];
    for (const [given, address] of known) {
      const paper: Paper = { id: 'p', title: 'P', abstract: '', links: [], ...given };
      assert.equal(annotatedPaper(emptyNote('p'), paper).address, address);
    }
    const note: Note = { ...emptyNote('p'), arxivId: '2401.01235' };
    assert.deepEqual(
      [annotatedPaper(note, undefined).arxivId, annotatedPaper(note, undefined).address],
      ['2401.01235', undefined],
    );
  });
});
