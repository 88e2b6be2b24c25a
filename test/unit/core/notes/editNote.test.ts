import assert from 'node:assert/strict';
import fc from 'fast-check';
import { editNote } from '../../../../src/core/notes/editNote';
import type { Highlight } from '../../../../src/core/notes/note';
import { type NoteChange, applyChange, sameNote } from '../../../../src/core/notes/noteChange';
import { applyPatch, isPatchBase, patchBetween } from '../../../../src/core/notes/notePatch';
import { noteTemplate } from '../../../../src/core/notes/noteTemplate';
import { planUpdate } from '../../../../src/core/notes/planUpdate';
import { parseNote } from '../../../../src/core/notes/parseNote';
import { abstract, highlightArb, hostileText, noteFile, tagText } from './noteArbitraries';
import { runs } from '../../../support/testLength';

const id = 'a-paper-0123abcd';

function edited(text: string, change: NoteChange): string {
  const result = editNote(text, id, change);
  assert.ok(result.ok, `${result.ok ? '' : JSON.stringify(result.error)} in\n${text}`);
  return result.value;
}

/** The lines that differ, from the first to the last, in both texts. */
function hunk(before: string, after: string): { removed: string[]; added: string[] } {
  const [a, b] = [before.split('\n'), after.split('\n')];
  let head = 0;
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  return { removed: a.slice(head, a.length - tail), added: b.slice(head, b.length - tail) };
}

function ofFullText(): Highlight {
  return {
    id: 'w1',
    field: 'fullText',
    quote: 'notes that last',
    prefix: '',
    suffix: '',
    start: 9,
    end: 24,
    version: 2,
    section: '2 Method',
    color: 'yellow',
    comment: '',
    tags: [],
    created: '2025-03-11T08:00:00.000Z',
    state: 'anchored',
  };
}

/** A highlight as one on the abstract. */
function onAbstract({ version: _version, section: _section, ...rest }: Highlight): Highlight {
  return { ...rest, field: 'abstract' };
}

function inTitle(): Highlight {
  const { quote, prefix, suffix, start, end, color, comment, tags, created, state } = ofFullText();
  return {
    id: 'h',
    field: 'title',
    quote,
    prefix,
    suffix,
    start,
    end,
    color,
    comment,
    tags,
    created,
    state,
  };
}

