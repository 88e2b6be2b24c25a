import { type Values, checkPapers as check } from './checkPapers';

const alpha: Values = {
  title: 'Alpha routes',
  authors: ['Anna Lee'],
  abstract: 'About alpha.',
  published: '2021',
};
const beta: Values = {
  title: 'Beta caches',
  authors: ['Bo Kim'],
  abstract: 'About beta.',
  published: '2009',
};

suite('Tagged files', () => {
  const files: Readonly<Record<string, string>> = {
    'RIS, whatever the order of its lines': `TI  - Alpha routes
AB  - About alpha.
TY  - JOUR
PY  - 2021
AU  - Lee, Anna
ER  - 

AU  - Kim, Bo
T1  - Beta caches
N2  - About beta.
Y1  - 2009///
TY  - JOUR
ER  - `,
    'RIS with long names of types': `TY  - Journal Article\nTI  - Alpha routes\nAU  - Lee, Anna\nAB  - About alpha.\nPY  - 2021\nER  - \nTY  - Conference Paper\nTI  - Beta caches\nAU  - Kim, Bo\nAB  - About beta.\nPY  - 2009\nER  - \n`,
    'RIS in lower case': `ty  - jour\nti  - Alpha routes\nau  - Lee, Anna\nab  - About alpha.\npy  - 2021\ner  - \n\nty  - jour\nti  - Beta caches\nau  - Kim, Bo\nab  - About beta.\npy  - 2009\ner  - \n`,
    'RIS with tabs': `TY\t-\tJOUR\nTI\t-\tAlpha routes\nAU\t-\tLee, Anna\nAB\t-\tAbout alpha.\nPY\t-\t2021\nER\t-\t\nTY\t-\tJOUR\nTI\t-\tBeta caches\nAU\t-\tKim, Bo\nAB\t-\tAbout beta.\nPY\t-\t2009\nER\t-\t\n`,
    'RIS without ends': `TY  - JOUR\nTI  - Alpha routes\nAU  - Lee, Anna\nAB  - About alpha.\nPY  - 2021\n\nTY  - JOUR\nTI  - Beta caches\nAU  - Kim, Bo\nAB  - About beta.\nPY  - 2009\n`,
    'EndNote, whatever the order of its lines': `%A Lee, Anna\n%T Alpha routes\n%0 Journal Article\n%D 2021\n%X About alpha.\n\n%D 2009\n%A Kim, Bo\n%X About beta.\n%T Beta caches\n%0 Book\n`,
    'PubMed with another line first': `OWN - NLM\nTI  - Alpha routes\nFAU - Lee, Anna\nAU  - Lee A\nAB  - About alpha.\nDP  - 2021\n\nOWN - NLM\nTI  - Beta caches\nFAU - Kim, Bo\nAU  - Kim B\nAB  - About beta.\nDP  - 2009\n`,
    'Web of Science': `FN Thomson Reuters Web of Science\nVR 1.0\nPT J\nAU Lee, A\nAF Lee, Anna\nTI Alpha\n   routes\nAB About alpha.\nPY 2021\nER\n\nPT J\nAU Kim, Bo\nTI Beta caches\nAB About beta.\nPY 2009\nER\n\nEF\n`,
  };
  for (const [name, text] of Object.entries(files))
    test(`${name}: each entry keeps its own values`, () => {
      check(text, [alpha, beta], name === 'RIS without ends' ? [NO_END] : []);
    });

  const unpadded: readonly (readonly [name: string, lines: string, expected: Values])[] = [
    [
      'keywords after authors',
      'AU  - Lee, Anna\nKW - routes\nKW - caches\nPY  - 2021\nAB  - About alpha.',
      alpha,
    ],
    ['authors', 'AU - Lee, Anna\nPY - 2021\nAB   - About alpha.', alpha],
    ['what follows an abstract', 'AU  - Lee, Anna\nAB  - About alpha.\nPY - 2021\nDO - 10.1000/a', alpha],
    [
      'an address and notes',
      'AU  - Lee, Anna\nAD - The Place\nN1 - A note\nAB  - About alpha.\nPY  - 2021',
      alpha,
    ],
    [
      'text that only looks like a tag',
      'AU  - Lee, Anna\nPY  - 2021\nAB  - About\nAI - a method,\nand T1-weighted images.',
      { ...alpha, abstract: 'About AI - a method, and T1-weighted images.' },
    ],
  ];
  for (const [name, lines, expected] of unpadded)
    test(`RIS with one blank less in the lines of ${name}`, () => {
      check(`TY  - JOUR\nTI  - Alpha routes\n${lines}\nER - \nTY  - JOUR\nTI  - Beta caches\nER  - \n`, [
        expected,
        { title: 'Beta caches', authors: undefined },
      ]);
    });

  test('an entry may have several types of publication', () => {
    check('OWN - ERIC\nTI  - Alpha routes\nPT  - Articles\nPT  - Reports\nDP  - 2021\n', [
      { title: 'Alpha routes', published: '2021' },
    ]);
  });

  test('an entry without an end does not take values of the next', () => {
    const text = `TI  - Alpha routes\nTY  - JOUR\nAU  - Lee, Anna\nAB  - About alpha.\nPY  - 2021\n\nTI  - Beta caches\nTY  - JOUR\nAU  - Kim, Bo\nAB  - About beta.\nPY  - 2009\nER  - \n`;
    check(text, [alpha, beta], [NO_END]);
  });

  test('have the first date that can be read', () => {
    const dates: readonly (readonly [lines: string, published: string | undefined])[] = [
      ['DA  - Jun\nPY  - 2011', '2011'],
      ['DA  - 2011/06/12/\nPY  - 2012', '2011-06-12'],
      ['Y1  - 2011/06//', '2011-06'],
      ['DA  - n.d.\nY1  - 12 Jun 2011', '2011-06-12'],
      ['PY  - 10 15', undefined],
    ];
    for (const [lines, published] of dates)
      check(`TY  - JOUR\nTI  - Alpha routes\n${lines}\nER  - `, [{ published }]);
  });

  test('have titles of other tags, without markup', () => {
    for (const tag of ['TI', 'T1', 'CT', 'BT', 'ST', 'TT'])
      check(`TY  - JOUR\n${tag}  - Alpha <i>routes</i> &amp; m<sup>2</sup>\nER  - `, [
        { title: 'Alpha routes & m²' },
      ]);
  });

  test('have superscripts as characters where a title has no other markup', () => {
    check('TY  - JOUR\nTI  - Routes of CO<sub>2</sub> &amp; m<sup>2</sup>\nER  - ', [
      { title: 'Routes of CO₂ & m²' },
    ]);
  });

  test('a short title is that of a work without another', () => {
    check('TY  - JOUR\nST  - Alpha\nTI  - Alpha routes: a study\nER  - ', [
      { title: 'Alpha routes: a study' },
    ]);
  });

  test('of ERIC have tags of four letters', () => {
    check('OWN - ERIC\nTI  - Alpha\nAB  - About alpha.\nISSN - ISSN-1234-4567\nLA  - English\n', [
      { title: 'Alpha', abstract: 'About alpha.' },
    ]);
  });

  test('have names with suffixes, groups and several names on a line', () => {
    check(
      'TY  - JOUR\nTI  - Alpha\nAU  - Lee, Anna, Jr.\nAU  - Kim, Bo; Poe, Cy\nAU  - The Route Team\nAU  - et al.\nER  - ',
      [{ authors: ['Anna Lee Jr.', 'Bo Kim', 'Cy Poe', 'The Route Team'] }],
    );
  });

  test('have the DOI, the venue, the year and the type; the DOI of arXiv is an arXiv identifier', () => {
    check(
      'TY  - CONF\nTI  - Alpha\nT2  - Proceedings of Routes\nPY  - 2021\nDO  - https://doi.org/10.1000/Abc.1\nER  - \nTY  - JOUR\nTI  - Beta\nDO  - 10.48550/arXiv.2403.01234\nER  - ',
      [
        { doi: '10.1000/abc.1', venue: 'Proceedings of Routes', year: 2021, entryType: 'inproceedings' },
        { doi: undefined, arxivId: '2403.01234', entryType: 'article' },
      ],
    );
  });
});

