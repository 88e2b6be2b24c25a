import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import type { PaperRecord } from '../../../../src/core/library/paper';
import { parseSource } from '../../../../src/core/importers/formats';

/** Real samples lie beside the repository, on some machines. */
const folder = new URL('../../../../../shared/digests/', import.meta.url);
const folded = (text: string): string => text.replace(/\s+/gu, ' ').trim();

interface Expected {
  readonly title: string;
  readonly abstract: string;
}

/** The contents of a file of each kind, found by means independent of our parsers. */
const truths: Readonly<Record<string, (text: string) => readonly Expected[]>> = {
  'hf-api': (text) =>
    (JSON.parse(text) as { paper: { title: string; summary: string } }[]).map(({ paper }) => ({
      title: paper.title,
      abstract: paper.summary,
    })),
  'arxiv-jsonl': (text) =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { title: string; summary: string })
      .map(({ title, summary }) => ({ title, abstract: summary })),
  'arxiv-abs': (text) => [
    {
      title: /^Title: ([\s\S]*?)^Authors:/mu.exec(text)?.[1] ?? '',
      abstract: text.split(/^\\\\$/mu)[2] ?? '',
    },
  ],
  'md-arxiv': (text) =>
    text
      .split(/^### \[\d+\] /mu)
      .slice(1)
      .map((entry) => ({
        title: /^\[(.*)\]\(/u.exec(entry)?.[1] ?? '',
        abstract: /^Abstract: ([\s\S]*?)\n+<\/details>/mu.exec(entry)?.[1] ?? '',
      })),
  'md-hf-table': (text) =>
    text
      .split('\n')
      .filter((line) => /^\| (?!Title)/u.test(line))
      .map((line) => line.split('|'))
      .map(([, title = '', , abstract = '']) => ({ title: title.replace(/\(Read more.*$/u, ''), abstract })),
};

suite('Real samples', function () {
  suiteSetup(function () {
    if (!existsSync(folder)) this.skip();
  });

  for (const [kind, truth] of Object.entries(truths)) {
    test(`${kind}: every paper is found, with its title and its abstract`, () => {
      for (const name of readdirSync(new URL(`${kind}/`, folder))) {
        const text = readFileSync(new URL(`${kind}/${name}`, folder), 'utf8');
        const digest = parseSource({ text, name });
        assert.deepEqual(digest.problems, [], name);
        const fold = ({ title, abstract }: Expected | PaperRecord) => ({
          title: folded(title),
          abstract: folded(abstract),
        });
        assert.deepEqual(digest.days.flatMap((day) => day.papers).map(fold), truth(text).map(fold), name);
      }
    });
  }
});