suite('Editing a note file', () => {
  const rows: readonly (readonly [string, string, NoteChange, string])[] = [
    [
      'adds a tag to a list in order',
      '---\ntags:\n  - a\n  - c\n---\n',
      { addTags: ['b'] },
      '---\ntags:\n  - a\n  - b\n  - c\n---\n',
    ],
    [
      'adds a tag at the end of a list out of order',
      '---\ntags:\n- c\n- a\n---\n',
      { addTags: ['b'] },
      '---\ntags:\n- c\n- a\n- b\n---\n',
    ],
    ['adds to a flow list', '---\ntags: [a]\n---\n', { addTags: ['b'] }, '---\ntags: [a, b]\n---\n'],
    ['adds to words', '---\ntags: a\n---\n', { addTags: ['b'] }, '---\ntags: a, b\n---\n'],
    [
      'makes an empty list a block',
      '---\ntags: [] # none\nx: 1\n---\n',
      { addTags: ['b'] },
      '---\ntags: # none\n  - b\nx: 1\n---\n',
    ],
    [
      'leaves the comment of a removed tag',
      '---\ntags:\n  - a # why\n  - b\n---\n',
      { removeTags: ['A'] },
      '---\ntags:\n  # why\n  - b\n---\n',
    ],
    [
      'leaves the key of the last tag',
      '---\ntags:\n  - a\n---\n',
      { removeTags: ['a'] },
      '---\ntags:\n---\n',
    ],
    [
      'gives a file without front matter one',
      'Mine\r\n',
      { addTags: ['b'] },
      '---\r\ntags:\r\n  - b\r\n---\r\n\r\nMine\r\n',
    ],
    ['keeps the byte order mark', '\ufeffMine', { addTags: ['b'] }, '\ufeff---\ntags:\n  - b\n---\n\nMine'],
    [
      'quotes what YAML 1.1 takes for no word',
      '---\n---\n',
      { addTags: ['yes'] },
      '---\ntags:\n  - "yes"\n---\n',
    ],
    [
      'writes a body after front matter that ends the file',
      '---\na: 1\n---',
      { body: 'x' },
      '---\na: 1\n---\n\nx',
    ],
    [
      'keeps a body apart from the front matter',
      '---\na: 1\n---\n',
      { body: '\nx' },
      '---\na: 1\n---\n\n\nx',
    ],
    ['never lets a body pass for front matter', '', { body: '---\nx\n---\n' }, '---\n---\n\n---\nx\n---\n'],
    [
      'takes the line endings of the file',
      '---\r\na: 1\r\n---\r\n\r\none\r\ntwo\r\n',
      { body: 'one\nthree\n' },
      '---\r\na: 1\r\n---\r\n\r\none\r\nthree\r\n',
    ],
    [
      'changes nothing for what is so already',
      '---\ntags: [A]\n---\n',
      { addTags: ['a'], removeTags: ['b'] },
      '---\ntags: [A]\n---\n',
    ],
    [
      'keeps beside the words which version they are of',
      '---\ntitle: T\nabstract: A\nmine: 1\nhighlights:\n---\n',
      { source: { title: 'T', abstract: 'B', arxivVersion: 2 } },
      '---\ntitle: T\nabstract: |-\n  B\narxivVersion: 2\nmine: 1\nhighlights:\n---\n',
    ],
    [
      'changes the version alone where the words are the same',
      '---\ntitle: T\nabstract: A\narxivVersion: 1 # then\n---\n',
      { source: { title: 'T', abstract: 'A', arxivVersion: 3 } },
      '---\ntitle: T\nabstract: A\narxivVersion: 3 # then\n---\n',
    ],
    [
      'leaves the version where that of the words is not known',
      '---\ntitle: T\nabstract: A\narxivVersion: 1\n---\n',
      { source: { title: 'T2', abstract: 'A' } },
      '---\ntitle: T2\nabstract: A\narxivVersion: 1\n---\n',
    ],
    [
      'adds a highlight of the whole paper last of all keys',
      '---\nhighlights:\nmine: 1\n---\n',
      { addHighlights: [ofFullText()] },
      `---\nhighlights:\nmine: 1\nfullText:\n  source: arxiv-html\n  highlights:\n    - id: w1\n      quote: notes that last\n      color: yellow\n      version: 2\n      start: 9\n      end: 24\n      section: "2 Method"\n      created: "2025-03-11T08:00:00.000Z"\n---\n`,
    ],
    [
      'adds highlights of the abstract and of the whole paper at once, each to its list',
      '---\na: 1\n---\n',
      { addHighlights: [ofFullText(), inTitle()] },
      `---\na: 1\nhighlights:\n  - id: h\n    field: title\n    quote: notes that last\n    color: yellow\n    start: 9\n    end: 24\n    created: "2025-03-11T08:00:00.000Z"\nfullText:\n  source: arxiv-html\n  highlights:\n    - id: w1\n      quote: notes that last\n      color: yellow\n      version: 2\n      start: 9\n      end: 24\n      section: "2 Method"\n      created: "2025-03-11T08:00:00.000Z"\n---\n`,
    ],
    [
      'adds a highlight of the whole paper to a map in flow style',
      '---\nfullText: { source: arxiv-html } # here\n---\n',
      { addHighlights: [{ ...ofFullText(), section: '', created: '' }] },
      '---\nfullText: { source: arxiv-html, highlights: [{ id: w1, quote: notes that last, color: yellow, version: 2, start: 9, end: 24 }] } # here\n---\n',
    ],
    [
      'edits a root in flow style',
      '---\n{ tags: [a], b: 1 }\n---\n',
      { addTags: ['c'] },
      '---\n{ tags: [a, c], b: 1 }\n---\n',
    ],
  ];
  for (const [name, before, change, after] of rows) {
    test(name, () => assert.equal(edited(before, change), after));
  }

  test('leaves the abstract out of a new note until a highlight is on it; then it is beside the highlights, last of all keys', () => {
    const subject = {
      id,
      title: 'T',
      abstract: 'We: study\n\nnotes.',
      arxivId: '2401.00011',
      arxivVersion: 3,
    };
    const [onTitle, ofAbstract] = (['title', 'abstract'] as const).map((field) => ({
      ...onAbstract(fc.sample(highlightArb(fc.constant(`on ${field}`)), { numRuns: 1, seed: 1 })[0]!),
      field,
    }));
    assert.ok(onTitle && ofAbstract);
    const update = (text: string, change: NoteChange): string => {
      const { note: base } = parseNote(text, id);
      const planned = planUpdate(text, { subject, name: `${id}.md`, base, change, create: false });
      assert.ok(planned.ok);
      return planned.value.text;
    };
    const keysOf = (text: string): readonly string[] =>
      [...(text.split('\n---\n')[0] ?? '').matchAll(/^(\w+):/gmu)].map(([, key]) => key ?? '');
    const fresh = ['paper', 'tags', 'version', 'title', 'arxiv'];
    let text = noteTemplate(subject);
    assert.deepEqual(keysOf(text), fresh);
    text = update(text.replace('\n---\n\n', '\nrating: 5 # mine\n---\n\n'), { addTags: ['a'] });
    assert.deepEqual(keysOf(text), [...fresh, 'rating']);
    text = update(text, { addHighlights: [onTitle] });
    assert.deepEqual(keysOf(text), [...fresh, 'rating', 'highlights']);
    text = update(text, { addHighlights: [ofAbstract] });
    assert.deepEqual(keysOf(text), [...fresh, 'rating', 'abstract', 'arxivVersion', 'highlights']);
    const { note } = parseNote(text, id);
    assert.deepEqual([note.abstract, note.arxivVersion, note.highlights.length], [subject.abstract, 3, 2]);
    const atOnce = update(noteTemplate(subject), { addHighlights: [onTitle, ofAbstract] });
    assert.deepEqual(keysOf(atOnce), [...fresh, 'abstract', 'arxivVersion', 'highlights']);
  });

  test('makes one hunk of a first highlight, with any other front matter', () => {
    const subject = { id, title: 'T', abstract, arxivVersion: 2 };
    const text = noteTemplate(subject).replace('tags:', 'aliases: [x]\ntags:\n  - a');
    const base = parseNote(text, id).note;
    const addHighlights = fc.sample(highlightArb(), { numRuns: 1, seed: 5 });
    const change = { addHighlights: addHighlights.map((one) => onAbstract(one)) };
    const planned = planUpdate(text, { subject, name: `${id}.md`, base, change, create: false });
    assert.ok(planned.ok);
    const { removed, added } = hunk(text, planned.value.text);
    assert.deepEqual([removed, added[0]], [[], 'abstract: |-']);
  });

  test('touches one line to recolour a highlight', () => {
    const text = edited(noteTemplate({ id, title: 'T', abstract }), {
      addHighlights: fc.sample(highlightArb(fc.constantFrom('h1')), { numRuns: 1, seed: 1 }),
    });
    const { removed, added } = hunk(
      text,
      edited(text, { editHighlights: [{ id: 'h1', set: { color: 'teal' } }] }),
    );
    assert.deepEqual([removed.length, added], [1, ['    color: teal']]);
  });

  test('puts highlights in reading order', () => {
    const base = inTitle();
    const at = (start: number) => ({
      ...base,
      id: `h${start}`,
      field: 'abstract' as const,
      start,
      end: start + 2,
    });
    let text = noteTemplate({ id, title: 'T', abstract });
    for (const start of [20, 5, 30, 12]) text = edited(text, { addHighlights: [at(start)] });
    assert.deepEqual(
      parseNote(text, id).note.highlights.map(({ start }) => start),
      [5, 12, 20, 30],
    );
  });

  test('escapes control characters, so that git does not take the note for a binary file', () => {
    for (const comment of ['a\n\0', '\0\na', 'a\n\u0001b', 'a\n\u001f']) {
      const text = edited(noteTemplate({ id, title: 'T', abstract }), {
        addHighlights: [{ ...inTitle(), comment }],
      });
      assert.equal(text.replaceAll('\n', '').search(/\p{Cc}/u), -1, JSON.stringify(comment));
      assert.equal(parseNote(text, id).note.highlights[0]?.comment, comment);
    }
  });

  test('round-trips any strings', () => {
    fc.assert(
      fc.property(
        hostileText,
        hostileText,
        fc.array(highlightArb(), { maxLength: 3 }),
        hostileText,
        (title, text, highlights, body) => {
          const fresh = noteTemplate({ id, title, abstract: text });
          assert.deepEqual(parseNote(fresh, id).error, undefined);
          const template = edited(fresh, { source: { title, abstract: text } });
          const before = parseNote(template, id).note;
          assert.deepEqual([before.title ?? '', before.abstract ?? ''], [title, text]);
          const unique = [...new Map(highlights.map((highlight) => [highlight.id, highlight])).values()];
          const conflicting = /(?:^|\n)[<>]{7} /.test(body);
          const change = { addHighlights: unique, ...(!conflicting && { body }) };
          const after = parseNote(edited(template, change), id).note;
          const said = conflicting ? before.body : body.replace(/\p{Surrogate}/gu, '\ufffd');
          assert.equal(after.body.replaceAll('\r\n', '\n'), said.replaceAll('\r\n', '\n'));
          assert.ok(sameNote(applyChange(before, { ...change, body: after.body }), after));
        },
      ),
      { numRuns: runs(100) },
    );
  });

  const changes: fc.Arbitrary<NoteChange> = fc.oneof(
    fc.uniqueArray(tagText, { minLength: 1, maxLength: 1 }).map((addTags) => ({ addTags })),
    fc.uniqueArray(tagText, { minLength: 1, maxLength: 1 }).map((removeTags) => ({ removeTags })),
    highlightArb().map((highlight) => ({ addHighlights: [highlight] })),
    fc.constantFrom('h1', 'h2', 'w1', 'w2').map((gone) => ({ removeHighlights: [gone] })),
    fc
      .tuple(fc.constantFrom('h1', 'h2', 'w1', 'w2'), hostileText)
      .map(([id, comment]) => ({ editHighlights: [{ id, set: { comment } }] })),
    fc
      .constantFrom('h1', 'h2', 'w1', 'w2')
      .map((id) => ({ editHighlights: [{ id, set: { color: 'blue' } }] })),
    fc
      .tuple(fc.constantFrom('h1', 'h2', 'w1', 'w2'), fc.uniqueArray(tagText, { maxLength: 1 }))
      .map(([id, tags]) => ({
        editHighlights: [{ id, set: { tags } }],
      })),
  );

  test('has the intended effect, and no other, on files of any layout', () => {
    fc.assert(
      fc.property(noteFile, changes, (text, change) => {
        const before = parseNote(text, id);
        assert.equal(before.error, undefined, text);
        const after = edited(text, change);
        assert.ok(sameNote(parseNote(after, id).note, applyChange(before.note, change)));
        assert.equal(after.startsWith('\ufeff'), text.startsWith('\ufeff'));
        const { removed, added } = hunk(text.replace('\ufeff', ''), after.replace('\ufeff', ''));
        // Existing lines stay, except those of the change; a highlight is removed with all its fields.
        const about =
          /tags|highlights: \[\]|fullText:|- |comment:|color:|^\s*(?:two|lines)\r?$|^\s*[bc],?\]?\r?$/;
        for (const line of 'removeHighlights' in change ? [] : removed) {
          assert.ok(added.includes(line) || about.test(line), `lost “${line}” of\n${text}`);
        }
        for (const line of text.split('\n').filter((one) => one.includes('#') && !one.includes('"#a #b"'))) {
          const comment = line.slice(line.indexOf('#')).trimEnd();
          assert.ok(
            after.includes(comment) || 'removeHighlights' in change,
            `lost “${comment}” of\n${text}\n=>\n${after}`,
          );
        }
      }),
      { numRuns: runs(400) },
    );
  });

  test('adds in one hunk without removed lines', () => {
    const additions = fc.oneof(
      fc.uniqueArray(tagText, { minLength: 1, maxLength: 1 }).map((addTags) => ({ addTags })),
      highlightArb().map((highlight) => ({ addHighlights: [highlight] })),
    );
    fc.assert(
      fc.property(noteFile, additions, (text, change) => {
        const { removed, added } = hunk(text, edited(text, change));
        // A list in flow style, words and an empty list change their own line.
        if (removed.length > 0) assert.ok(removed.length === 1 && added.length >= 1, removed.join('\n'));
      }),
      { numRuns: runs(100) },
    );
  });

  test('the patch of a change restores the text of the note and makes the change again, to the byte', () => {
    fc.assert(
      fc.property(noteFile, changes, (text, change) => {
        const after = edited(text, change);
        const patch = patchBetween({ paperId: id, name: `${id}.md` }, text, after);
        assert.equal(patch === undefined, text === after);
        if (!patch) return;
        assert.deepEqual(
          [isPatchBase(after, patch, 'undo'), isPatchBase(text, patch, 'undo')],
          [true, false],
        );
        assert.deepEqual(
          [isPatchBase(after, patch, 'redo'), isPatchBase(text, patch, 'redo')],
          [false, true],
        );
        assert.equal(applyPatch(after, patch, 'undo'), text);
        assert.equal(applyPatch(text, patch, 'redo'), after);
      }),
      { numRuns: runs(100) },
    );
  });
});
