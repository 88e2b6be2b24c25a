import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Paper } from '../../../../src/core/library/paper';
import { bibtexEntry } from '../../../../src/core/citations/bibtexEntry';
import { parseSource } from '../../../../src/core/importers/formats';
import { invertedName } from '../../../../src/core/citations/names';

const paper: Paper = { id: 'x-00000000', title: 'Deep Learning of Things', abstract: '', links: [] };

suite('Names as BibTeX lists them', () => {
  const table = [
    ['Ada Lovelace', 'Lovelace, Ada'],
    ['Ludwig van Beethoven', 'van Beethoven, Ludwig'],
    ['Sammy Davis Jr.', 'Davis, Jr., Sammy'],
    ['Martin King, Jr.', 'King, Jr., Martin'],
    ['Martin Luther King , Jr', 'King, Jr, Martin Luther'],
    ['Ludwig van Beethoven,III', 'van Beethoven, III, Ludwig'],
    ['M.L.King, Sr.', 'King, Sr., M.L.'],
    ['Plato', 'Plato'],
    ['Charles de la Vallée Poussin', 'de la Vallée Poussin, Charles'],
  ] as const;
  for (const [name, expected] of table) test(name, () => assert.equal(invertedName(name), expected));
});

const text = fc.oneof(
  fc.string(),
  fc.array(fc.constantFrom('{', '}', '\\', '$', 'x', 'A', ' ', '_')).map((all) => all.join('')),
);

suite('BibTeX entry', () => {
  test('A paper of arXiv is misc with its identifier', () => {
    const entry = bibtexEntry({
      ...paper,
      title: 'GPT-4 on $L_1$ & 50% of_all',
      authors: ['Ada Lovelace', 'The ATLAS Collaboration'],
      arxivId: '2403.01234',
      categories: ['cs.LG', 'stat.ML'],
      published: '2024-03-02',
    });
    assert.equal(
      entry,
      [
        '@misc{lovelaceGPT4L1502024,',
        '  title = {{GPT-4} on $L_1$ \\& 50\\% of\\_all},',
        '  author = {Lovelace, Ada and {The ATLAS Collaboration}},',
        '  year = {2024},',
        '  eprint = {2403.01234},',
        '  archiveprefix = {arXiv},',
        '  primaryclass = {cs.LG},',
        '  url = {https://arxiv.org/abs/2403.01234},',
        '}',
        '',
      ].join('\n'),
    );
  });

  test('A publication names where it appeared', () => {
    const entry = bibtexEntry({
      ...paper,
      doi: '10.1000/xyz',
      venue: 'J. Maths',
      entryType: 'article',
      year: 2021,
    });
    assert.match(entry, /^@article\{/);
    assert.match(entry, /^ {2}journal = \{J\. Maths\},$/m);
    assert.match(entry, /^ {2}doi = \{10\.1000\/xyz\},$/m);
    assert.doesNotMatch(entry, /eprint|url/);
  });

  const titles: readonly (readonly [title: string, tex: string])[] = [
    ['Sets {x : x > 0} of', 'Sets \\{x : x > 0\\} of'],
    ['Sets {x : x > 0 of', 'Sets {\\textbraceleft}x : x > 0 of'],
    ['Sets x} of', 'Sets x{\\textbraceright} of'],
    ['a } of {', 'a {\\textbraceright} of {\\textbraceleft}'],
    ['{{a} b', '{\\textbraceleft}\\{a\\} b'],
    ['On $\\{x : x > 0$ and', 'On $\\lbrace x : x > 0$ and'],
    ['On $\\left\\{x_{1}\\right.$', 'On $\\left\\lbrace x_{1}\\right.$'],
    ['On $\\{x_{1}\\}$', 'On $\\{x_{1}\\}$'],
    ['On $x_{\\}}$', 'On $x_{\\rbrace }$'],
  ];
  for (const [title, tex] of titles)
    test(`Braces without a pair are commands: ${title}`, () => {
      const entry = bibtexEntry({ ...paper, title });
      assert.equal(/^ {2}title = \{(.*)\},$/mu.exec(entry)?.[1], tex);
    });

  test('Braces are read back, in pairs or not', () => {
    for (const title of ['Sets {x : x > 0 of', 'a } of {', 'Sets x} of']) {
      const text = bibtexEntry({ ...paper, title, authors: ['Ada {Lovelace'], venue: 'J}' });
      const [read] = parseSource({ name: 'a.bib', text }).days.flatMap(({ papers }) => papers);
      assert.deepEqual([read?.title, read?.venue], [title, 'J}']);
    }
  });

  test('Braces are balanced and the entry ends once, for any texts', () => {
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 3 }), text, (title, authors, venue) => {
        const entry = bibtexEntry({ ...paper, title: title.replaceAll('$', ''), authors, venue });
        let depth = 0;
        for (const [sign] of entry.matchAll(/[{}]/gu)) {
          if (sign === '{') depth += 1;
          if (sign === '}') depth -= 1;
          assert.ok(depth >= 0);
        }
        assert.equal(depth, 0);
      }),
    );
  });
});
