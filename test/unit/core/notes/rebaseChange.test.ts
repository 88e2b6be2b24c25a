import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mergeLines } from '../../../../src/core/notes/mergeLines';
import type { Note } from '../../../../src/core/notes/note';
import { type NoteChange, applyChange } from '../../../../src/core/notes/noteChange';
import { rebaseChange } from '../../../../src/core/notes/rebaseChange';
import { tagKey } from '../../../../src/core/notes/tag';
import { highlightArb, tagText } from './noteArbitraries';
import { isFullLength, runs } from '../../../support/testLength';

suite('Merging lines', () => {
  const rows: readonly (readonly [string, string, string, string, string])[] = [
    ['ours where theirs is as it was', 'a\nb\n', 'a\nB\n', 'a\nb\n', 'a\nB\n'],
    ['theirs where ours is as it was', 'a\nb\n', 'a\nb\n', 'A\nb\n', 'A\nb\n'],
    ['both where they are apart', 'a\nb\nc\n', 'A\nb\nc\n', 'a\nb\nC\n', 'A\nb\nC\n'],
    ['one where both are the same', 'a\nb\n', 'a\nB\n', 'a\nB\n', 'a\nB\n'],
    ['what was written over what was taken away', 'a\nb\nc\n', 'a\nc\n', 'a\nB\nc\n', 'a\nB\nc\n'],
    ['nothing of nothing', '', '', '', ''],
    ['a line behind one that had no line end', 'a\nb', 'A\nb', 'a\nb\nc\n', 'A\nb\nc\n'],
    ['a last line that only got a line end', 'a\nb', 'a\nB', 'a\nb\n', 'a\nB\n'],
    ['a last line without the line end that both lack', 'a\nx\nb', 'A\nx\nb', 'a\nx\nB', 'A\nx\nB'],
    ['a last line that only lost its line end', 'a\nb\n', 'A\nb\n', 'a\nb', 'A\nb\n'],
  ];
  for (const [name, base, ours, theirs, merged] of rows) {
    test(`takes ${name}`, () => assert.equal(mergeLines(base, ours, theirs).text, merged));
  }

  test('keeps both versions of a line, and reports it', () => {
    const { text, keptBoth } = mergeLines('a\nb\nc\n', 'a\nours\nc\n', 'a\ntheirs\nc\n');
    assert.equal(keptBoth, true);
    assert.match(text, /^a\n<!-- .* -->\ntheirs\n<!-- .* -->\nours\n<!-- .* -->\nc\n$/);
  });

  for (const count of isFullLength ? [50_000, 150_000] : [20_000]) {
    test(`merges texts of ${count} different lines`, () => {
      const rows = Array.from({ length: count }, (_, at) => `line ${at}\n`);
      const base = rows.join('');
      const ours = rows.with(-2, 'ours\n').join('');
      const theirs = rows.with(2, 'theirs\n').join('');
      const merged = rows.with(-2, 'ours\n').with(2, 'theirs\n').join('');
      assert.deepEqual(mergeLines(base, ours, theirs), { text: merged, keptBoth: false });
    });
  }

  const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd', ''), { maxLength: 12 });
  const text = fc.tuple(lines, fc.boolean()).map(([all, end]) => all.join('\n') + (end ? '\n' : ''));

  test('loses no line that either side wrote', () => {
    const marked = (mark: string) =>
      fc
        .array(fc.nat(20), { maxLength: 4 })
        .map((places) => ({ mark, places: places.toSorted((a, b) => a - b) }));
    const write = (base: string, { mark, places }: { mark: string; places: number[] }): string => {
      const all = base.split('\n');
      for (const [index, place] of places.entries())
        all.splice(place % (all.length + 1), index % 2, `${mark}${index}`);
      return all.join('\n');
    };
    fc.assert(
      fc.property(text, marked('ours'), marked('theirs'), (base, our, their) => {
        const [ours, theirs] = [write(base, our), write(base, their)];
        const merged = new Set(mergeLines(base, ours, theirs).text.split('\n'));
        for (const line of `${ours}\n${theirs}`.split('\n')) {
          if (/ours|theirs/.test(line)) assert.ok(merged.has(line), line);
        }
      }),
      { numRuns: runs(500) },
    );
  });

  test('returns one side if the other is unchanged', () => {
    fc.assert(
      fc.property(text, text, (base, other) => {
        assert.deepEqual(mergeLines(base, other, base), { text: other, keptBoth: false });
        assert.deepEqual(mergeLines(base, base, other), { text: other, keptBoth: false });
        assert.deepEqual(mergeLines(base, other, other), { text: other, keptBoth: false });
      }),
    );
  });
});

