import { checkPapers as check } from './checkPapers';

suite('Names in tables and JSON', () => {
  const lists: readonly (readonly [printed: string, names: readonly string[]])[] = [
    ['Lee, Anna and Kim, Bo', ['Anna Lee', 'Bo Kim']],
    ['Lee, Anna and Kim, Bo and The Route Team', ['Anna Lee', 'Bo Kim', 'The Route Team']],
    ['Lee, Anna', ['Anna Lee']],
    ['van der Berg, Jan', ['Jan van der Berg']],
    ['Lee, A. B.', ['A. B. Lee']],
    ['Lee, A., Kim, B.', ['A. Lee', 'B. Kim']],
    ['Lee, Anna; Kim, Bo', ['Anna Lee', 'Bo Kim']],
    ['Lee, Anna|Kim, Bo', ['Anna Lee', 'Bo Kim']],
    ['Anna Lee1 | Bo Kim2', ['Anna Lee', 'Bo Kim']],
    ['Anna Lee, Bo Kim', ['Anna Lee', 'Bo Kim']],
    ['Anna Lee, Bo Kim and Cy Poe', ['Anna Lee', 'Bo Kim', 'Cy Poe']],
    ['Anna Lee, Jr., Bo Kim', ['Anna Lee, Jr.', 'Bo Kim']],
    ['Anna Lee et al.', ['Anna Lee']],
    ['Lee, Anna, et al.', ['Anna Lee']],
    ['Lee, Anna, and Bo Kim', ['Anna Lee', 'Bo Kim']],
    ['Lee, Anna B., and Bo Kim', ['Anna B. Lee', 'Bo Kim']],
    ['Anna Lee, Bo Kim, and Cy Poe', ['Anna Lee', 'Bo Kim', 'Cy Poe']],
    ['OpenAI, DeepMind, and Cy Poe', ['OpenAI', 'DeepMind', 'Cy Poe']],
    ['Anna Lee, Bo Kim, et.al.', ['Anna Lee', 'Bo Kim']],
    ['Anna Lee and others', ['Anna Lee']],
    ['The ATLAS Collaboration: Anna Lee, Bo Kim', ['The ATLAS Collaboration', 'Anna Lee', 'Bo Kim']],
    ['王小明, 李四', ['王小明', '李四']],
    ['OpenAI, DeepMind', ['OpenAI', 'DeepMind']],
    ["['Lee, Anna', 'Kim, Bo']", ['Anna Lee', 'Bo Kim']],
    ["['Anna Lee', 'Bo Kim']", ['Anna Lee', 'Bo Kim']],
    ['Anna Lee*, Bo Kim†', ['Anna Lee', 'Bo Kim']],
    ['Anna Lee¹, Bo Kim¹,², Cy Poe²*', ['Anna Lee', 'Bo Kim', 'Cy Poe']],
    ['Anna Lee^1, Bo Kim^{1,2}, Cy Poe$^{*}$', ['Anna Lee', 'Bo Kim', 'Cy Poe']],
    ['Anna Lee1,2, Bo Kim3', ['Anna Lee', 'Bo Kim']],
    ['Anna Lee1, 2, Bo Kim2 and Cy Poe3', ['Anna Lee', 'Bo Kim', 'Cy Poe']],
    ['Anna Lee1,*, Bo Kim2,†', ['Anna Lee', 'Bo Kim']],
    ['Anna Lee1,2; Bo Kim Jr.3', ['Anna Lee', 'Bo Kim Jr.']],
    ['Anna Lee[1], Bo Kim [1,2]', ['Anna Lee', 'Bo Kim']],
    ['Anna Lee1', ['Anna Lee']],
    ['王小明1,2, 李四2', ['王小明', '李四']],
    ['Author A1, Author A2', ['Author A1', 'Author A2']],
    ['eva98, owen777, Anna Lee', ['eva98', 'owen777', 'Anna Lee']],
    ['The BICEP2 Collaboration, Bo Kim', ['The BICEP2 Collaboration', 'Bo Kim']],
    ['Anna Lee$^\\dagger$ and Bo Kim$^{1,\\ddagger}$', ['Anna Lee', 'Bo Kim']],
  ];
  for (const [printed, names] of lists)
    test(`reads ${printed}`, () => {
      check(JSON.stringify([{ title: 'Alpha', abstract: 'x', authors: printed }]), [{ authors: names }]);
      check(`title,authors,abstract\nAlpha,"${printed}",x\n`, [{ authors: names }]);
    });

  test('reads suffixes of BibTeX before and behind the given name', () => {
    const author = 'Lee, Jr., Anna and Kim, Bo, III and Poe, Jr.';
    check(`@article{a, title={Alpha}, author={${author}}}`, [
      { authors: ['Anna Lee Jr.', 'Bo Kim III', 'Poe Jr.'] },
    ]);
  });

  test('leaves out digits of footnotes in lists of JSON', () => {
    check(JSON.stringify([{ title: 'Alpha', abstract: 'x', authors: ['Anna Lee1,2', 'Bo Kim3', 'eva98'] }]), [
      { authors: ['Anna Lee', 'Bo Kim', 'eva98'] },
    ]);
  });

  test('reads the names and dates of CSL', () => {
    const items = [
      {
        title: 'Alpha',
        author: [
          { literal: 'The Route Team' },
          {
            family: 'Berg',
            given: 'Jan',
            'dropping-particle': 'van',
            'non-dropping-particle': 'der',
            suffix: 'Jr.',
          },
        ],
        issued: { 'date-parts': [['2024', '3']] },
      },
      {
        title: 'Beta',
        type: 'book',
        issued: { raw: '2024-03-05' },
        DOI: '10.1000/B',
        'container-title': 'Routes',
      },
      { title: 'Gamma', type: 'webpage', URL: 'https://example.org' },
    ];
    check(JSON.stringify(items), [
      { authors: ['The Route Team', 'Jan van der Berg Jr.'], published: '2024-03' },
      { published: '2024-03-05', doi: '10.1000/b', venue: 'Routes', entryType: 'book', year: 2024 },
      { title: 'Gamma', entryType: 'online' },
    ]);
  });
});

