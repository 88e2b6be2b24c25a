import assert from 'node:assert/strict';
import { executeQuery } from '../../../../src/core/search/query/executeQuery';
import { PaperTable } from '../../../../src/core/search/query/paperTable';
import { SearchIndex } from '../../../../src/core/search/searchIndex';
import { plainQuestions } from '../../../bench/plainQuestions';
import { seedDocuments } from '../search/seedDocuments';

suite('Questions in plain words', () => {
  test('find the paper of whose abstract they were made among the first five, nine times of ten', () => {
    const documents = seedDocuments();
    const engine = { index: new SearchIndex(), papers: new PaperTable() };
    for (const document of documents) engine.index.put(document);
    const questions = plainQuestions(documents);
    const isFound = ({ id, text }: { readonly id: string; readonly text: string }): boolean =>
      executeQuery(text, engine, 5).hits.some((hit) => hit.id === id);
    for (const kind of new Set(questions.map((question) => question.kind))) {
      const ofKind = questions.filter((question) => question.kind === kind);
      assert.ok(ofKind.length >= 300, kind);
      const missed = ofKind.filter((question) => !isFound(question));
      assert.ok(missed.length <= ofKind.length / 10, `${kind}: ${missed.length} missed of ${ofKind.length}`);
    }
  });
});
