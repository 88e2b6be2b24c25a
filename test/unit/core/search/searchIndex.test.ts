import assert from 'node:assert/strict';
import { documentHashes } from '../../../../src/core/search/paperTexts';
import type { SearchDocument } from '../../../../src/core/search/searchDocument';
import { SearchIndex } from '../../../../src/core/search/searchIndex';
import { seedDocuments } from './seedDocuments';

suite('SearchIndex', () => {
  const indexOf = (documents: readonly SearchDocument[]): SearchIndex => {
    const index = new SearchIndex();
    for (const document of documents) index.put(document);
    return index;
  };
  const ids = (index: SearchIndex, query: string): string[] => index.search(query).map((hit) => hit.id);

  test('every seed title finds its paper first', () => {
    const documents = seedDocuments();
    const index = indexOf(documents);
    assert.equal(documents.length, 159);
    for (const { id, title } of documents) {
      assert.equal(ids(index, title)[0], id);
      assert.equal(ids(index, title.toUpperCase().replaceAll('-', ' '))[0], id);
    }
  });

  test('letter by letter, the results are the same whether matches of words are kept for the next query or not', () => {
    const documents = seedDocuments();
    const keeps = indexOf(documents);
    const keepsNone = new SearchIndex(keeps.segments(), [], 0);
    const query = 'diffusion models for sampl';
    for (let length = 1; length <= query.length; length += 1) {
      const typed = query.slice(0, length);
      assert.deepEqual(keepsNone.search(typed), keeps.search(typed), typed);
    }
    assert.ok(keeps.search(query).length > 0);
  });

  test('the hashes of all papers say which of them are as they were', () => {
    const [deleted, noted, ...others] = seedDocuments();
    assert.ok(deleted && noted);
    const withTag = { ...noted, tags: ['read'] };
    const index = indexOf([deleted, withTag, ...others.slice(0, 100)]);
    index.search('model');
    for (const document of others.slice(100)) index.put(document);
    index.delete(deleted.id);
    const hashes = index.hashes();
    assert.deepEqual([...hashes.keys()].toSorted(), [...index.ids()].toSorted());
    const isCurrent = (document: SearchDocument): boolean =>
      index.isCurrent(document.id, documentHashes(document), hashes.get(document.id));
    assert.ok([withTag, ...others].every(isCurrent));
    const changed = others.map((document) => ({ ...document, abstract: `${document.abstract} Then this.` }));
    assert.deepEqual([deleted, noted, ...changed].filter(isCurrent), []);
    const notesOnly = new SearchIndex([], index.notedSegments());
    const [kept] = notesOnly.hashes().values();
    assert.deepEqual([...notesOnly.hashes().keys()], [noted.id]);
    assert.ok(!notesOnly.isCurrent(noted.id, documentHashes(withTag), kept));
  });

  test('a title outranks a tag, a tag a note, a note an abstract', () => {
    const filler = { title: 'Something', abstract: 'Else entirely' };
    const index = indexOf([
      { id: 'abstract', ...filler, abstract: 'On diffusion here' },
      { id: 'note', ...filler, notes: 'On diffusion here' },
      { id: 'tag', ...filler, tags: ['method/diffusion'] },
      { id: 'title', ...filler, title: 'On diffusion' },
    ]);
    assert.deepEqual(ids(index, 'diffusion'), ['title', 'tag', 'note', 'abstract']);
  });

  test('a title that has all words of a short query comes before abstracts that repeat them', () => {
    const index = indexOf([
      {
        id: 'abstract',
        title: 'Scaling robust spot',
        abstract: 'blind spot network network blind blind network',
      },
      {
        id: 'title',
        title: 'A long title of many words on a blind spot in a neural network',
        abstract: 'Text',
      },
    ]);
    assert.deepEqual(ids(index, 'blind spot network'), ['title', 'abstract']);
  });

  test('a paper that has all words of a short query comes before titles that lack one, or have another form of it', () => {
    const index = indexOf([
      {
        id: 'two of three',
        title: 'Primal simplex in linear programs',
        abstract: 'Primal and linear methods.',
      },
      { id: 'other forms', title: 'Optimization of linearity', abstract: 'Primal optimization, linearly.' },
      {
        id: 'all',
        title: 'Conditions for integer programs',
        abstract: 'We give bounds. Each optimal point of a linear relaxation has a primal certificate.',
      },
    ]);
    assert.equal(ids(index, 'primal optimal linear ')[0], 'all');
  });

  test('of abstracts that have all words of a short query, a short one comes before a long one', () => {
    const other = Array.from({ length: 150 }, (_, number) => `other${number}`).join(' ');
    const index = indexOf([
      { id: 'long', title: 'Linear models', abstract: `Primal and optimal points. ${other}` },
      { id: 'short', title: 'Models', abstract: 'Text of linear, primal and optimal points.' },
    ]);
    assert.deepEqual(ids(index, 'primal optimal linear '), ['short', 'long']);
  });

  test('a plural in a title is nearly as good as the singular that was typed', () => {
    const index = indexOf([
      { id: 'plural', title: 'Diffusion models of sound', abstract: 'Text' },
      { id: 'abstract', title: 'Sound', abstract: 'A model of sound that follows diffusion.' },
    ]);
    assert.deepEqual(ids(index, 'diffusion model '), ['plural', 'abstract']);
  });

  test('a mistyped word is not taken for another one that has its stem', () => {
    const index = indexOf([
      { id: 'number', title: 'Learned integers', abstract: 'Learning' },
      { id: 'meant', title: 'Integrating knowledge to learn', abstract: 'Learning' },
    ]);
    assert.equal(ids(index, 'integating learn ')[0], 'meant');
  });

  test('an unfinished and mistyped word means the nearest word, not the longest', () => {
    const index = indexOf([
      { id: 'a longer', title: 'A logarithmic error', abstract: 'Text' },
      { id: 'the word', title: 'A logarithm error', abstract: 'Text' },
    ]);
    assert.equal(ids(index, 'error lograithm')[0], 'the word');
  });

  test('finds unfinished and mistyped words, says which matched and where', () => {
    const index = indexOf([{ id: 'a', title: 'Transformers', abstract: 'Attention at last', tags: ['nlp'] }]);
    assert.deepEqual(ids(index, 'transf'), ['a']);
    assert.deepEqual(ids(index, 'tranformers atention'), ['a']);
    const [hit] = index.search('atention');
    assert.deepEqual(hit?.terms, ['attention']);
    assert.deepEqual(hit.fields, { attention: ['abstract'] });
  });

  test('documents with equal scores are in the order of their ids, not in that of their arrival', () => {
    const same = ['c', 'a', 'b'].map((id) => ({ id, title: 'One title', abstract: 'One abstract' }));
    assert.deepEqual(ids(indexOf(same), 'abstract'), ['a', 'b', 'c']);
    assert.deepEqual(ids(indexOf(same.toReversed()), 'one title'), ['a', 'b', 'c']);
  });

  test('a change replaces the document; a deleted one is no longer found', () => {
    const index = indexOf(seedDocuments().slice(0, 20));
    index.put({ id: 'p3', title: 'Quokka', abstract: 'wallaby' });
    assert.deepEqual(ids(index, 'quokka'), ['p3']);
    index.put({ id: 'p3', title: 'Numbat', abstract: 'wallaby' });
    assert.deepEqual(ids(index, 'quokka'), []);
    index.delete('p3');
    index.delete('p3');
    assert.deepEqual(ids(index, 'wallaby'), []);
    assert.equal(index.size, 19);
  });

  test('answers within limit and filter', () => {
    const index = indexOf(seedDocuments());
    const all = index.search('model', { limit: 1000 });
    assert.ok(all.length > 50);
    assert.deepEqual(index.search('model', { limit: 3 }), all.slice(0, 3));
    const second = all[1];
    assert.deepEqual(index.search('model', { filter: (id) => id === second?.id }), [second]);
  });

  test('related papers share telling words', () => {
    const documents = seedDocuments();
    const index = indexOf(documents);
    const [first] = index.related('p0', { limit: 5 });
    assert.ok(first && first.id !== 'p0' && first.terms.length > 0);
    assert.deepEqual(index.related('none'), []);
  });

  test('related papers are tied by words, not by the parts of a category that both are in', () => {
    const categories = ['cs.LG'];
    const index = indexOf([
      { id: 'one', title: 'Spiking networks', abstract: 'neurons', categories },
      { id: 'two', title: 'Spiking circuits', abstract: 'neurons', categories },
      { id: 'other', title: 'Something', abstract: 'else entirely' },
    ]);
    assert.deepEqual(index.related('one')[0]?.terms.toSorted(), ['neurons', 'spiking']);
    assert.deepEqual([...index.wordsOf('one').codes].toSorted(), ['cs', 'lg']);
  });

  const odd = [
    '',
    ' ',
    'the of and',
    'x'.repeat(10_000),
    'word '.repeat(2_000),
    '.*+?^${}()|[]\\',
    '\ud800',
    '\udc00 model \ud83d',
    '🦙🔥',
    'בינה מלאכותית model',
    '深度学习'.repeat(2_500),
    '__proto__ constructor toString',
    '\0',
  ];
  for (const query of odd) {
    test(`never throws: ${JSON.stringify(query.slice(0, 30))}, ${query.length} long`, () => {
      const index = indexOf([
        ...seedDocuments(),
        { id: '__proto__', title: 'constructor', abstract: '__proto__' },
      ]);
      assert.ok(Array.isArray(index.search(query)));
    });
  }
});
