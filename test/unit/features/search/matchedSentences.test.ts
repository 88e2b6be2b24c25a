import assert from 'node:assert/strict';
import { english } from '../../../../src/core/base/localization';
import type { Paper } from '../../../../src/core/library/paper';
import { parseNote } from '../../../../src/core/notes/parseNote';
import type { SearchField, SearchHit } from '../../../../src/core/search/searchDocument';
import { SearchIndex } from '../../../../src/core/search/searchIndex';
import { MatchedSentences } from '../../../../src/features/search/matchedSentences';
import { seedDocuments } from '../../core/search/seedDocuments';

const paper: Paper = {
  id: 'a',
  title: 'Flows of $\\alpha$',
  abstract: 'The first sentence is of graphs. The second, with \\textbf{sampling}, is of $x^2$ in images.',
  authors: ['First Author'],
  links: [],
};

function hit(fields: Readonly<Record<string, readonly SearchField[]>>): SearchHit {
  return { id: paper.id, score: 1, terms: Object.keys(fields), fields };
}

const noteWith = (yaml: string, body = '') => parseNote(`---\npaper: a\n${yaml}---\n${body}`, 'a').note;

suite('The sentence that shows why a paper was found', () => {
  test('is quoted from where the words are: the note, else the abstract, the tags, the authors', () => {
    const sentences = new MatchedSentences(english);
    const note = noteWith('tags: [topic/flows]\n', 'Own words on graphs.\n');
    const found = (fields: Readonly<Record<string, readonly SearchField[]>>) =>
      sentences.of(paper, note, hit(fields));
    assert.equal(found({ graphs: ['abstract', 'notes'] }), 'Note: Own words on graphs.');
    assert.equal(found({ graphs: ['abstract'] }), 'The first sentence is of graphs.');
    assert.equal(found({ sampling: ['abstract'] }), 'The second, with sampling, is of x² in images.');
    assert.equal(found({ flows: ['tags'] }), 'Tags: topic/flows');
    assert.equal(found({ author: ['authors'] }), 'Authors: First Author');
  });

  test('is the beginning of the abstract if only the title has the words, and none if nothing has them', () => {
    const sentences = new MatchedSentences(english);
    assert.match(sentences.of(paper, undefined, hit({ flows: ['title'] })) ?? '', /^The first sentence is/u);
    assert.equal(sentences.of(paper, undefined, hit({})), undefined);
    assert.equal(sentences.of({ ...paper, abstract: '' }, undefined, hit({ flows: ['title'] })), undefined);
  });

  test('is another one once the paper or its note is another', () => {
    const sentences = new MatchedSentences(english);
    const inNotes = hit({ graphs: ['notes', 'abstract'] });
    assert.equal(sentences.of(paper, undefined, inNotes), 'The first sentence is of graphs.');
    assert.equal(sentences.of(paper, noteWith('', 'Graphs, again.\n'), inNotes), 'Note: Graphs, again.');
    const changed = { ...paper, abstract: 'Now of graphs alone.' };
    assert.equal(sentences.of(changed, undefined, inNotes), 'Now of graphs alone.');
  });

  test('is for each letter that is typed what it is without the sentences of the letters before', () => {
    const index = new SearchIndex();
    const papers = new Map<string, Paper>();
    for (const document of seedDocuments()) {
      index.put(document);
      const { id, title, abstract } = document;
      papers.set(id, { id, title, abstract, links: [] });
    }
    const kept = new MatchedSentences(english);
    for (const query of ['diffusion models for image', 'quantum variational', 'self-supervised']) {
      for (let length = 1; length <= query.length; length += 1) {
        for (const found of index.search(query.slice(0, length), { limit: 50 })) {
          const hitPaper = papers.get(found.id);
          assert.ok(hitPaper);
          const fresh = new MatchedSentences(english).of(hitPaper, undefined, found);
          assert.equal(kept.of(hitPaper, undefined, found), fresh);
        }
      }
    }
  });
});
