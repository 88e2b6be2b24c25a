import assert from 'node:assert/strict';
import type { ParsedDigest } from '../../../../src/core/library/parsedDigest';
import { parseSource } from '../../../../src/core/importers/formats';
import { samples } from '../../../support/renderedDigests';
import { localizable } from '../../../../src/core/base/localization';

const [A, B] = samples();
assert.ok(A && B);
const papersOf = (digest: ParsedDigest) => digest.days.flatMap((day) => day.papers);

suite('References with tags', () => {
  const wrapped = A.abstract.replaceAll('. ', '.\n      ');
  const kinds: Readonly<Record<string, string>> = {
    RIS: `TY  - UNPB\nT1  - ${A.title}\nA1  - Author, First\nDA  - 2024/03/10/\nN2  - ${A.abstract}\nL1  - https://arxiv.org/pdf/${A.id}\nER  -\n`,
    EndNote: `%0 Journal Article\n%T ${A.title}\n%A Author, First\n%J arXiv preprint arXiv:${A.id}\n%X ${A.abstract}\n%D 2024-03-10\n`,
    PubMed: `\nPMID- 1\nTI  - ${A.title}\nAB  - ${wrapped}\nFAU - Author, First\nAU  - Author F\nAID - arXiv:${A.id}\nDP  - 2024-03-10\n`,
  };
  for (const [kind, text] of Object.entries(kinds)) {
    test(`are parsed from ${kind}`, () => {
      assert.deepEqual(parseSource({ text }), {
        days: [
          {
            label: '',
            source: 'digest',
            papers: [
              {
                title: A.title,
                abstract: A.abstract,
                authors: ['First Author'],
                arxivId: A.id,
                published: '2024-03-10',
                year: 2024,
                ...(kind === 'RIS' && { entryType: 'unpublished' }),
                ...(kind === 'EndNote' && { entryType: 'article' }),
              },
            ],
          },
        ],
        problems: [],
      });
    });
  }

  test('are separated by their titles if a start is missing', () => {
    const text = `%0 Journal Article\n%T ${A.title}\n\n%T ${B.title}\n%X ${B.abstract}\n`;
    assert.deepEqual(
      papersOf(parseSource({ text })).map(({ title }) => title),
      [A.title, B.title],
    );
  });

  test('report entries without a title, and text before the first entry', () => {
    const text = `words\nTY  - JOUR\nAU  - Author, First\nER  -\nTY  - JOUR\nTI  - ${A.title}\nER  -\n`;
    const digest = parseSource({ text });
    assert.deepEqual([papersOf(digest).length, digest.problems.map(({ line }) => line)], [1, [1, 2]]);
  });
});

suite('Other XML', () => {
  const names = '<author><first>First</first><last>Author</last></author>';
  const kinds: Readonly<Record<string, string>> = {
    'OAI-PMH in Dublin Core': `<?xml version="1.0"?><OAI-PMH><ListRecords><record><metadata><oai_dc:dc xmlns:oai_dc="x" xmlns:dc="y">
<dc:title>${A.title}</dc:title><dc:creator>Author, First</dc:creator><dc:description>${A.abstract}</dc:description>
<dc:description>Comment: 9 pages</dc:description><dc:identifier>http://arxiv.org/abs/${A.id}</dc:identifier>
</oai_dc:dc></metadata></record></ListRecords></OAI-PMH>`,
    'the ACL Anthology': `<?xml version="1.0"?><collection><volume><paper id="1"><title>${A.title.replace('Model', '<fixed-case>M</fixed-case>odel')}</title>${names}
<abstract>${A.abstract}</abstract><url>https://arxiv.org/abs/${A.id}</url></paper></volume></collection>`,
    PubMed: `<?xml version="1.0"?><PubmedArticleSet><PubmedArticle><MedlineCitation><Article><Journal><Title>A Journal</Title></Journal>
<ArticleTitle>${A.title}</ArticleTitle><Abstract><AbstractText>${A.abstract}</AbstractText></Abstract>
<AuthorList><Author><LastName>Author</LastName><ForeName>First</ForeName></Author></AuthorList></Article></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="doi">10.48550/arXiv.${A.id}</ArticleId></ArticleIdList></PubmedData></PubmedArticle></PubmedArticleSet>`,
  };
  for (const [kind, text] of Object.entries(kinds)) {
    test(`such as that of ${kind}`, () => {
      assert.deepEqual(parseSource({ text }).problems, []);
      assert.deepEqual(papersOf(parseSource({ text })), [
        { title: A.title, abstract: A.abstract, authors: ['First Author'], arxivId: A.id },
      ]);
    });
  }

  test('may have entries with several names', () => {
    const text = `<?xml version="1.0"?><dblp><article><author>First Author</author><title>${A.title}</title><volume>abs/${A.id}</volume></article>
<inproceedings><title>${B.title}</title><ee>https://doi.org/10.48550/arXiv.${B.id}</ee></inproceedings></dblp>`;
    assert.deepEqual(
      papersOf(parseSource({ text })).map(({ title, arxivId }) => [title, arxivId]),
      [
        [A.title, A.id],
        [B.title, B.id],
      ],
    );
  });

  test('without papers is reported', () => {
    const text = '<?xml version="1.0"?><opml><body><outline text="cs.LG" xmlUrl="x"/></body></opml>';
    assert.deepEqual(parseSource({ text }).problems, [
      { line: 1, message: localizable('This XML holds no papers.') },
    ]);
  });
});
