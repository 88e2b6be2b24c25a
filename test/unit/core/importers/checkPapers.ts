import assert from 'node:assert/strict';
import type { PaperRecord } from '../../../../src/core/library/paper';
import { parseSource } from '../../../../src/core/importers/formats';
import { localized } from '../../../../src/core/base/localization';

/** Values that a test names; others are not compared. */
export type Values = { readonly [Name in keyof PaperRecord]?: PaperRecord[Name] | undefined };

/** Checks the papers of a text by the values that are named, and its problems. */
export function checkPapers(
  text: string,
  expected: readonly Values[],
  problems: readonly string[] = [],
): void {
  const digest = parseSource({ text });
  const papers = digest.days.flatMap((day) => day.papers);
  const compared = papers.map((paper, at) =>
    Object.fromEntries(
      Object.keys(expected[at] ?? paper).map((name) => [name, paper[name as keyof PaperRecord]]),
    ),
  );
  assert.deepEqual(compared, expected);
  assert.deepEqual(
    digest.problems.map(({ message }) => localized(message)),
    problems,
  );
}