suite('Merging changes', () => {
  const id = 'a-paper-0123abcd';
  const highlights = fc.uniqueArray(highlightArb(fc.constantFrom('h1', 'h2', 'h3', 'h4')), {
    selector: (one) => one.id,
  });
  const note: fc.Arbitrary<Note> = fc.record({
    paperId: fc.constant(id),
    tags: fc.uniqueArray(tagText, { maxLength: 4, selector: tagKey }),
    highlights,
    body: fc.constantFrom('', 'one\ntwo\nthree\n'),
  });
  const change: fc.Arbitrary<NoteChange> = fc.record(
    {
      addTags: fc.uniqueArray(tagText, { maxLength: 2 }),
      removeTags: fc.uniqueArray(tagText, { maxLength: 2 }),
      addHighlights: highlightArb(fc.constantFrom('h5', 'h6')).map((one) => [one]),
      removeHighlights: fc.constantFrom('h1', 'h2', 'h3').map((one) => [one]),
      editHighlights: fc
        .record({
          id: fc.constantFrom('h1', 'h2', 'h3', 'h4'),
          comment: fc.constantFrom('mine', 'yours', ''),
        })
        .map(({ id, comment }) => [{ id, set: { comment } }]),
      body: fc.constantFrom('one\nTWO\nthree\n', 'one\ntwo\nthree\nfour\n', ''),
    },
    { requiredKeys: [] },
  );

  test('loses no annotation of either side', () => {
    fc.assert(
      fc.property(note, change, change, (base, ours, theirs) => {
        const their = applyChange(base, theirs);
        const merged = applyChange(their, rebaseChange(base, ours, their).change);
        const our = applyChange(base, ours);
        const quotes = merged.highlights.map(({ quote }) => quote);
        const mayGo = (id: string, comment: string, other: NoteChange): boolean => {
          const was = base.highlights.find((highlight) => highlight.id === id);
          return (other.removeHighlights?.includes(id) ?? false) && (!was || was.comment === comment);
        };
        for (const one of our.highlights) {
          assert.ok(quotes.includes(one.quote) || mayGo(one.id, one.comment, theirs), one.id);
        }
        for (const one of their.highlights) {
          assert.ok(quotes.includes(one.quote) || mayGo(one.id, one.comment, ours), one.id);
        }
        const keys = new Set(merged.tags.map(tagKey));
        for (const tag of ours.addTags ?? []) assert.ok(keys.has(tagKey(tag)));
        const gone = new Set((ours.removeTags ?? []).map(tagKey));
        for (const tag of their.tags) assert.ok(keys.has(tagKey(tag)) || gone.has(tagKey(tag)));
      }),
      { numRuns: runs(300) },
    );
  });

  test('loses no comment of either side', () => {
    fc.assert(
      fc.property(note, change, change, (base, ours, theirs) => {
        const their = applyChange(base, theirs);
        const merged = applyChange(their, rebaseChange(base, ours, their).change);
        const all = merged.highlights.map(({ comment }) => comment).join('\n');
        for (const own of [ours, theirs]) {
          for (const { id, set } of own.editHighlights ?? []) {
            const was = base.highlights.find((one) => one.id === id);
            const dropped = own.removeHighlights?.includes(id) ?? false;
            if (was && was.comment !== set.comment && !dropped)
              assert.ok(all.includes(set.comment ?? ''), set.comment);
          }
        }
      }),
      { numRuns: runs(300) },
    );
  });

  test('leaves a change as it is if the note was not changed elsewhere', () => {
    fc.assert(
      fc.property(note, change, (base, ours) => {
        const { change: rebased, keptBoth } = rebaseChange(base, ours, base);
        const plain = {
          ...ours,
          addHighlights: (ours.addHighlights ?? []).filter(
            ({ id }) => !base.highlights.some((one) => one.id === id),
          ),
        };
        const fresh = {
          ...rebased,
          addHighlights: (rebased.addHighlights ?? []).filter(({ id }) => !/-\d$/.test(id)),
        };
        assert.deepEqual(applyChange(base, fresh), applyChange(base, plain));
        assert.deepEqual(keptBoth, []);
      }),
    );
  });
});
