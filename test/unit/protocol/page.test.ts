import assert from 'node:assert/strict';
import { isReaderPage, invalidPageFields, type PageToken, type ReaderPage } from '../../../src/protocol/page';
import { samplePage } from './samplePage';

const optional: readonly (keyof ReaderPage)[] = [
  'arxivId',
  'published',
  'updated',
  'categories',
  'upvotes',
  'repository',
  'dayId',
  'note',
  'mentions',
  'highlights',
  'readOnly',
  'leftOut',
  'fromFolder',
];

const withAbstract = (raw: string, ...tokens: Partial<PageToken>[]) => ({
  ...samplePage,
  abstract: { raw, tokens: tokens.map((token) => ({ kind: 'text', plain: '', ...token })) },
});

suite('Page of the reader', () => {
  test('passes whole, and after a trip through JSON', () => {
    assert.ok(isReaderPage(samplePage));
    assert.ok(isReaderPage(JSON.parse(JSON.stringify(samplePage))));
  });

  for (const key of Object.keys(samplePage) as (keyof ReaderPage)[]) {
    const needed = !optional.includes(key);
    test(`${needed ? 'needs' : 'can do without'} its ${key}`, () => {
      const rest = Object.fromEntries(Object.entries(samplePage).filter(([name]) => name !== key));
      assert.equal(isReaderPage(rest), !needed);
    });
    test(`needs its ${key} to be of the right shape`, () => {
      const other = typeof samplePage[key] === 'number' ? '17' : 17;
      assert.equal(isReaderPage({ ...samplePage, [key]: other }), false);
      assert.equal(isReaderPage({ ...samplePage, [key]: [{}] }), false);
    });
  }

  test('names the fields that are not of the right shape', () => {
    assert.deepEqual(invalidPageFields(samplePage), []);
    assert.deepEqual(invalidPageFields({ ...samplePage, upvotes: 4.5, tags: undefined }), [
      'tags',
      'upvotes',
    ]);
    assert.deepEqual(invalidPageFields(17), ['page']);
  });

  const coverings: readonly [string, unknown, boolean][] = [
    ['tokens that cover the text', withAbstract('abc', { start: 0, end: 1 }, { start: 1, end: 3 }), true],
    ['an empty text without tokens', withAbstract(''), true],
    ['an empty token between two', withAbstract('a', { start: 0, end: 0 }, { start: 0, end: 1 }), true],
    ['a gap', withAbstract('abc', { start: 0, end: 1 }, { start: 2, end: 3 }), false],
    ['an overlap', withAbstract('abc', { start: 0, end: 2 }, { start: 1, end: 3 }), false],
    ['tokens that end early', withAbstract('abc', { start: 0, end: 2 }), false],
    ['tokens that end late', withAbstract('abc', { start: 0, end: 4 }), false],
    ['a token that runs backwards', withAbstract('abc', { start: 0, end: 3 }, { start: 3, end: 2 }), false],
    ['a text without tokens', withAbstract('abc'), false],
  ];
  for (const [name, page, expected] of coverings) {
    test(`${expected ? 'may have' : 'may not have'} ${name}`, () =>
      assert.equal(isReaderPage(page), expected));
  }
});
