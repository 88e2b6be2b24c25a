import assert from 'node:assert/strict';
import { readPage } from '../../../../src/core/fulltext/readPage';
import { sectionTexts } from '../../../../src/core/fulltext/sectionTexts';
import { executeQuery } from '../../../../src/core/search/query/executeQuery';
import { PaperTable } from '../../../../src/core/search/query/paperTable';
import type { SearchHit } from '../../../../src/core/search/searchDocument';
import { SearchIndex } from '../../../../src/core/search/searchIndex';
import { WholePaperIndex } from '../../../../src/core/search/wholePapers';
import { fullTextPage } from '../../../support/fullTextPage';

suite('Search in whole papers', () => {
  const index = new SearchIndex();
  const papers = new PaperTable();
  const whole = new WholePaperIndex();
  const put = (id: string, stamp: string, ...sections: readonly (readonly [string, string])[]): void => {
    const texts = sections.map(([title, text], at) => ({ block: 10 * at, title, text }));
    for (const step of whole.put(id, stamp, texts)) assert.equal(step, undefined);
  };
  const add = (id: string, title: string, abstract: string, tags: readonly string[] = []): void => {
    index.put({ id, title, abstract });
    const has = { note: false, tag: false, highlight: false, code: false };
    papers.put(id, { tags, authors: [], categories: [], state: 'unread', has });
  };
  const hits = (query: string, limit = 50): readonly SearchHit[] =>
    executeQuery(query, { index, papers, whole }, limit).hits;
  const found = (query: string, limit?: number): readonly string[] =>
    hits(query, limit).map(({ id, section }) => (section ? `${id} ${section.block} ${section.title}` : id));

  suiteSetup(() => {
    add('a', 'Bounds of estimators', 'We bound estimators.', ['theory']);
    add('b', 'Quokka habitats', 'Where quokkas live.');
    add('c', 'Unrelated', 'Nothing here.');
    put(
      'a',
      '1',
      ['1 Introduction', 'The quokka is small.'],
      ['2 Proofs', 'A lemma of concentration inequalities.'],
    );
    put('b', '1', ['1 Methods', 'We count by concentration of sightings. Inequalities are left out.']);
    put('gone', '1', ['1 Methods', 'A paper about quokka that is gone.']);
  });

  test('Matches in whole papers are below the others, and name the section', () => {
    assert.deepEqual(found('quokka'), ['b', 'a 0 1 Introduction']);
    const [first, second] = hits('quokka');
    assert.ok(first && second && first.score > second.score && second.score > 0);
    assert.deepEqual(found('concentration inequalities'), ['a 10 2 Proofs', 'b 0 1 Methods']);
  });

  test('in:fulltext looks in whole papers alone', () => {
    assert.deepEqual(found('in:fulltext quokka'), ['a 0 1 Introduction']);
    assert.deepEqual(found('in:fulltext unrelated'), []);
    assert.deepEqual(new Set(found('in:fulltext')), new Set(['a', 'b']));
    assert.deepEqual(found('-in:fulltext'), ['c']);
  });

  test('Phrases, filters and prefixes hold there too', () => {
    assert.deepEqual(found('"concentration inequalities"'), ['a 10 2 Proofs']);
    assert.deepEqual(found('concentration tag:theory'), ['a 10 2 Proofs']);
    assert.deepEqual(new Set(found('in:fulltext concentr')), new Set(['b 0 1 Methods', 'a 10 2 Proofs']));
    assert.deepEqual(found('"inequalities concentration" tag:theory'), []);
  });

  test('A short last word must match whole, except with in:fulltext', () => {
    assert.deepEqual(found('sightings lef'), []);
    assert.deepEqual(found('sightings out'), ['b 0 1 Methods']);
    assert.deepEqual(found('in:fulltext sightings lef'), ['b 0 1 Methods']);
  });

  test('Some words of many are not enough, except with in:fulltext', () => {
    assert.deepEqual(found('unrelated concentration'), ['c']);
    assert.deepEqual(found('in:fulltext lemma zebra'), ['a 10 2 Proofs']);
  });

  test('Several forms of one word are not all words', () => {
    assert.deepEqual(found('lemma quokka'), ['b']);
    put('c', '1', ['1 Forms', 'We estimate, and estimating estimates is estimation.']);
    assert.deepEqual(found('estimate walrus').includes('c 0 1 Forms'), false);
    assert.deepEqual(found('the estimate of walrus').includes('c 0 1 Forms'), false);
    assert.deepEqual(found('the estimate').includes('c 0 1 Forms'), true);
    for (const step of whole.put('c', '2', [])) assert.equal(step, undefined);
  });

  test('A paper with many sections that match leaves places for others', () => {
    const sections = Array.from({ length: 20 }, (_, at) => [`${at} Part`, 'Wombat wombat wombat.'] as const);
    put('c', '3', ...sections);
    put('b', '3', ['1 Methods', 'One wombat among many other words of a longer section of the paper.']);
    const ids = found('in:fulltext wombat', 2).map((hit) => hit.slice(0, 1));
    assert.deepEqual(ids, ['c', 'b']);
    for (const step of whole.put('c', '4', [])) assert.equal(step, undefined);
    put('b', '4', ['1 Methods', 'We count by concentration of sightings. Inequalities are left out.']);
  });

  test('A list that is full leaves a place for whole papers', () => {
    for (let at = 0; at < 60; at++) add(`x${at}`, 'A lemma', 'Text.');
    const all = found('lemma', 10);
    assert.equal(all.length, 10);
    assert.equal(all.at(-1), 'a 10 2 Proofs');
  });

  test('A paper that is indexed again replaces its earlier text; after a restart only complete ones are kept', () => {
    const other = new WholePaperIndex();
    for (const step of other.put('a', '1', [{ block: 0, title: 'Old', text: 'zebra' }]))
      assert.equal(step, undefined);
    for (const step of other.put('a', '2', [
      { block: 0, title: 'New\ttitle', text: 'okapi' },
      { block: 5, title: '', text: 'okapi' },
    ]))
      assert.equal(step, undefined);
    const options = { limit: 5, phrases: [], accepts: undefined, isEvery: false };
    assert.deepEqual(other.search('zebra', options), []);
    assert.equal(other.search('okapi title', options)[0]?.section?.title, 'New\ttitle');
    assert.equal(new WholePaperIndex(other.index).stampOf('a'), '2');
    const [id = ''] = other.index.ids();
    other.index.delete(id);
    assert.equal(new WholePaperIndex(other.index).stampOf('a'), '');
  });

  test('Sections hold their blocks as they are read', () => {
    const read = readPage(fullTextPage({ id: '2403.14000', title: 'T', abstract: 'A' }, 1, 2));
    assert.ok(read.ok);
    const sections = [...sectionTexts(read.value)];
    assert.deepEqual(
      sections.map(({ title }) => title),
      ['1 Part 1', '2 Part 2', 'References'],
    );
    assert.match(
      sections[1]?.text ?? '',
      /^Paragraph 2 .* that x_i is bounded, as Table 2 shows\.\nRemark 2/u,
    );
  });
});