suite('Entries of DBLP', () => {
  const files: Readonly<Record<string, string>> = {
    XML: `<?xml version="1.0"?><dblp><article key="a"><author pid="1">Wei Wang 0001</author><author>Anna Lee Jr. 0002</author><title>Alpha</title><journal>CoRR</journal></article></dblp>`,
    JSON: JSON.stringify({
      result: {
        hits: {
          hit: [
            {
              info: {
                authors: { author: [{ '@pid': '1', text: 'Wei Wang 0001' }, { text: 'Anna Lee Jr. 0002' }] },
                title: 'Alpha',
                venue: 'CoRR',
                year: '2024',
              },
            },
          ],
        },
      },
    }),
    BibTeX: '@article{a, title={Alpha}, author={Wei Wang 0001 and Anna Lee Jr. 0002}, journal={CoRR}}',
    'BibTeX with the family name first':
      '@article{a, title={Alpha}, author={Wang, Wei 0001 and Lee, Jr., Anna 0002}, journal={CoRR}}',
    'BibTeX with the number for a family name':
      '@article{a, title={Alpha}, author={0001, Wei Wang and 0002, Anna Lee Jr.}, journal={CoRR}}',
    RIS: 'TY  - JOUR\nTI  - Alpha\nAU  - Wei Wang 0001\nAU  - Anna Lee Jr. 0002\nJO  - CoRR\nER  - ',
    'CSL-JSON': JSON.stringify([
      {
        type: 'article',
        title: 'Alpha',
        author: [
          { family: '0001', given: 'Wei Wang' },
          { family: 'Lee Jr. 0002', given: 'Anna' },
        ],
        'container-title': 'CoRR',
      },
    ]),
  };
  for (const [name, text] of Object.entries(files))
    test(`${name}: names have no numbers, and arXiv is no venue`, () => {
      check(text, [{ title: 'Alpha', authors: ['Wei Wang', 'Anna Lee Jr.'], venue: undefined }]);
    });

  test('a number that is part of a name stays', () => {
    check(JSON.stringify([{ title: 'Alpha', abstract: 'x', authors: ['Team 2024', 'Agent 007'] }]), [
      { authors: ['Team 2024', 'Agent 007'] },
    ]);
  });

  for (const venue of ['CoRR', 'ArXiv', 'arXiv.org', 'arXiv (Cornell University)', 'arXiv preprint', ' '])
    test(`${JSON.stringify(venue)} is no venue in any format`, () => {
      for (const text of [
        JSON.stringify([{ title: 'Alpha', abstract: 'x', venue }]),
        `title,abstract,venue\nAlpha,x,${venue}\n`,
        `TY  - JOUR\nTI  - Alpha\nJO  - ${venue}\nER  - `,
        `<records><record><title>Alpha</title><journal>${venue}</journal></record></records>`,
        `@article{a, title={Alpha}, journal={${venue}}}`,
        `| Title | Venue |\n|---|---|\n| [Alpha](https://arxiv.org/abs/2403.01234) | ${venue} |\n`,
      ])
        check(text, [{ title: 'Alpha', venue: undefined }]);
    });
});

