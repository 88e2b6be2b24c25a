import assert from 'node:assert/strict';
import fc from 'fast-check';
import { finish } from '../../../../src/core/base/cooperativeTask';
import {
  type IdentityDecision,
  IdentityDecisions,
  decisionsIn,
  parseDecisionRecord,
  recordKey,
} from '../../../../src/core/library/identityDecisions';
import { Library } from '../../../../src/core/library/library';
import type { PaperRecord } from '../../../../src/core/library/paper';
import { type PaperBatch, toPaperBatch } from '../../../../src/core/library/paperBatch';
import { paperId } from '../../../../src/core/library/paperId';

type Given = Omit<PaperRecord, 'abstract'>;

const TITLE = 'Routes of Tokens in Long Texts';
const records = {
  arxiv: { title: TITLE, arxivId: '2401.00011', authors: ['Anna Lee', 'Bo Kim'] },
  doi: { title: TITLE, doi: '10.1000/a', authors: ['Anna Lee'] },
  bare: { title: TITLE, authors: ['Cy Young'] },
  otherArxiv: { title: 'Token Routes', arxivId: '2401.00012' },
} as const satisfies Readonly<Record<string, Given>>;

function batchOf(name: string, record: Given, place = 'global'): PaperBatch {
  return toPaperBatch(`${place}/${name}`, [
    { label: `Day of ${name}`, source: 'digest', papers: [{ abstract: '', ...record }] },
  ]);
}

type Name = keyof typeof records;

function libraryOf(names: readonly Name[], decisions: readonly IdentityDecision[] = [], folder?: Name) {
  const library = new Library();
  finish(library.decideInSteps(new IdentityDecisions(decisions)));
  for (const name of names)
    library.add(batchOf(name, records[name], name === folder ? 'workspace' : 'global'));
  return library;
}

function part(name: Name) {
  const [given] = batchOf(name, records[name]).days[0]?.papers ?? [];
  assert.ok(given);
  return { key: recordKey(given), id: given.id };
}

const split = (kept: readonly Name[], apart: readonly Name[], id = 's'): IdentityDecision => ({
  kind: 'split',
  id,
  kept: kept.map(part),
  split: apart.map(part),
});
const merge = (names: readonly Name[], id = 'm'): IdentityDecision => ({
  kind: 'merge',
  id,
  parts: names.map(part),
});

/** Which records are one paper, by the names of the days that list them. */
function groups(library: Library): readonly string[] {
  return [...library.paperIds()]
    .map((id) =>
      library
        .daysOf(id)
        .map(({ label }) => label.slice('Day of '.length))
        .toSorted()
        .join('+'),
    )
    .toSorted();
}

const all: readonly Name[] = ['arxiv', 'doi', 'bare', 'otherArxiv'];
const orders = fc.shuffledSubarray([...all], { minLength: all.length });

const cases: readonly (readonly [what: string, decisions: readonly IdentityDecision[], groups: string[]])[] =
  [
    ['no decision', [], ['arxiv+bare+doi', 'otherArxiv']],
    [
      'the record without identifier is split',
      [split(['arxiv', 'doi'], ['bare'])],
      ['arxiv+doi', 'bare', 'otherArxiv'],
    ],
    [
      'the publisher’s record is split',
      [split(['arxiv', 'bare'], ['doi'])],
      ['arxiv+bare', 'doi', 'otherArxiv'],
    ],
    ['two arXiv identifiers are merged', [merge(all)], ['arxiv+bare+doi+otherArxiv']],
    [
      'what was merged is split again',
      [merge(all), split(['arxiv', 'doi', 'bare'], ['otherArxiv'])],
      ['arxiv+bare+doi', 'otherArxiv'],
    ],
    [
      'what was split is merged again',
      [split(['arxiv', 'doi'], ['bare']), merge(['arxiv', 'doi', 'bare'])],
      ['arxiv+bare+doi', 'otherArxiv'],
    ],
  ];

