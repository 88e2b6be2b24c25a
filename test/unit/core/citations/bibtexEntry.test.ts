import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Paper } from '../../../../src/core/library/paper';
import { bibtexEntry } from '../../../../src/core/citations/bibtexEntry';
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

  test('Braces are balanced and the entry ends once, whatever the texts', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.string(), { maxLength: 3 }),
        fc.string(),
        (title, authors, venue) => {
          const entry = bibtexEntry({ ...paper, title: title.replaceAll('$', ''), authors, venue });
          let depth = 0;
          for (const [sign] of entry.matchAll(/\\.|[{}]/gsu)) {
            if (sign === '{') depth += 1;
            if (sign === '}') depth -= 1;
            assert.ok(depth >= 0);
          }
          assert.equal(depth, 0);
        },
      ),
    );
  });
});
