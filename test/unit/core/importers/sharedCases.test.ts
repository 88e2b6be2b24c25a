import assert from 'node:assert/strict';
import type { ParsedDigest } from '../../../../src/core/library/parsedDigest';
import type { Paper, PaperRecord } from '../../../../src/core/library/paper';
import { Library } from '../../../../src/core/library/library';
import { toPaperBatch } from '../../../../src/core/library/paperBatch';
import { SearchIndex } from '../../../../src/core/search/searchIndex';
import { render } from '../../../../src/core/tex/render';
import { localized } from '../../../../src/core/base/localization';
import {
  caseText,
  type Expected,
  readCase as read,
  sharedCases as cases,
} from '../../../support/sharedCases';

suite('Shared cases', function () {
  suiteSetup(function () {
    if (cases.length === 0) this.skip();
  });

  for (const expected of cases.filter(({ kind }) => kind === 'import'))
    test(`${expected.name} is imported right`, () => {
      const digests = expected.files.map((file) => read(expected.name, file));
      if (expected.each) for (const digest of digests) check(digest, expected);
      else
        check(
          {
            days: digests.flatMap(({ days }) => days),
            problems: digests.flatMap(({ problems }) => problems),
          },
          expected,
        );
    });

  for (const { name, files, distinct, arxivIds = [] } of cases.filter(({ kind }) => kind === 'dedup'))
    test(`${name}: as many papers as there are works`, () => {
      const library = new Library();
      for (const file of files) library.add(toPaperBatch(file, read(name, file).days));
      const papers: readonly Paper[] = [...library.papers()];
      assert.equal(papers.length, distinct, papers.map(({ title }) => title).join(' | '));
      for (const id of arxivIds)
        assert.ok(
          papers.some(({ arxivId }) => arxivId === id),
          id,
        );
    });

  for (const { name, files, mustKeep = [] } of cases.filter(({ noDollar }) => noDollar))
    test(`${name}: no dollar stays outside of formulas but that of money`, () => {
      const textOf = (text: string): string =>
        render(text)
          .map((token) => (token.kind === 'math' ? '' : token.plain))
          .join('');
      for (const file of files)
        for (const text of JSON.parse(caseText(name, file)) as string[])
          assert.doesNotMatch(textOf(text), /\$/u);
      for (const text of mustKeep) assert.equal(textOf(text), text);
    });

  // A query that must find its paper first is an identifier, which Papers: Search resolves before it asks the index.
  for (const { name, files, queries = {} } of cases.filter(({ queries, first }) => queries && !first))
    test(`${name}: each query finds its paper`, () => {
      const library = new Library();
      for (const file of files) library.add(toPaperBatch(file, read(name, file).days));
      const index = new SearchIndex();
      for (const { id, title, abstract } of library.papers()) index.put({ id, title, abstract });
      const titleOf = (id: string): string | undefined => library.paper(id)?.title;
      for (const [query, title] of Object.entries(queries))
        assert.ok(
          index.search(query, { limit: 20 }).some(({ id }) => titleOf(id) === title),
          query,
        );
    });
});

function check({ days, problems }: ParsedDigest, expected: Expected): void {
  const papers = days.flatMap((day) => day.papers);
  if (expected.papers) checkPapers(papers, expected.papers);
  if (expected.papersOrProblem && (papers.length > 0 || problems.length === 0))
    checkPapers(papers, expected.papersOrProblem);
  if (expected.problems !== undefined)
    assert.equal(
      problems.length,
      expected.problems,
      problems.map(({ message }) => localized(message)).join(' | '),
    );
  if (expected.authors)
    assert.deepEqual(
      papers.map(({ authors = [] }) => authors),
      expected.authors,
    );
  if (expected.abstracts)
    assert.deepEqual(
      papers.map(({ abstract }) => abstract),
      expected.abstracts,
    );
  if (expected.plainTitles)
    assert.deepEqual(
      papers.map(({ title }) =>
        render(title)
          .map(({ plain }) => plain)
          .join(''),
      ),
      expected.plainTitles,
    );
  if (expected.dayYears)
    assert.deepEqual(
      days.map(({ date }) => date?.year),
      expected.dayYears,
    );
  if (expected.dayIso)
    assert.deepEqual(
      days.map(({ date }) =>
        [date?.year, date?.month, date?.day].map((part) => String(part).padStart(2, '0')).join('-'),
      ),
      expected.dayIso,
    );
  if (expected.maxTitle !== undefined)
    for (const { title } of papers) assert.ok(title.length <= expected.maxTitle, title);
  checkTitlesAndIds(papers, expected);
}

function checkTitlesAndIds(papers: readonly PaperRecord[], expected: Expected): void {
  if (expected.papersAnyOf) assert.equal(papers.length, expected.papersAnyOf.length);
  expected.papersAnyOf?.forEach((titles, index) => {
    const title = papers[index]?.title ?? '';
    assert.ok(titles.includes(title), title);
  });
  for (const [title, ids] of Object.entries(expected.arxivIdsOf ?? {})) {
    const paper = papers.find((one) => one.title === title);
    assert.ok(paper && ids.includes(paper.arxivId ?? null), `${title}: ${paper?.arxivId}`);
  }
}

function checkPapers(papers: readonly PaperRecord[], expected: readonly Partial<PaperRecord>[]): void {
  const compared = papers.map((paper, index) =>
    Object.fromEntries(
      Object.entries(expected[index] ?? { title: '' }).map(([name, value]) => [
        name,
        // A year is right where only a year is expected.
        name === 'published' && typeof value === 'string' && paper.published?.startsWith(value)
          ? value
          : paper[name as keyof PaperRecord],
      ]),
    ),
  );
  assert.deepEqual(compared, expected);
}