const NO_END = 'This entry has no end; it may be cut off.';

suite('BibTeX of other programs', () => {
  const keys = [
    '',
    'Lee.Routes in Space.2019',
    'lee{19}',
    '{lee19}',
    'lee=19',
    '"lee19"',
    "lee's",
    'lee\\_19',
  ];
  for (const key of keys)
    test(`the key may be ${JSON.stringify(key)}`, () => {
      check(`@article{${key},\n  title = {Alpha},\n  author = {Lee, Anna}\n}\n@book{b, title={Beta}}`, [
        { title: 'Alpha', authors: ['Anna Lee'] },
        { title: 'Beta' },
      ]);
    });

  test('the key may be missing with its comma, or only the comma', () => {
    check(
      '@article{title = {Alpha}, year = 2020}\n@article{\n title = {Beta}\n}\n@misc{key\n title = {Gamma}\n}',
      [{ title: 'Alpha' }, { title: 'Beta' }, { title: 'Gamma' }],
    );
  });

  test('comments may follow keys and values', () => {
    check(
      '@article{a, % from the web, page 3\n title = {Alpha}, % the title = {x}\n year = 2020 % checked\n}',
      [{ title: 'Alpha', published: '2020' }],
    );
  });

  test('types may have other signs in their names', () => {
    check('@web_page{a, title={Alpha}}\n@book-section{b, title={Beta}}\n@type3{c, title={Gamma}}', [
      { title: 'Alpha' },
      { title: 'Beta' },
      { title: 'Gamma' },
    ]);
  });

  const titles: readonly (readonly [latex: string, title: string])[] = [
    ['Core\\textendash{}Shell', 'Core–Shell'],
    ['Core--Shell --- a Study', 'Core–Shell — a Study'],
    ['In\\textsubscript{x}Ga\\textsuperscript{2}', 'InₓGa²'],
    ['The {\\sc Conniver} Manual', 'The Conniver Manual'],
    ['{\\em vs.\\/} Lan\\-guage', 'vs. Language'],
    ['AND\\slash OR', 'AND/OR'],
    ['\\enquote{Routes} and \\emph{more}', '“Routes” and more'],
    ['What\\textquoteright s \\textquotedblleft it\\textquotedblright', 'What’s “it”'],
    ['{$\\pi_{0.5}$}: a {VLA}', '$\\pi_{0.5}$: a VLA'],
    ['In {\\(\\mathcal{O}(n)\\)} Time', 'In \\(\\mathcal{O}(n)\\) Time'],
    ['\\href{https://example.org}{Alpha} \\texorpdfstring{$x$}{x}', 'Alpha x'],
    ['Alpha\\footnote{Thanks to all.} Routes', 'Alpha Routes'],
    ['Alpha <i>Routes</i> {\\&}amp; H<sub>2</sub>O', 'Alpha Routes & H₂O'],
    ['A Price of \\$5', 'A Price of \\$5'],
    ['An \\unknown{command} stays', 'An \\unknown{command} stays'],
  ];
  for (const [latex, title] of titles)
    test(`reads the title ${latex}`, () => {
      check(`@article{a, title = "${latex}"}`, [{ title }]);
    });

  test('has subtitles, markup of publishers, DOIs and CoRR volumes', () => {
    check(
      '@article{a, title={Tube}, subtitle={Routes for Tokens}, abstract={<jats:p>About alpha.</jats:p>}, doi={10.1000/X_1}, journal={Journal of Routes}}\n' +
        '@article{b, title={Beta}, journal={CoRR}, volume={abs/2403.01234}, year={2024}}',
      [
        {
          title: 'Tube: Routes for Tokens',
          abstract: 'About alpha.',
          doi: '10.1000/x_1',
          venue: 'Journal of Routes',
        },
        { title: 'Beta', arxivId: '2403.01234', year: 2024, venue: undefined },
      ],
    );
  });

  test('has names of every form', () => {
    check(
      '@article{a, title={Alpha}, author={family=Berg, given=Jan, prefix=van der, useprefix=true and Lee, Jr., Anna and {The Route Team} and others}}\n' +
        '@article{b, title={Beta}, author={Anna Lee, Bo Kim, Cy Poe, Di Roe}}\n@article{c, title={Gamma}, author={Lee, Anna; Kim, Bo}}',
      [
        { authors: ['Jan van der Berg', 'Anna Lee Jr.', 'The Route Team'] },
        { authors: ['Anna Lee', 'Bo Kim', 'Cy Poe', 'Di Roe'] },
        { authors: ['Anna Lee', 'Bo Kim'] },
      ],
    );
  });
});