suite('Decisions about the identity of papers', () => {
  for (const [what, decisions, expected] of cases)
    test(`${what}: the same in every order of imports, and after they are imported again`, () => {
      fc.assert(
        fc.property(orders, orders, (first, again) => {
          const library = libraryOf(first, decisions);
          assert.deepEqual(groups(library), expected);
          for (const name of again) library.add(batchOf(name, records[name]));
          assert.deepEqual(groups(library), expected);
        }),
        { numRuns: 24 },
      );
    });

  test('are the same where one of the digests is in the workspace folder', () => {
    for (const [what, decisions, expected] of cases)
      for (const folder of all)
        if (!what.includes('no decision'))
          assert.deepEqual(groups(libraryOf(all, decisions, folder)), expected, `${what}, ${folder}`);
  });

  test('about a DOI that earlier versions cut hold for the work with its title, and for no other', () => {
    const cut = '10.1175/1520-0469(1963)020';
    const flow = { title: 'Flow', doi: `${cut}<0130:dnf>2.0.co;2`, authors: ['Anna Lee'] };
    const other = { title: 'Drops', doi: `${cut}<0141:d>2.0.co;2`, authors: ['Anna Lee'] };
    const parts = [part('otherArxiv'), { key: `doi:${cut}`, id: paperId('Flow') }];
    const library = new Library();
    finish(library.decideInSteps(new IdentityDecisions([{ kind: 'merge', id: 'm', parts }])));
    for (const [name, record] of Object.entries({ flow, other, otherArxiv: records.otherArxiv }))
      library.add(batchOf(name, record));
    assert.deepEqual(groups(library), ['flow+otherArxiv', 'other']);
  });

  test('about a DOI that earlier versions stored as addresses encode it hold for it', () => {
    const doi = '10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2-2';
    const flow = { title: TITLE, doi, authors: ['Anna Lee'] };
    const encoded = '10.1002/(sici)1097-0258%2819980815%2917%3a15%3c1661%3a%3aaid-sim968%3e3.0.co%3b2-2';
    const cut = '10.1002/(sici)1097-0258%2819980815%2917%3a15';
    for (const stored of [doi, encoded, encoded.replace('%3c', '&lt;').replace('%3e', '&gt;'), cut]) {
      const parts = { otherArxiv: part('otherArxiv'), flow: { key: `doi:${stored}`, id: paperId(TITLE) } };
      const added = { arxiv: records.arxiv, flow, otherArxiv: records.otherArxiv };
      const library = (decision: IdentityDecision): Library => {
        const made = new Library();
        finish(made.decideInSteps(new IdentityDecisions([decision])));
        for (const [name, record] of Object.entries(added)) made.add(batchOf(name, record));
        return made;
      };
      const merged = library({ kind: 'merge', id: 'm', parts: Object.values(parts) });
      assert.deepEqual(groups(merged), ['arxiv+flow+otherArxiv'], stored);
      const apart = library({ kind: 'split', id: 's', kept: [part('arxiv')], split: [parts.flow] });
      assert.deepEqual(groups(apart), ['arxiv', 'flow', 'otherArxiv'], stored);
    }
  });

  test('take effect at once, and so does their undo, with one event', () => {
    const library = libraryOf(all);
    const before = groups(library);
    const events: string[] = [];
    library.onDidChange(({ papers, removedPapers }) =>
      events.push(`${papers.length} ${removedPapers.length}`),
    );
    finish(library.decideInSteps(new IdentityDecisions([split(['arxiv', 'doi'], ['bare'])])));
    assert.deepEqual(groups(library), ['arxiv+doi', 'bare', 'otherArxiv']);
    finish(library.decideInSteps(new IdentityDecisions()));
    assert.deepEqual([groups(library), events.length], [before, 2]);
  });

  test('the split part never gets the id that the rest keeps, in any order of imports', () => {
    for (const names of [all, all.toReversed()]) {
      const library = libraryOf(names, [split(['arxiv', 'doi'], ['bare'])]);
      assert.equal(library.paper(paperId(TITLE))?.arxivId, '2401.00011');
      const bare = [...library.papers()].find(({ authors }) => authors?.[0] === 'Cy Young');
      assert.match(bare?.id ?? '', /^routes-of-tokens-in-long-texts-[0-9a-f]{8}$/u);
    }
    const [one, other] = [all, all.toReversed()].map((names) =>
      [...libraryOf(names, [split(['arxiv', 'doi'], ['bare'])]).paperIds()].toSorted(),
    );
    assert.deepEqual(one, other, 'ids depend on the order');
  });

  test('ids from before a merge find the merged paper', () => {
    const ids = [...libraryOf(all).paperIds()];
    const merged = libraryOf(all, [merge(all)]);
    assert.equal(new Set(ids.map((id) => merged.paper(id)?.id)).size, 1);
  });

  test('the records of a paper can be listed', () => {
    const library = libraryOf(all, [merge(['arxiv', 'doi', 'bare', 'otherArxiv'])]);
    assert.deepEqual(
      library.recordsOf(paperId(TITLE)).map(recordKey).toSorted(),
      all.map((name) => part(name).key).toSorted(),
    );
  });

  test('only a paper whose records have several keys can be split', () => {
    const canBeSplit = (library: Library): readonly boolean[] =>
      [...library.paperIds()].map((id) => library.isMerged(id));
    assert.deepEqual(canBeSplit(libraryOf(['arxiv', 'arxiv'])), [false]);
    assert.deepEqual(canBeSplit(libraryOf(['arxiv', 'doi'])), [true]);
    assert.deepEqual(canBeSplit(libraryOf(['arxiv', 'doi'], [split(['arxiv'], ['doi'])])), [false, false]);
    assert.deepEqual(canBeSplit(libraryOf(['arxiv', 'otherArxiv'], [merge(['arxiv', 'otherArxiv'])])), [
      true,
    ]);
    assert.equal(new Library().isMerged('unknown'), false);
  });

  test('a merge by title of an arXiv identifier and a DOI is reported, but not once it was decided', () => {
    const report = (decisions: readonly IdentityDecision[]) => {
      const library = libraryOf(['arxiv'], decisions);
      return library.add(batchOf('doi', records.doi)).joined;
    };
    assert.deepEqual(report([]), [paperId(TITLE)]);
    assert.deepEqual(report([merge(['arxiv', 'doi'])]), []);
    const doubted = (decisions: readonly IdentityDecision[]) =>
      libraryOf(['arxiv'], decisions).add(batchOf('bare', records.bare)).doubtful;
    assert.deepEqual(doubted([]), [paperId(TITLE)]);
    assert.deepEqual(doubted([merge(['arxiv', 'bare'])]), []);
  });
});

suite('Stored decisions', () => {
  test('hold until they are revoked, and again when they are stored again', () => {
    const [one, other] = [split(['arxiv'], ['bare'], 'a'), merge(['arxiv', 'doi'], 'b')];
    const revoke = { kind: 'revoke', id: 'a' } as const;
    assert.deepEqual(decisionsIn([one, other]), [one, other]);
    assert.deepEqual(decisionsIn([one, other, revoke]), [other]);
    assert.deepEqual(decisionsIn([one, other, revoke, one]), [other, one]);
  });

  test('are read back, and anything else is left out', () => {
    for (const record of [split(['arxiv'], ['bare']), merge(['arxiv', 'doi']), { kind: 'revoke', id: 'a' }])
      assert.deepEqual(parseDecisionRecord(JSON.parse(JSON.stringify(record))), record);
    for (const other of [
      null,
      1,
      {},
      { kind: 'merge', id: 'a' },
      { kind: 'split', id: 'a', kept: [1], split: [] },
    ])
      assert.equal(parseDecisionRecord(other), undefined);
  });
});
