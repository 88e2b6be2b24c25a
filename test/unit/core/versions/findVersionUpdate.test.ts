import assert from 'node:assert/strict';
import fc from 'fast-check';
import { emptyNote, type Note, type NoteSource } from '../../../../src/core/notes/note';
import {
  longUpdateMessage,
  annotatedVersionName,
  shortUpdateMessage,
} from '../../../../src/core/versions/updateMessages';
import { areTextsEquivalent } from '../../../../src/core/versions/textEquivalence';
import { findVersionUpdate } from '../../../../src/core/versions/findVersionUpdate';
import { versionTexts } from '../../../../src/core/versions/versionTexts';
import { damage } from '../tex/damage';
import { heldOutAbstracts } from '../tex/heldOutAbstracts';
import { intactAbstracts } from '../tex/intactAbstracts';
import { localized } from '../../../../src/core/base/localization';

const abstracts = [...intactAbstracts, ...heldOutAbstracts];

suite('findVersionUpdate', () => {
  const words = { title: 'A title', abstract: 'We keep $\\mathcal{O}(n)$ notes.' };
  const note = (facts: Partial<Note> = {}): Note => ({
    ...emptyNote('a-paper-0123abcd'),
    ...words,
    ...facts,
  });
  const paper = (facts: Partial<NoteSource> = {}): NoteSource => ({ ...words, ...facts });
  const other = { abstract: 'We lose $\\mathcal{O}(n)$ notes.' };

  const rows: readonly (readonly [string, Note, NoteSource, string | undefined])[] = [
    [
      'the version is newer and the abstract another',
      note({ arxivVersion: 1 }),
      paper({ ...other, arxivVersion: 3 }),
      'v3 is out, changed',
    ],
    [
      'the version is newer and the title another',
      note({ arxivVersion: 1 }),
      paper({ title: 'Another', arxivVersion: 2 }),
      'v2 is out, changed',
    ],
    [
      'the version is newer and the words are the same',
      note({ arxivVersion: 1 }),
      paper({ arxivVersion: 2 }),
      'v2 is out',
    ],
    [
      'white space and TeX alone are others',
      note({ arxivVersion: 1 }),
      paper({ abstract: 'We  keep\nmathcal{O}(n) notes. ', arxivVersion: 2 }),
      'v2 is out',
    ],
    [
      'nobody knows the version, and the words are others',
      note(),
      paper({ ...other, arxivVersion: 2 }),
      'changed on arXiv, changed',
    ],
    ['nobody knows the version, and the words are the same', note(), paper({ arxivVersion: 2 }), undefined],
    [
      'nobody knows the version, and white space and TeX alone are others',
      note(),
      paper({ abstract: 'We keep mathcal{O}(n)\nnotes.', arxivVersion: 2 }),
      undefined,
    ],
    [
      'the first version has other words than its list',
      note(),
      paper({ ...other, arxivVersion: 1 }),
      undefined,
    ],
    ['the version is the same', note({ arxivVersion: 2 }), paper({ ...other, arxivVersion: 2 }), undefined],
    ['the version is older', note({ arxivVersion: 3 }), paper({ ...other, arxivVersion: 2 }), undefined],
    ['arXiv has told nothing', note(), paper(other), undefined],
    [
      'the note keeps no words',
      emptyNote('a-paper-0123abcd'),
      paper({ ...other, arxivVersion: 2 }),
      undefined,
    ],
    [
      'the title only stood in for one',
      note({ title: 'arXiv:2403.01234' }),
      paper({ arxivVersion: 2 }),
      undefined,
    ],
    [
      'the abstract was cut off',
      note({ abstract: 'We keep …' }),
      paper({ abstract: 'We keep notes.', arxivVersion: 2 }),
      undefined,
    ],
    [
      'the abstract goes on where it had ended',
      note({ abstract: 'We keep notes.' }),
      paper({ abstract: 'We keep notes. And more.', arxivVersion: 2 }),
      'changed on arXiv, changed',
    ],
  ];
  for (const [what, from, to, said] of rows) {
    test(`${said ?? 'nothing'} if ${what}`, () => {
      const news = findVersionUpdate(from, to);
      assert.equal(
        news && `${localized(shortUpdateMessage(news))}${news.isChanged ? ', changed' : ''}`,
        said,
      );
      if (news) assert.match(localized(longUpdateMessage(news)), /^(?:v[23] is out|Changed) .*\.$/u);
    });
  }

  test('annotatedVersionName returns the version, or else the date of the last highlight', () => {
    const created = (day: string) => ({ created: day }) as Note['highlights'][number];
    const highlights = [created('2025-03-11T08:00:00Z'), created('2025-03-12T08:00:00Z'), created('')];
    assert.deepEqual(
      [
        annotatedVersionName({ from: 2, to: 3, isChanged: true }, note({ highlights })),
        annotatedVersionName({ to: 3, isChanged: true }, note({ highlights })),
        annotatedVersionName({ to: 3, isChanged: true }, note()),
      ].map((name) => localized(name)),
      ['v2', '2025-03-12', 'as annotated'],
    );
  });
});

suite('areTextsEquivalent', () => {
  test('ignores damaged TeX', () => {
    const told = abstracts.filter((abstract) => !areTextsEquivalent(abstract, damage(abstract).text));
    assert.deepEqual(told, []);
  });

  const abstract = fc.constantFrom(...abstracts);

  test('ignores white space', () => {
    const space = fc.constantFrom(' ', '  ', '\n', '\n  ', '\t', '\u00a0');
    fc.assert(
      fc.property(abstract, fc.infiniteStream(space), (text, spaces) => {
        const [, ...others] = text.split(/\s+/u);
        const first = /^\S+/u.exec(text)?.[0] ?? '';
        const spaced = others.reduce((sum, word) => `${sum}${String(spaces.next().value)}${word}`, first);
        return areTextsEquivalent(text, spaced);
      }),
    );
  });

  test('detects a removed or changed word', () => {
    fc.assert(
      fc.property(abstract, fc.nat(), fc.constantFrom('', 'zebra '), (text, at, instead) => {
        const found = [...text.matchAll(/(?<![\w\\{$])[a-z]{3,} /gu)];
        const word = found[at % found.length];
        if (!word || word[0] === instead) return true;
        const changed = text.slice(0, word.index) + instead + text.slice(word.index + word[0].length);
        return !areTextsEquivalent(text, changed) && !areTextsEquivalent(changed, text);
      }),
    );
  });
});

suite('versionTexts', () => {
  test('have one sentence per line, and differ only in changed sentences', () => {
    const before = { title: 'On $\\alpha$ notes', abstract: 'We keep\nmathcal{O}(n) of them. They stay. ' };
    const now = {
      title: 'On alpha notes',
      abstract: 'We keep $\\mathcal{O}(n)$ of them. They move, e.g. up.',
    };
    const texts = versionTexts(before, now);
    assert.equal(texts.now, 'On alpha notes\n\nWe keep 𝒪(n) of them.\nThey move, e.g. up.\n');
    assert.equal(texts.before, 'On alpha notes\n\nWe keep 𝒪(n) of them.\nThey stay.\n');
  });

  test('are equal if the wording is equal', () => {
    fc.assert(
      fc.property(fc.constantFrom(...abstracts), (text) => {
        const texts = versionTexts(
          { title: 'T', abstract: text.replaceAll(' ', '\n ') },
          { title: 'T', abstract: text },
        );
        return texts.before === texts.now;
      }),
    );
  });
});