suite('Identifiers that a program cut', () => {
  test('are completed or left out, and never lead nowhere', () => {
    check('Title,arXiv,Abstract\nAlpha,2403.0123,x\nBeta,704.0001,x\nGamma,2403.01234,x\n', [
      { arxivId: '2403.01230' },
      { arxivId: '0704.0001' },
      { arxivId: '2403.01234' },
    ]);
    check('[{"title":"Alpha","arxiv_id":2403.0123,"abstract":"x"}]', [{ arxivId: '2403.01230' }]);
  });

  test('identify the paper if its title is missing', () => {
    check('[{"title":null,"id":"2403.01234","abstract":"About alpha."},{"title":"Beta","abstract":"x"}]', [
      { title: 'arXiv:2403.01234', abstract: 'About alpha.' },
      { title: 'Beta' },
    ]);
  });
});

suite('Tables, XML and Python values', () => {
  test('a table may name its delimiter, or its columns by tags', () => {
    check('sep=;\r\nTitle;Authors\r\nAlpha, Beta;Anna Lee\r\n', [
      { title: 'Alpha, Beta', authors: ['Anna Lee'] },
    ]);
    check('AU,TI,PY,DO,SO\n"Lee, Anna",Alpha,2021,10.1000/a,Routes\n', [
      { title: 'Alpha', authors: ['Anna Lee'], published: '2021', doi: '10.1000/a', venue: 'Routes' },
    ]);
  });

  test('EndNote XML has its values in elements of style', () => {
    const style = (text: string): string => `<style face="normal">${text}</style>`;
    check(
      `<?xml version="1.0"?><xml><records><record><contributors><authors><author>${style('Lee, ')}${style('Anna')}</author></authors><secondary-authors><author>${style('Editor, Ed')}</author></secondary-authors></contributors><titles><title>${style('Alpha')}</title></titles><periodical><full-title>${style('Routes')}</full-title></periodical><dates><year>${style('2024')}</year></dates><electronic-resource-num>${style('10.1000/A')}</electronic-resource-num></record></records></xml>`,
      [{ title: 'Alpha', authors: ['Anna Lee'], published: '2024', venue: 'Routes', doi: '10.1000/a' }],
    );
  });

  test('XML is read without its prolog, as it is copied', () => {
    const author = '<contributors><authors><author>Lee, Anna</author></authors></contributors>';
    const record = `<record>${author}<titles><title>Alpha</title></titles></record>`;
    const expected = [{ title: 'Alpha', authors: ['Anna Lee'] }];
    for (const text of [`<xml><records>${record}</records></xml>`, `<records>${record}</records>`, record])
      check(text, expected);
    check(
      '<PubmedArticle><MedlineCitation><Article><ArticleTitle>Alpha</ArticleTitle></Article></MedlineCitation></PubmedArticle>',
      [{ title: 'Alpha' }],
    );
  });

  test('Zotero RDF has works beside journals, notes and attachments', () => {
    check(
      `<rdf:RDF xmlns:rdf="r" xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dc="d" xmlns:bib="b" xmlns:foaf="f" xmlns:dcterms="t">
<bib:Article rdf:about="#item_1"><z:itemType>journalArticle</z:itemType><dcterms:isPartOf rdf:resource="urn:issn:1"/>
<bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Lee</foaf:surname><foaf:givenName>Anna</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:authors>
<bib:editors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Roe</foaf:surname></foaf:Person></rdf:li></rdf:Seq></bib:editors>
<dc:title>Alpha &amp; Beta</dc:title><dcterms:abstract>About alpha.</dcterms:abstract><dc:date>March 5, 2024</dc:date></bib:Article>
<bib:Journal rdf:about="urn:issn:1"><dc:title>Journal of Routes</dc:title><dc:identifier>DOI 10.1000/A.1</dc:identifier></bib:Journal>
<bib:Memo rdf:about="#note"><rdf:value>A note.</rdf:value></bib:Memo>
<z:Attachment rdf:about="#file"><z:itemType>attachment</z:itemType><dc:title>PDF</dc:title></z:Attachment>
</rdf:RDF>`,
      [
        {
          title: 'Alpha & Beta',
          authors: ['Anna Lee'],
          abstract: 'About alpha.',
          published: '2024-03-05',
          doi: '10.1000/a.1',
          venue: 'Journal of Routes',
          entryType: 'article',
        },
      ],
    );
  });

  test('values may be printed by Python', () => {
    check(
      `{'title': 'Alpha', 'abstract': "Beta's \\'text\\'", 'date': datetime.date(2024, 3, 5), 'pdf': None}\n{'title': "B", 'abstract': 'x', 'ok': True}`,
      [
        { title: 'Alpha', abstract: "Beta's 'text'", published: '2024-03-05' },
        { title: 'B', abstract: 'x' },
      ],
    );
  });
});