suite('Names of databases of medicine', () => {
  const lists: readonly (readonly [printed: readonly string[], names: readonly string[]])[] = [
    [
      ['Lee AB', 'Kim B'],
      ['A. B. Lee', 'B. Kim'],
    ],
    [
      ['de la Cruz A', "O'Neil BC Jr", 'Poe-Roe D 3rd'],
      ['A. de la Cruz', "B. C. O'Neil Jr", 'D. Poe-Roe III'],
    ],
    [
      ['Lee A.B.', 'Kim B.-C.'],
      ['A. B. Lee', 'B.-C. Kim'],
    ],
    [
      ['Anna Lee', 'Kim B'],
      ['Anna Lee', 'Kim B'],
    ],
    [
      ['Wei LI', 'Bo XU'],
      ['Wei LI', 'Bo XU'],
    ],
  ];
  for (const [printed, names] of lists)
    test(`${printed.join(', ')} are read in RIS and tables`, () => {
      const lines = printed.map((name) => `AU  - ${name}`).join('\n');
      check(`TY  - JOUR\nTI  - Alpha\n${lines}\nER  - \n`, [{ authors: names }]);
      check(`Title,Authors,Year\nAlpha,"${printed.join(', ')}",2020\n`, [{ authors: names }]);
    });

  test('PubMed prints short names alone, and with full ones', () => {
    check('PMID- 1\nTI  - Alpha\nAU  - Lee AB\nCN  - The Route Team\nDP  - 2020\n', [
      { authors: ['A. B. Lee', 'The Route Team'] },
    ]);
    check('PMID- 1\nTI  - Alpha\nFAU - Lee, Anna B\nAU  - Lee AB\nDP  - 2020\n', [
      { authors: ['Anna B Lee'] },
    ]);
    check('PMID,Title,Authors,Citation\n1,Alpha,"Lee AB, Kim BC.",J Foo\n', [
      { authors: ['A. B. Lee', 'B. C. Kim'] },
    ]);
  });

  test('marks of footnotes stand at names in lists of JSON too', () => {
    check(
      JSON.stringify([{ title: 'Alpha', abstract: 'x', authors: ['Anna Lee*', 'Bo Kim¹', 'Cy Poe^{2}'] }]),
      [{ authors: ['Anna Lee', 'Bo Kim', 'Cy Poe'] }],
    );
  });
});
