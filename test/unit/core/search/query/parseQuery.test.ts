import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseQuery } from '../../../../../src/core/search/query/parseQuery';
import type { Criterion, QueryNode } from '../../../../../src/core/search/query/queryNode';
import { runs } from '../../../../support/testLength';
import { localized } from '../../../../../src/core/base/localization';

/** A query's structure on one line: terms that must all match in `(…)`, alternatives in `[…]`. */
function shape(node: QueryNode | undefined): string {
  if (!node) return '';
  switch (node.kind) {
    case 'word':
      return node.text;
    case 'phrase':
      return `"${node.text}"`;
    case 'criterion':
      return criterion(node.criterion);
    case 'not':
      return `-${shape(node.node)}`;
    case 'and':
      return `(${node.nodes.map(shape).join(' ')})`;
    case 'or':
      return `[${node.nodes.map(shape).join(' ')}]`;
  }
}

function criterion({ kind, ...rest }: Criterion): string {
  return `${kind}=${JSON.stringify(Object.values(rest)[0])}`;
}

suite('parseQuery: structure', () => {
  const table: [query: string, expected: string][] = [
    ['', ''],
    ['   ', ''],
    ['diffusion', 'diffusion'],
    ['latent diffusion', '(latent diffusion)'],
    ['"exact phrase"', '"exact phrase"'],
    ['“curly quotes” x', '("curly quotes" x)'],
    ['-word', '-word'],
    ['a -tag:x', '(a -tag="x")'],
    ['-"two words"', '-"two words"'],
    ['a OR b', '[a b]'],
    ['a b OR c d', '(a [b c] d)'],
    ['a OR b OR c', '[a b c]'],
    ['(a b) OR c', '[(a b) c]'],
    ['-(a OR b)', '-[a b]'],
    ['a or b', '(a or b)'],
    ['tag:method/diffusion', 'tag="method/diffusion"'],
    ['TAG:x', 'tag="x"'],
    ['tag:"two words"', 'tag="two words"'],
    ['(tag:a OR is:later) transformer', '([tag="a" is="later"] transformer)'],
    ['day:"Mar 11"', 'day={"month":3,"day":11}'],
    ['day:2025-03', 'day={"year":2025,"month":3}'],
    ['day:2025', 'day={"year":2025}'],
    ['day:2025-03-11', 'day={"year":2025,"month":3,"day":11}'],
    [
      'after:2025-03-11 before:"April 2, 2025"',
      '(after={"year":2025,"month":3,"day":11} before={"year":2025,"month":4,"day":2})',
    ],
    ['after:mar', 'after={"month":3}'],
    ['is:Unread', 'is="unread"'],
    ['has:highlight', 'has="highlight"'],
    ['source:arxiv', 'source="arxiv"'],
    ['author:"Geoffrey Hinton"', 'author="Geoffrey Hinton"'],
    ['cat:cs.LG', 'category="cs.LG"'],
    ['title:attention', 'title="attention"'],
    ['tag:#method', 'tag="method"'],
    ['tag:gro\u0308\u00dfe', 'tag="gr\u00f6\u00dfe"'],
    [
      'What are the “seven bridges”, and why does the (old) problem of -graphs matter?',
      'What are the “seven bridges”, and why does the (old) problem of -graphs matter?',
    ],
    [
      '"a phrase of many words that is all there is in it"',
      '"a phrase of many words that is all there is in it"',
    ],
    // Text that only looks like the language.
    ['state-of-the-art - A survey', '(state-of-the-art - A survey)'],
    ['Title: words after it', '(Title: words after it)'],
    ['see http://a.b/c and doi:10.1/x', '(see http://a.b/c and doi:10.1/x)'],
    ['ReAct:Synergizing 3:4', '(ReAct:Synergizing 3:4)'],
    ['--flag', '--flag'],
    ['TSS (Time Sharing System), now', '(TSS (Time Sharing System) , now)'],
  ];
  for (const [query, expected] of table) {
    test(JSON.stringify(query), () => {
      const parsed = parseQuery(query);
      assert.equal(shape(parsed.node), expected);
      assert.deepEqual(parsed.problems, []);
    });
  }
});

suite('parseQuery: problems', () => {
  /** The query with the problem's place between brackets, its message, and what is suggested. */
  const table: [query: string, marked: string, message: RegExp, suggestion?: string][] = [
    ['a tga:x', 'a [tga:]x', /no “tga:”.*Did you mean “tag:”/, 'tag:'],
    ['auth:hinton', '[auth:]hinton', /Did you mean “author:”/, 'author:'],
    ['zzz:hinton', '[zzz:]hinton', /There are tag, is, has.*and title\./],
    ['is:unraed', 'is:[unraed]', /unread, later, read, skipped and in-code, not “unraed”/, 'unread'],
    ['has:notes b', 'has:[notes] b', /note, tag, highlight and code/, 'note'],
    ['source:hugging', 'source:[hugging]', /huggingface/, 'huggingface'],
    ['day:32', 'day:[32]', /not a date/],
    ['day:2025-02-31 b', 'day:[2025-02-31] b', /not a date/],
    ['after:soon', 'after:[soon]', /not a date/],
    ['before:2025-13', 'before:[2025-13]', /not a date/],
    ['"open', '["open]', /closing quotation mark/],
    ['tag:"open', 'tag:["open]', /closing quotation mark/],
    ['(a', '[(]a', /never closed/],
    ['a)', 'a[)]', /closes none/],
    ['OR b', '[OR] b', /stands between/],
    ['a OR', 'a [OR]', /stands between/],
    ['(a OR )', '(a [OR] )', /stands between/],
  ];
  for (const [query, marked, message, suggestion] of table) {
    test(query, () => {
      const { problems } = parseQuery(query);
      assert.equal(problems.length, 1);
      const [problem] = problems;
      assert.ok(problem);
      const { start, end } = problem.range;
      assert.equal(`${query.slice(0, start)}[${query.slice(start, end)}]${query.slice(end)}`, marked);
      assert.match(localized(problem.message), message);
      assert.equal(problem.suggestion, suggestion);
    });
  }

  test('an unknown operator is an error, a stray sign is not', () => {
    assert.equal(parseQuery('foo:bar').problems[0]?.severity, 'error');
    assert.equal(parseQuery('(foo').problems[0]?.severity, 'warning');
  });

  test('the rest of the query is understood all the same', () => {
    assert.equal(shape(parseQuery('a ) tga:x OR (b "c').node), '(a (b "c"))');
  });

  test('reads any text, however deep, and keeps ranges within it', () => {
    const piece = fc.constantFrom(
      '(',
      ')',
      '-',
      '"',
      'OR',
      ' ',
      'a',
      'tag:',
      'is:',
      'x',
      ':',
      '\ud800',
      '深',
      'day:"Mar',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        for (const { range } of parseQuery(text).problems) {
          assert.ok(0 <= range.start && range.start < range.end && range.end <= text.length);
        }
      }),
      { numRuns: runs(1000) },
    );
    for (const deep of ['(', '-(', '"', ')', '- ', 'OR ']) parseQuery(deep.repeat(20_000));
  });
});
