import assert from 'node:assert/strict';
import { NoteStore } from '../../../../src/core/notes/noteStore';
import { toPaperBatch } from '../../../../src/core/library/paperBatch';
import { Library } from '../../../../src/core/library/library';
import { paperId } from '../../../../src/core/library/paperId';
import { parseTriageRules } from '../../../../src/core/rules/parseTriageRules';
import { RuleEvaluator } from '../../../../src/core/rules/ruleEvaluator';
import { PaperState } from '../../../../src/core/state/paperState';
import { TriageStore } from '../../../../src/core/triage/triageStore';
import {
  createSearchCorpus,
  newestFirst,
  queryablePaper,
} from '../../../../src/services/search/searchCorpus';
import { runInTimeSlices } from '../../../../src/platform/common/runInTimeSlices';
import { InMemoryNoteFiles } from '../../core/notes/inMemoryNoteFiles';
import { InMemoryLog } from '../../core/triage/inMemoryLog';

suite('The corpus of search', () => {
  const title = 'Attention in $O(n)$';
  const abstract = 'We show $\\alpha_i \\leq 1$ for all models.';
  const id = paperId(title);

  async function setup(body = 'My text.') {
    const library = new Library();
    const papers = [
      { title, abstract, authors: ['Ada Lovelace'], categories: ['cs.LG'], arxivId: '2401.01234' },
    ];
    library.add(
      toPaperBatch('one', [{ label: 'Mar 11', date: { month: 3, day: 11 }, source: 'digest', papers }]),
    );
    const files = new InMemoryNoteFiles();
    const highlight =
      '  - id: h1\n    field: abstract\n    quote: $\\alpha_i$\n    comment: why\n    tags: [bound]\n';
    files.put(`${id}.md`, `---\npaper: ${id}\ntags: [topic]\nhighlights:\n${highlight}---\n\n${body}\n`);
    const notes = new NoteStore(files);
    const triage = new TriageStore(new InMemoryLog(), () => 0, undefined, undefined, library);
    await Promise.all([notes.ready(), triage.ready()]);
    const rules: RuleEvaluator = new RuleEvaluator({
      ids: () => newestFirst(library),
      facts: (of) => {
        const paper = library.paper(of);
        return paper && queryablePaper(paper, library, state, 'unread');
      },
      run: (steps) => runInTimeSlices(steps),
      report: (cause) => assert.fail(String(cause)),
    });
    const state = new PaperState(library, triage, notes, rules);
    const corpus = createSearchCorpus(library, state, rules, () => Promise.resolve());
    const changes: (readonly string[])[] = [];
    corpus.onDidChange((ids) => changes.push([...new Set(ids)]));
    return { library, triage, rules, corpus, changes };
  }

  test('gives texts as they are stored, without rendering TeX', async () => {
    const { corpus, library } = await setup();
    assert.deepEqual(corpus.document(id), {
      id,
      wordsHash: library.wordsHash(id),
      title,
      abstract,
      authors: ['Ada Lovelace'],
      categories: ['cs.LG'],
      keywords: ['2401.01234'],
      tags: ['topic', 'bound'],
      noteParts: [
        { kind: 'comment', text: 'why' },
        { kind: 'highlight', text: '$\\alpha_i$' },
        { kind: 'note', text: 'My text.' },
      ],
    });
    const facts = corpus.facts(id);
    assert.equal(facts?.abstract, abstract);
    assert.equal(facts.title, title);
    assert.deepEqual(facts.has, { note: true, tag: true, highlight: true, code: false });
    assert.equal(corpus.document('unknown'), undefined);
    assert.equal(corpus.facts('unknown'), undefined);
  });

  test('a note that only carries its own title has no text', async () => {
    const { corpus } = await setup(`# ${title}`);
    assert.equal(corpus.facts(id)?.has.note, false);
    assert.deepEqual(
      corpus.document(id)?.noteParts?.map(({ kind }) => kind),
      ['comment', 'highlight'],
    );
  });

  test('days are the same objects until they change', async () => {
    const { corpus, library } = await setup();
    const [first] = corpus.days();
    assert.equal(corpus.days(), corpus.days());
    const papers = [{ title: 'Another paper', abstract: '' }];
    library.add(
      toPaperBatch('two', [{ label: 'Mar 12', date: { month: 3, day: 12 }, source: 'digest', papers }]),
    );
    assert.equal(corpus.days().length, 2);
    assert.equal(corpus.days()[1], first);
  });

  test('a change under another id of a paper changes the paper', async () => {
    const { corpus, library, triage, changes } = await setup();
    const papers = [{ title: 'Attention in linear time', abstract, arxivId: '2401.01234' }];
    const other = paperId('Attention in linear time');
    library.add(toPaperBatch('two', [{ label: 'Mar 12', source: 'digest', papers }]));
    assert.equal(library.idOf(other), id);
    await triage.set([other], 'skipped');
    assert.deepEqual(changes.at(-1), [other, id]);
    assert.equal(corpus.facts(id)?.state, 'skipped');
  });

  test('a paper changes when it is marked, and when a rule keeps it for later', async () => {
    const { corpus, rules, triage, changes } = await setup();
    await rules.setRules(parseTriageRules([{ match: 'attention', action: 'later' }]).rules);
    await rules.settled();
    assert.deepEqual(changes, [[id]]);
    assert.equal(corpus.facts(id)?.state, 'later');
    await triage.set([id], 'read');
    assert.deepEqual(changes.at(-1), [id]);
    assert.equal(corpus.facts(id)?.state, 'read');
  });
});
