import assert from 'node:assert/strict';
import type { ParsedDigest } from '../../../../src/core/library/parsedDigest';
import { parseSource } from '../../../../src/core/importers/formats';
import { checkPapers as check } from './checkPapers';
import { type Sample, samples } from '../../../support/renderedDigests';

const papers = samples().slice(0, 2);
const papersOf = (digest: ParsedDigest) => digest.days.flatMap((day) => day.papers);

suite('Pages of arXiv that are copied as text', () => {
  const pages: Readonly<Record<string, string>> = {
    'a listing': `Machine Learning
Showing new listings for Thursday, 14 March 2024
Total of 2 entries
New submissions (showing 2 of 2 entries)
${papers
  .map(
    ({ id, title, abstract }, at) => `[${at + 1}] arXiv:${id} [pdf, html, other]
Title: ${title}
First Author, Second Author
Comments: 9 pages
Subjects: Machine Learning (cs.LG)
${abstract}`,
  )
  .join('\n')}\n`,
    'a search': `Showing 1–2 of 2 results for all: networks
${papers
  .map(
    ({ id, title, abstract }) => `arXiv:${id} [pdf, other] cs.LG
${title}
Authors: First Author, Second Author
Abstract: ${abstract} △ Less
Submitted 10 March, 2024; originally announced March 2024.`,
  )
  .join('\n\n')}\n`,
    'the pages of papers': papers
      .map(
        ({ id, title, abstract }) => `Computer Science > Machine Learning
[Submitted on 10 Mar 2024]
Title:${title}
First Author, Second Author
View PDF HTML (experimental)
${abstract}
Subjects:\tMachine Learning (cs.LG)
Cite as:\tarXiv:${id} [cs.LG]
 \t(or arXiv:${id}v1 [cs.LG] for this version)
Submission history
From: Somebody [view email]
`,
      )
      .join(''),
  };
  for (const [page, text] of Object.entries(pages)) {
    test(`are parsed from ${page}`, () => {
      const digest = parseSource({ text });
      assert.deepEqual(digest.problems, []);
      assert.deepEqual(
        papersOf(digest),
        papers.map(({ id, title, abstract }) => ({
          title,
          abstract,
          authors: ['First Author', 'Second Author'],
          arxivId: id,
          categories: ['cs.LG'],
        })),
      );
      const expected = page === 'a listing' ? { year: 2024, month: 3, day: 14 } : undefined;
      assert.deepEqual(digest.days[0]?.date, expected);
    });
  }
});

