import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { finish } from '../../../../src/core/base/cooperativeTask';
import type { Paper } from '../../../../src/core/library/paper';
import {
  bibliographyChanges,
  applyChanges,
  readBibliography,
  renameKeyEdit,
  updateBibliography,
} from '../../../../src/core/citations/bibliography';
import { applyEdits } from '../../../../src/core/notes/textEdit';
import { root } from '../../../support/paths';
import { runs } from '../../../support/testLength';

const paper: Paper = {
  id: 'deep-learning-of-things-00000000',
  title: 'Deep Learning of Things',
  abstract: '',
  links: [],
  authors: ['Ada Lovelace'],
  arxivId: '2403.01234',
  year: 2024,
};
const cited = { paper, key: 'lovelaceDeepLearningThings2024' };

const entry = [
  '@misc{lovelaceDeepLearningThings2024,',
  '  title = {Deep Learning of Things},',
  '  author = {Lovelace, Ada},',
  '  year = {2024},',
  '  eprint = {2403.01234},',
  '  archiveprefix = {arXiv},',
  '  url = {https://arxiv.org/abs/2403.01234},',
  '}',
  '',
].join('\n');

suite('Bibliography', () => {
  const same = (text: string): void => assert.equal(updateBibliography(text, [cited]), text);

  test('an empty text becomes the entry', () => {
    assert.equal(updateBibliography('', [cited]), entry);
  });

  test('an entry is added at the end, behind a blank line', () => {
    const before = '% by hand\n@article{a, title={A B}}\n';
    assert.equal(
      updateBibliography(before, [cited]),
      `${before}\n@misc{lovelaceDeepLearningThings2024,
  title={Deep Learning of Things},
  author={Lovelace, Ada},
  year={2024},
  eprint={2403.01234},
  archiveprefix={arXiv},
  url={https://arxiv.org/abs/2403.01234}
}
`
        .replaceAll('={', ' = {')
        .replaceAll('title = {A B}', 'title={A B}'),
    );
  });

  test('indentation, alignment, line ends and the last comma are those of the text', () => {
    const before = [
      '@article{a,',
      '\ttitle  = {A},',
      '\tauthor = {B, C}',
      '}',
      '@article{b,',
      '\ttitle  = {B}',
      '}',
    ].join('\r\n');
    const after = updateBibliography(before, [cited]);
    assert.ok(after.startsWith(`${before}\r\n@misc{`));
    assert.match(after, /\r\n\tyear {3}= \{2024\},\r\n/u);
    assert.match(after, /abs\/2403\.01234\}\r\n\}\r\n$/u);
    assert.doesNotMatch(after, /[^\r]\n/u);
  });

  test('a paper that is found by its identifier, with any title and key, gets only missing fields', () => {
    const before =
      '@article{mine,\n  title = {Another {T}itle}, % mine\n  eprint = "2403.01234v3", archivePrefix = {arXiv} % end\n}\n';
    assert.equal(
      updateBibliography(before, [cited]),
      '@article{mine,\n  title = {Another {T}itle}, % mine\n  eprint = "2403.01234v3", archivePrefix = {arXiv}, % end\n' +
        '  author = {Lovelace, Ada},\n  year = {2024}\n}\n',
    );
  });

  test('other names of a field count as the field', () => {
    same(
      '@online{x, title={Deep Learning of Things}, author={Ada Lovelace}, date={2023-01}, eprint={2403.01234}, eprinttype={arxiv}}',
    );
  });

  test('a text with fields of biblatex gets entries with them', () => {
    const after = updateBibliography('@online{x,\n  title = {X},\n  date = {2023},\n}\n', [cited]);
    assert.match(after, /@online\{lovelaceDeepLearningThings2024,\n/u);
    assert.match(
      after,
      /\n {2}date = \{2024\},\n {2}eprint = \{2403\.01234\},\n {2}eprinttype = \{arXiv\},\n/u,
    );
  });

  test('an entry that inherits gets no more than its identifiers', () => {
    const before = '@inproceedings{x,\n  title = {Deep Learning of Things},\n  crossref = {p},\n}\n';
    assert.equal(
      updateBibliography(before, [cited]),
      '@inproceedings{x,\n  title = {Deep Learning of Things},\n  crossref = {p},\n  eprint = {2403.01234},\n}\n',
    );
  });

  test('another paper with the same title stays another entry', () => {
    const before = '@misc{x, title={Deep Learning of Things}, eprint={2101.00001}, archiveprefix={arXiv}}\n';
    assert.ok(updateBibliography(before, [cited]).startsWith(`${before}\n@misc{lovelace`));
  });

  test('a key that is taken, in any case, gets a letter', () => {
    const before = '@misc{LOVELACEdeeplearningthings2024, title={Something Else}}\n';
    assert.match(updateBibliography(before, [cited]), /@misc\{lovelaceDeepLearningThings2024a,/u);
  });

  test('an entry that is not closed stays as it is, and swallows nothing', () => {
    const broken = '@misc{x,\n  title = {Never closed,\n';
    const after = updateBibliography(broken, [cited]);
    assert.equal(after, `${entry}\n${broken}`);
    assert.equal(updateBibliography(after, [cited]), after);
  });

  test('a field that this product wrote is updated, one that was edited is not', () => {
    const before =
      '@misc{k,\n  title = {Deep Learning of Things},\n  author = {L., A.},\n  year = {2023},\n  eprint = {2403.01234},\n  archiveprefix = {arXiv},\n}\n';
    const read = finish(readBibliography(before));
    const changes = bibliographyChanges(read, [cited], (_key, field) => field === 'year');
    assert.deepEqual(
      changes.map(({ change }) => change),
      [['year']],
    );
    assert.equal(applyChanges(before, changes), before.replace('2023', '2024'));
  });

  test('a key is renamed in its place', () => {
    const before = '@misc{ old-key ,title={old-key}}';
    const edit = renameKeyEdit(finish(readBibliography(before)), 'old-key', 'new');
    assert.equal(applyEdits(before, edit ? [edit] : []), '@misc{ new ,title={old-key}}');
  });

  suite('Whatever is in the text', () => {
    const blank = fc.constantFrom('', ' ', '\n', '\r\n', '\n  ', '\t', ' % note\n');
    const value = fc.oneof(
      fc.stringMatching(/^[a-zA-Z0-9 .,'\\&$-]{0,20}$/u).map((text) => `{${text}}`),
      fc.constantFrom(
        '{A {Nested} Title}',
        '"quoted"',
        '2020',
        'jan # "~1"',
        '{}',
        '{Deep Learning of Things}',
      ),
    );
    const field = fc.tuple(
      blank,
      fc.constantFrom('title', 'author', 'year', 'Date', 'journal', 'note', 'file', 'x-own', 'eprint'),
      fc.constantFrom('=', ' = ', '  ='),
      value,
    );
    const oneEntry = fc
      .tuple(
        fc.constantFrom('@article', '@Misc', '@inproceedings', '@ONLINE'),
        fc.stringMatching(/^[a-z][a-z0-9:_-]{0,8}$/u),
        fc.array(field, { maxLength: 5 }),
        fc.constantFrom('', ','),
        blank,
      )
      .map(
        ([type, key, fields, comma, end]) =>
          `${type}{${key},${fields.map(([space, name, equals, text]) => `${space}${name}${equals}${text}`).join(',')}${comma}${end}}`,
      );
    const odd = fc.constantFrom(
      '% a comment\n',
      '@comment{jabref-meta: x}',
      '@string{j = "Journal"}',
      '@preamble{"\\x"}',
      'free text',
      '@misc{broken, title = {no end\n',
    );
    const bib = fc
      .array(
        fc.tuple(
          fc.oneof({ weight: 4, arbitrary: oneEntry }, { weight: 1, arbitrary: odd }),
          fc.constantFrom('\n', '\n\n', '\r\n'),
        ),
        {
          maxLength: 6,
        },
      )
      .map((parts) => parts.map(([part, space]) => part + space).join(''));

    test('no byte of it is lost, its entries stay what they were, the paper has one, and a second time changes nothing', () => {
      fc.assert(
        fc.property(bib, (text) => {
          const before = finish(readBibliography(text));
          const changes = bibliographyChanges(before, [cited]);
          const edits = changes.flatMap((change) => change.edits);
          assert.ok(
            edits.every(({ start, end }) => start === end),
            'only insertions',
          );
          const after = applyChanges(text, changes);
          const read = finish(readBibliography(after));
          const found = read.entryOf(paper);
          assert.ok(found, after);
          // Those whose braces are closed are read as they were, beside what was added.
          for (const old of before.entries.filter(({ isBroken }) => !isBroken)) {
            const isSame = read.entries.some(
              (entry) =>
                entry.key === old.key &&
                Array.from(old.fields.entries()).every(([name, raw]) => entry.fields.get(name) === raw),
            );
            assert.ok(isSame, `${old.key} in ${JSON.stringify(after)}`);
          }
          if (!before.entries.some(({ isBroken }) => isBroken))
            assert.equal(updateBibliography(after, [cited]), after);
        }),
        { numRuns: runs(300) },
      );
    });
  });

  test('real files keep every byte, get one entry, and are left alone the second time', function () {
    const folder = join(root, '../shared/digests/exports');
    let files: string[];
    try {
      files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.endsWith('.bib'),
      );
    } catch {
      return this.skip();
    }
    for (const name of files) {
      const text = readFileSync(join(folder, name), 'utf8');
      const changes = bibliographyChanges(finish(readBibliography(text)), [cited]);
      assert.equal(changes.length, 1, name);
      const after = applyChanges(text, changes);
      const [edit] = changes.flatMap(({ edits }) => edits);
      assert.ok(edit);
      assert.equal(after.slice(0, edit.start) + after.slice(edit.start + edit.text.length), text, name);
      assert.equal(updateBibliography(after, [cited]), after, name);
    }
  });
});
