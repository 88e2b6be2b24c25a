import assert from 'node:assert/strict';
import { finish } from '../../../src/core/base/cooperativeTask';
import { importAnnotations } from '../../../src/core/exchange/importAnnotations';
import { parseSource } from '../../../src/core/importers/formats';
import { Library } from '../../../src/core/library/library';
import { toPaperBatch } from '../../../src/core/library/paperBatch';
import { paperWords } from '../../../src/core/library/paperWords';
import { mergeNotes } from '../../../src/core/notes/mergeConflict';
import { NoteStore } from '../../../src/core/notes/noteStore';
import { answerEarly } from '../../../src/core/search/query/answerEarly';
import type { QueryablePaper } from '../../../src/core/search/query/queryablePaper';
import { SearchIndex } from '../../../src/core/search/searchIndex';
import { isolateDirection, withoutIsolate } from '../../../src/core/text/isolateDirection';
import { caseText, readCase, type SharedCase, sharedCases } from '../../support/sharedCases';
import { InMemoryNoteFiles } from './notes/inMemoryNoteFiles';

const subject = { id: 'lora-reading-0123abcd', title: 'LoRA', abstract: 'We study notes.' };

/** Cases that say in words what is right, or do so in a README. What a page looks like is checked in `test/ui`. */
const inWords: Readonly<Record<string, (given: SharedCase) => Promise<void> | void>> = {
  'note-renamed': async ({ name }) => {
    const files = new InMemoryNoteFiles();
    const store = new NoteStore(files);
    const written = await store.update(subject, { addTags: ['method'] });
    assert.ok(written.ok);
    const [before = ''] = files.names;
    const after = /to `([^`]+\.md)`/u.exec(caseText(name, 'README.md'))?.[1] ?? '';
    files.put(after, files.text(before) ?? '');
    files.lose(before);
    await store.refresh([before, after]);
    assert.deepEqual([store.get(subject.id)?.tags, store.fileName(subject.id)], [['method'], after]);
    const reopened = new NoteStore(files);
    await reopened.ready();
    assert.deepEqual(reopened.get(subject.id)?.tags, ['method']);
  },
  'note-conflict-copies': async ({ name }) => {
    const files = new InMemoryNoteFiles();
    const first = await new NoteStore(files).update(subject, { addTags: ['method'], body: 'Mine.\n' });
    assert.ok(first.ok);
    const own = files.text(`${subject.id}.md`) ?? '';
    const copies = Array.from(
      caseText(name, 'README.md').matchAll(/`<id>([^`]+\.md)`/gu),
      ([, end = '']) => subject.id + end,
    ).filter((copy) => copy !== `${subject.id}.md`);
    assert.equal(copies.length, 3);
    for (const [at, copy] of copies.entries()) files.put(copy, `${own}\nLine ${at}.\n`);
    const store = new NoteStore(files);
    await store.ready();
    assert.deepEqual(
      store.all().map(({ paperId, body }) => [paperId, body]),
      [[subject.id, 'Mine.\n']],
    );
    assert.deepEqual(
      store
        .errors()
        .map((each) => [each.name, each.paperId])
        .toSorted(),
      copies.map((copy) => [copy, subject.id]).toSorted(),
    );
    for (const [at, copy] of copies.entries()) {
      const merged = mergeNotes(own, files.text(copy) ?? '', subject.id);
      assert.match(merged.ok ? merged.value.text : '', new RegExp(`Mine\\.\\s+Line ${at}\\.`, 'u'));
    }
  },
  'hypothesis-reply-of-others': ({ name, files }) => {
    for (const file of files) {
      const text = caseText(name, file);
      const { rows } = JSON.parse(text) as { rows: readonly { text: string; references?: unknown }[] };
      const { papers, problems } = finish(importAnnotations(text, () => subject));
      const isReply = (row: { references?: unknown }): boolean => row.references !== undefined;
      assert.deepEqual(
        papers.map(({ body }) => body),
        rows.filter((row) => !isReply(row)).map((row) => row.text),
      );
      assert.deepEqual(
        problems.map(({ at }) => at),
        rows.flatMap((row, at) => (isReply(row) ? [at + 1] : [])),
      );
    }
  },
  'search-tag-with-hash': async ({ tagQueries = {} }) => {
    const search = new Searched([
      { ...subject, tags: ['method/diffusion', 'größe'] },
      { ...subject, id: 'other', tags: [] },
    ]);
    for (const [query, isFound] of Object.entries(tagQueries))
      for (const typed of [query, query.normalize('NFD')])
        assert.deepEqual(await search.ids(typed), isFound ? [subject.id] : [], typed);
  },
  'right-to-left': ({ name, files }) => {
    for (const file of files)
      for (const { title, abstract } of readCase(name, file).days.flatMap(({ papers }) => papers))
        for (const text of [title, abstract]) {
          assert.match(isolateDirection(text), /^\u2068[^\u2068\u2069]+\u2069$/u);
          assert.equal(withoutIsolate(isolateDirection(text)), text);
        }
  },
  'author-list-of-thousands': () => {
    const names = Array.from({ length: 3000 }, (_, at) => `Author A${at}`);
    const text = `@article{d, title={A Paper of Many Authors}, author={${names.join(' and ')}}, abstract={Short.}}`;
    const { days, problems } = parseSource({ text, name: 'input.bib' });
    assert.deepEqual(
      days.flatMap(({ papers }) => papers.map(({ authors }) => authors)),
      [names],
    );
    assert.deepEqual(problems, []);
  },
};

/** Answers queries over a few papers. */
class Searched {
  readonly #index = new SearchIndex();
  readonly #facts = new Map<string, QueryablePaper>();

  constructor(
    papers: readonly (Parameters<typeof paperWords>[0] & { id: string; tags?: readonly string[] })[],
  ) {
    for (const paper of papers) {
      const { id, title, abstract, tags = [] } = paper;
      this.#index.put({ id, ...paperWords(paper), tags });
      const has = { note: false, tag: tags.length > 0, highlight: false, code: false };
      const none = {
        authors: [],
        categories: [],
        days: [],
        sources: [],
        notes: '',
        state: 'unread',
      } as const;
      this.#facts.set(id, { ...none, title, abstract, tags, has });
    }
  }

  async ids(query: string): Promise<readonly string[]> {
    const { hits } = await answerEarly(query, {
      search: (words, options) => Promise.resolve(this.#index.search(words, options)),
      facts: (id) => this.#facts.get(id),
      ids: () => this.#facts.keys(),
    });
    return hits.map(({ id }) => id);
  }
}

suite('Shared cases in words', function () {
  suiteSetup(function () {
    if (sharedCases.length === 0) this.skip();
  });

  for (const given of sharedCases) {
    const check = inWords[given.name];
    if (check) test(`${given.name} is as it says`, () => check(given));
  }

  for (const { name, files, queries = {} } of sharedCases.filter(({ queries, first }) => queries && first))
    test(`${name}: each query finds its paper first`, async () => {
      const library = new Library();
      for (const file of files) library.add(toPaperBatch(file, readCase(name, file).days));
      const search = new Searched([...library.papers()]);
      for (const [query, title] of Object.entries(queries))
        assert.equal(library.paper((await search.ids(query))[0] ?? '')?.title, title, query);
    });

  test('every case is checked, here or with the importers', () => {
    const isChecked = ({ name, kind, queries, noDollar }: SharedCase): boolean =>
      kind === 'import' || kind === 'dedup' || queries !== undefined || noDollar === true || name in inWords;
    assert.deepEqual(
      sharedCases.filter((given) => !isChecked(given)).map(({ name }) => name),
      [],
    );
  });
});