suite('Pages of arXiv and others', () => {
  test('of arXiv search results contain each abstract twice', () => {
    const result = ({
      id,
      title,
      abstract,
    }: Sample): string => `<li class="arxiv-result"><p class="list-title">
<a href="https://arxiv.org/abs/${id}">arXiv:${id}</a></p><div class="tags"><span class="tag">cs.LG</span></div>
<p class="title is-5 mathjax">${title}</p><p class="authors"><span>Authors:</span> <a href="#">First Author</a></p>
<p class="abstract mathjax"><span>Abstract</span>: <span class="abstract-short">${abstract.slice(0, 40)}&hellip; <a>&#9661; More</a></span>
<span class="abstract-full" style="display: none;">${abstract} <a>&#9651; Less</a></span></p></li>`;
    const text = `<!DOCTYPE html><html><body><ol>${papers.map(result).join('\n')}</ol></body></html>`;
    assert.deepEqual(
      papersOf(parseSource({ text })),
      papers.map(({ id, title, abstract }) => ({
        title,
        abstract,
        authors: ['First Author'],
        arxivId: id,
        categories: ['cs.LG'],
      })),
    );
  });

  test('of the ACL Anthology and others link to papers within', () => {
    const entry = ({ title }: Sample, at: number): string =>
      `<p><a href="https://aclanthology.org/2024.made-long.${at}.pdf">pdf</a> <strong><a href="/2024.made-long.${at}/">${title}</a></strong></p>`;
    const text = `<!DOCTYPE html><html><body>${papers.map(entry).join('\n')}</body></html>`;
    assert.deepEqual(
      papersOf(parseSource({ text })).map(({ title }) => title),
      papers.map(({ title }) => title),
    );
  });

  test('of publishers have DOI, venue, date and abstract, and markup in them', () => {
    const metas: readonly (readonly [name: string, content: string])[] = [
      ['citation_title', 'Routes of CO&lt;sub&gt;2&lt;/sub&gt; &amp;amp; Words'],
      ['citation_author', 'Lee, Anna'],
      ['citation_doi', 'doi:10.1000/ABC'],
      ['citation_journal_title', 'Journal of Routes'],
      ['citation_publication_date', '5 Mar 2024'],
      ['DC.Description', '&lt;p&gt;About &lt;i&gt;routes&lt;/i&gt;.&lt;/p&gt;'],
    ];
    const head = metas.map(([name, content]) => `<meta name="${name}" content="${content}">`).join('');
    check(`<!doctype html><html><head>${head}</head><body><p>Menu</p></body></html>`, [
      {
        title: 'Routes of CO₂ & Words',
        authors: ['Anna Lee'],
        doi: '10.1000/abc',
        venue: 'Journal of Routes',
        published: '2024-03-05',
        abstract: 'About routes.',
      },
    ]);
  });

  test('have no abstract for a title above the next linked title', () => {
    const paper = (title: string, id: string, abstract: string): string =>
      `<div><a href="https://arxiv.org/abs/${id}">${title}</a></div><div>Anna Lee, Bo Kim</div><div>${abstract}</div>`;
    const abstract = 'We route words to experts, and measure what comes of it over long texts.';
    const authors = ['Anna Lee', 'Bo Kim'];
    check(
      `<html><body>${paper('Sparse Routing', '2403.01234', abstract)}${paper('Dense Caches', '2403.01235', abstract)}</body></html>`,
      [
        { title: 'Sparse Routing', authors, abstract },
        { title: 'Dense Caches', authors, abstract },
      ],
    );
  });

  test('have no abstract for a title above a link to its paper', () => {
    const entry = (title: string, id: string): string =>
      `**${title}**\n\n*Anna Lee*\n\nWe route words to experts. We measure what comes of it over long texts.\n\n[Paper](https://arxiv.org/abs/${id})\n`;
    check(
      `# Papers\n\n## Routing\n\n${entry('Sparse Routing', '2403.01234')}\n${entry('Dense Caches', '2403.01235')}`,
      [
        { title: 'Sparse Routing', authors: ['Anna Lee'], arxivId: '2403.01234' },
        { title: 'Dense Caches', authors: ['Anna Lee'], arxivId: '2403.01235' },
      ],
    );
  });

  test('have one author where others have several', () => {
    const link = 'https://arxiv.org/abs/2403.0123';
    const text = 'We route words to experts, and measure what comes of it over long texts.';
    const layouts: readonly ((title: string, names: string, at: number) => string)[] = [
      (title, names, at) => `## [${title}](${link}${at})\n\n${names}\n\n${text}\n`,
      (title, names, at) => `- **${title}**\n  - ${names}\n  - [arXiv](${link}${at})\n  - ${text}\n`,
      (title, names, at) => `1. [${title}](${link}${at})\n   ${names}\n   ${text}\n`,
      (title, names, at) => `<h2><a href="${link}${at}">${title}</a></h2><p>${names}</p><p>${text}</p>`,
    ];
    for (const layout of layouts) {
      const papers = [
        layout('Sparse Routing', 'Anna Lee, Bo Kim', 1),
        layout('Dense Caches', 'Cy B. Poe', 2),
      ];
      check(`# Papers\n\n${papers.join('\n')}`.replace(/^# Papers(?=\s*<)/u, '<h1>Papers</h1>'), [
        { title: 'Sparse Routing', authors: ['Anna Lee', 'Bo Kim'], abstract: text },
        { title: 'Dense Caches', authors: ['Cy B. Poe'], abstract: text },
      ]);
      const tags = [
        layout('Sparse Routing', 'Computer Vision', 1),
        layout('Dense Caches', 'Machine Learning', 2),
      ];
      for (const { authors } of parseSource({ text: `# Papers\n\n${tags.join('\n')}` }).days.flatMap(
        (day) => day.papers,
      ))
        assert.equal(authors, undefined);
    }
  });

  test('may have one author on each line of a cell', () => {
    for (const cell of [
      'Anna Lee<br>Bo Kim',
      'Lee, Anna<br>Kim, Bo',
      'Anna Lee,<br>Bo Kim',
      'Anna Lee and<br>Bo Kim',
    ])
      check(
        `<table><tr><th>Title</th><th>Authors</th></tr><tr><td>Sparse Routing</td><td>${cell}</td></tr></table>`,
        [{ title: 'Sparse Routing', authors: ['Anna Lee', 'Bo Kim'] }],
      );
  });

  test('have superscripts and subscripts as characters, in Markdown too', () => {
    const title = 'S<sup>2</sup>R for CO<sub>2</sub>, a Study';
    const names = 'Anna Lee<sup>1,2</sup>, Bo Kim<sup>3</sup>';
    const link = 'https://arxiv.org/abs/2403.01234';
    const expected = [{ title: 'S²R for CO₂, a Study', authors: ['Anna Lee', 'Bo Kim'] }];
    check(`<html><body><h2><a href="${link}">${title}</a></h2><p>${names}</p></body></html>`, expected);
    check(`## [${title}](${link})\n\n${names}\n`, expected);
  });
});
