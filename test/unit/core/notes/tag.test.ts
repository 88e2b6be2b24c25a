import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  compareTags,
  distinctTags,
  isTagWithin,
  parseTag,
  renamedTag,
  tagAncestors,
  tagWords,
} from '../../../../src/core/notes/tag';
import { localized } from '../../../../src/core/base/localization';

suite('Tags', () => {
  const good: readonly (readonly [string, string])[] = [
    ['ml', 'ml'],
    ['  #To Read ', 'To-Read'],
    ['method / diffusion', 'method/diffusion'],
    ['Cafe\u0301', 'Café'],
    ['日本語', '日本語'],
    ['🔥/👩‍👩‍👧', '🔥/👩‍👩‍👧'],
    ['c++', 'c++'],
    ['v1.2_b', 'v1.2_b'],
  ];
  for (const [typed, tag] of good) {
    test(`“${typed}” is the tag “${tag}”`, () => assert.deepEqual(parseTag(typed), { ok: true, value: tag }));
  }

  const bad = [
    '',
    ' ',
    '#',
    '/',
    'a//b',
    '/a',
    'a/',
    'a,b',
    'a: b',
    '"a"',
    '[a]',
    'a#b',
    'a\u0000',
    '\u202eabc',
    'x'.repeat(101),
  ];
  for (const typed of bad) {
    test(`${JSON.stringify(typed).slice(0, 20)} is rejected with one sentence`, () => {
      const parsed = parseTag(typed);
      assert.ok(!parsed.ok);
      assert.match(localized(parsed.error), /^[^]+\.$/);
    });
  }

  test('parsing a parsed tag again gives the same tag', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const parsed = parseTag(typed);
        if (parsed.ok) assert.deepEqual(parseTag(parsed.value), parsed);
      }),
    );
  });

  test('nest by “/”, ignoring case', () => {
    assert.deepEqual(tagAncestors('a/b/c'), ['a', 'a/b']);
    assert.equal(isTagWithin('Method/GAN', 'method'), true);
    assert.equal(isTagWithin('methods', 'method'), false);
    assert.equal(isTagWithin('method', 'method/gan'), false);
  });

  test('are renamed with their descendants', () => {
    assert.equal(renamedTag('Method/GAN/x', 'method', 'way'), 'way/GAN/x');
    assert.equal(renamedTag('a/b', 'a/b', 'c'), 'c');
    assert.equal(renamedTag('ab', 'a', 'c'), undefined);
  });

  test('are equal in any case and Unicode normal form', () => {
    assert.deepEqual(distinctTags(['ML', 'ml', 'é', 'e\u0301', '#ml', '']), ['ML', 'é']);
  });

  test('are ordered level by level', () => {
    const tags = ['b', 'a-b', 'a/b', 'A', 'a/a/z'];
    assert.deepEqual(tags.toSorted(compareTags), ['A', 'a/a/z', 'a/b', 'a-b', 'b']);
  });

  test('are parsed from strings as older versions of Obsidian wrote them', () => {
    assert.deepEqual(tagWords('a, b c ,'), ['a', 'b c']);
    assert.deepEqual(tagWords(' #a  #b/c'), ['a', 'b/c']);
  });
});
