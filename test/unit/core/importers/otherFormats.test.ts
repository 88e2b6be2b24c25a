import assert from 'node:assert/strict';
import type { ParsedDigest } from '../../../../src/core/library/parsedDigest';
import { parseSource } from '../../../../src/core/importers/formats';
import { isIdentifierTitle } from '../../../../src/core/library/arxivId';
import { finish } from '../../../../src/core/base/cooperativeTask';
import { totalResults } from '../../../../src/core/remote/arxivApi';
import { readRss } from '../../../../src/core/importers/xml/rss';
import { renderers, samples } from '../../../support/renderedDigests';
import { localizable } from '../../../../src/core/base/localization';

const papers = samples().slice(0, 3);
const [A, B, C] = papers;
assert.ok(A && B && C);
const papersOf = (digest: ParsedDigest) => digest.days.flatMap((day) => day.papers);

suite('Feeds', () => {
  const atom = renderers['atom']?.(papers) ?? '';
  const rss = renderers['rss']?.(papers) ?? '';

  test('lose only the entry that is not well-formed', () => {
    const digest = parseSource({ text: atom.replace('</title>\n    <summary>', '</titel>\n    <summary>') });
    assert.deepEqual(
      papersOf(digest).map(({ title }) => title),
      [B.title, C.title],
    );
    assert.deepEqual(digest.problems, [
      { line: 6, message: localizable('This entry is not well-formed XML and was left out.') },
    ]);
  });

  test('report an entry without a start', () => {
    const digest = parseSource({ text: atom.replace(/<entry>(?=\s*<id>\S*10001v)/u, '<>') });
    assert.deepEqual(
      [papersOf(digest).map(({ title }) => title), digest.problems.length],
      [[A.title, C.title], 1],
    );
  });

  test('report an error of arXiv', () => {
    const text = `<feed><updated>2024-03-14T00:00:00Z</updated><entry><id>http://arxiv.org/api/errors#x</id>
<title>Error</title><summary>incorrect id format for 1234</summary></entry></feed>`;
    const digest = parseSource({ text });
    assert.deepEqual(digest, {
      days: [],
      problems: [
        {
          line: 1,
          message: localizable('arXiv answers with an error: {0}.', 'incorrect id format for 1234'),
        },
      ],
    });
  });

  test('have the total number of results', () => {
    assert.equal(
      totalResults('<feed><opensearch:totalResults xmlns:opensearch="x">1234</opensearch:totalResults>'),
      1234,
    );
    assert.equal(totalResults(atom), undefined);
  });

  test('are listed under the requested day rather than that of the response', () => {
    const asked = { year: 2024, month: 2, day: 1 };
    assert.deepEqual(parseSource({ text: atom, requestedDate: asked }).days[0]?.date, asked);
  });

  test('have the announcement type of arXiv', () => {
    const replaced = rss.replace('<arxiv:announce_type>new', '<arxiv:announce_type>replace-cross');
    assert.deepEqual(
      finish(readRss(replaced)).items.map(({ announced }) => announced),
      ['replace-cross', 'new', 'new'],
    );
  });

  test('of other sites may contain HTML, and dates per item', () => {
    const text = `<rss version="2.0"><channel><title>Papers</title><item><title><![CDATA[${A.title}]]></title>
<link>https://huggingface.co/papers/${A.id}</link><description><![CDATA[<p>${A.abstract}</p>]]></description>
<pubDate>Thu, 14 Mar 2024 00:00:00 GMT</pubDate></item></channel></rss>`;
    const [day] = parseSource({ text }).days;
    assert.deepEqual(day?.papers, [
      { title: A.title, abstract: A.abstract, arxivId: A.id, published: '2024-03-14' },
    ]);
    assert.deepEqual([day.source, day.date], ['digest', { year: 2024, month: 3, day: 14 }]);
  });

  test('do not treat comparisons in mathematics as tags', () => {
    const text = `<feed><entry><id>http://arxiv.org/abs/${A.id}</id><title>On $a &lt; b$ and $i&lt;j$</title></entry></feed>`;
    assert.equal(papersOf(parseSource({ text }))[0]?.title, 'On $a < b$ and $i<j$');
  });
});

suite('arXiv mailings', () => {
  const entry = (header: string, rest: string): string =>
    `\\\\\narXiv:${header}\n\n${rest}\n${'-'.repeat(78)}\n`;

  test('announce revisions without an abstract', () => {
    const text = entry(
      `${A.id}\nreplaced with revised version Thu, 14 Mar 2024 10:00:00 GMT   (12kb)`,
      `Title: ${A.title}\nAuthors: First Author (Somewhere, Anywhere) and Second Author\nCategories: cs.LG math.OC\n\\\\ ( https://arxiv.org/abs/${A.id} ,  12kb)`,
    );
    assert.deepEqual(papersOf(parseSource({ text })), [
      {
        title: A.title,
        abstract: '',
        authors: ['First Author', 'Second Author'],
        arxivId: A.id,
        categories: ['cs.LG', 'math.OC'],
      },
    ]);
  });

  test('report an entry without an identifier', () => {
    const text = entry(A.id, `Title: ${A.title}\n\\\\\n  ${A.abstract}\n\\\\`);
    const digest = parseSource({ text: text + text.replace(/^arXiv:.*\n/mu, '') });
    assert.deepEqual([papersOf(digest).length, digest.problems.length], [1, 1]);
  });

  const mailed = entry(`${A.id}\nDate: x`, `Title: ${A.title}\n\\\\\n  ${A.abstract}\n\\\\`);
  for (const [how, mark] of [
    ['quoted', '> '],
    ['quoted twice', '> > '],
    ['indented', '    '],
  ] as const) {
    test(`are also parsed ${how}`, () => {
      const text = `Look at this.\n\n${mailed.trimEnd().replace(/^/gmu, mark).replace(/ +$/gmu, '')}\n`;
      assert.deepEqual(papersOf(parseSource({ text })), [
        { title: A.title, abstract: A.abstract, arxivId: A.id },
      ]);
    });
  }

  test('keep the versions and dates of an .abs file', () => {
    const text = entry(
      `cs/9411001\nFrom: a b <c@d>\nDate: Tue, 1 Nov 1994 18:57:48 GMT   (0kb,I)\nDate (revised v2): Fri, 7 Apr 1995 07:16:31 GMT   (92kb)`,
      `Title: ${A.title}\nAuthors: Fr\\"ed\\'eric Author\nCategories: cs.LG\n\\\\\n  ${A.abstract}\n\\\\`,
    );
    const [paper] = papersOf(parseSource({ text }));
    assert.deepEqual(
      [paper?.arxivId, paper?.arxivVersion, paper?.published, paper?.updated, paper?.authors],
      ['cs/9411001', 2, '1994-11-01T18:57:48Z', '1995-04-07T07:16:31Z', ['Frëdéric Author']],
    );
  });

  test('report an entry without a title and one that is truncated', () => {
    const text = `${entry(A.id, `Authors: First Author\n\\\\\n  ${A.abstract}\n\\\\`)}\\\\\narXiv:${B.id}\n\nTitle: ${B.title}\n\\\\\n  ${B.abstract.slice(0, 40)}`;
    const digest = parseSource({ text });
    assert.deepEqual(
      papersOf(digest).map(({ title }) => title),
      [B.title],
    );
    assert.deepEqual(
      digest.problems.map(({ line }) => line),
      [2, 10],
    );
  });
});

suite('BibTeX', () => {
  test('decodes LaTeX', () => {
    const text = `@article{key,
  title = "{F}orward " # {Learning of \\emph{Graph} {\\"O}rder \\& $\\alpha_{i}$},
  author = {Erd\\H{o}s, P{\\'a}l and {\\L}ukasz {\\"O}z and {A Group and Another} and others},
  month = mar, year = 2024, journal = {arXiv preprint arXiv:${A.id}v2}
}`;
    assert.deepEqual(papersOf(parseSource({ text })), [
      {
        title: 'Forward Learning of Graph Örder & $\\alpha_{i}$',
        abstract: '',
        authors: ['Pál Erdős', 'Łukasz Öz', 'A Group and Another'],
        arxivId: A.id,
        arxivVersion: 2,
        year: 2024,
        entryType: 'article',
        published: '2024-03',
      },
    ]);
  });

  test('expands strings, and skips comments', () => {
    const text = `@comment{ignored, title={x}}\n@string{t = {${A.title}}}\nwords between entries\n@misc{k, title = t, year = 2024}`;
    assert.deepEqual(
      papersOf(parseSource({ text })).map(({ title }) => title),
      [A.title],
    );
  });

  const good = `@misc{good, title = {${B.title}}}\n`;
  const broken: Readonly<Record<string, string>> = {
    'a missing brace in a field': `@misc{bad,\n  title = {${A.title},\n  year = 2024\n}\n`,
    'a missing brace at the end': `@misc{bad,\n  title = {${A.title}},\n  year = 2024\n`,
    'a missing quotation mark': `@misc{bad,\n  title = "${A.title},\n  year = 2024\n}\n`,
    'a field without a value': `@misc{bad,\n  title = {${A.title}},\n  year =\n}\n`,
  };
  for (const [what, entry] of Object.entries(broken)) {
    test(`loses neither entry to ${what}`, () => {
      const digest = parseSource({ text: entry + good });
      assert.deepEqual(
        papersOf(digest).map(({ title }) => title),
        [A.title, B.title],
      );
      assert.equal(digest.problems.length, 1);
    });
  }
});

suite('Pages', () => {
  test('of Hugging Face are parsed from their articles if the JSON data is missing', () => {
    const article = ({ id, title }: { id: string; title: string }): string =>
      `<article><a href="/papers/${id}"><img src="x.png"></a><div>12</div><h3><a href="/papers/${id}" class="x">${title}</a></h3><a href="/papers/${id}#community">3</a></article>`;
    const text = `<!doctype html><html><body><h1>Daily Papers</h1>\n${papers.map(article).join('\n')}</body></html>`;
    assert.deepEqual(
      papersOf(parseSource({ text })).map(({ title, arxivId }) => [title, arxivId]),
      papers.map(({ title, id }) => [title, id]),
    );
  });

  test('of one paper are parsed from citation tags', () => {
    const text = `<!DOCTYPE html><html><head><meta name="citation_title" content="${A.title}"><meta name="citation_author" content="Author, First">
<meta name="citation_date" content="2024/03/10"><meta name="citation_arxiv_id" content="${A.id}"></head>
<body><blockquote class="abstract mathjax"><span>Abstract:</span> The text of it.</blockquote></body></html>`;
    assert.deepEqual(papersOf(parseSource({ text })), [
      {
        title: A.title,
        abstract: 'The text of it.',
        authors: ['First Author'],
        arxivId: A.id,
        published: '2024-03-10',
      },
    ]);
  });

  test('of any site are parsed by their headings', () => {
    const text = `<html><body><h1>Papers of 2024-03-14</h1><h2>${A.title}</h2><p><a href="https://arxiv.org/abs/${A.id}">arXiv</a></p><p>${A.abstract}</p>
<script>alert('nothing of this')</script></body></html>`;
    assert.deepEqual(papersOf(parseSource({ text })), [
      { title: A.title, abstract: A.abstract, arxivId: A.id },
    ]);
  });

  test('without papers are reported', () => {
    const text = '<!doctype html><html><body><p>Please sign in.</p></body></html>';
    assert.deepEqual(parseSource({ text }).problems, [
      { line: 1, message: localizable('No papers were found on this page.') },
    ]);
  });

  test('give the source of mathematics', () => {
    const math = '<math alttext="x^{2}"><mi>x</mi></math>';
    const katex =
      '<span class="katex"><math><semantics><mi>y</mi><annotation encoding="application/x-tex">y_1</annotation></semantics></math><span class="katex-html">y1</span></span>';
    const text = `<html><body><h2><a href="https://arxiv.org/abs/${A.id}">A bound of ${math} by ${katex}</a></h2></body></html>`;
    assert.equal(papersOf(parseSource({ text }))[0]?.title, 'A bound of $x^{2}$ by $y_1$');
  });
});

suite('Lists of identifiers', () => {
  test('accept identifiers in any form, with an optional title', () => {
    const text = `2401.01234
https://arxiv.org/abs/2402.10774v2

- arXiv:cs/0101001 [cs.LG]
${A.title} https://huggingface.co/papers/${A.id}
2405.00001, 2405.00002
no such thing
`;
    const digest = parseSource({ text });
    const expected = [
      'arXiv:2401.01234',
      'arXiv:2402.10774',
      'arXiv:cs/0101001',
      A.title,
      'arXiv:2405.00001',
      'arXiv:2405.00002',
    ];
    assert.deepEqual(
      papersOf(digest).map(({ title }) => title),
      expected,
    );
    assert.deepEqual(
      digest.problems.map(({ line }) => line),
      [7],
    );
  });

  const beside: Readonly<Record<string, string>> = {
    'one word': `SomeNet-2 (arXiv:${A.id})`,
    'a link of Slack': `• <https://arxiv.org/abs/${A.id}|SomeNet-2>`,
    'a value of a row': `${A.id},"SomeNet-2",https://arxiv.org/abs/${A.id}`,
    'a reference with initials': `[1] F. Author, S. van Author, and T. Author. SomeNet-2. arXiv preprint arXiv:${A.id}, 2024.`,
    'a reference with a quotation': `[1] F. Author and S. Author, “SomeNet-2,” arXiv:${A.id}, Mar. 2024.`,
    'a reference with the year in front': `Author, F., & Author, S. (2024). SomeNet-2. arXiv:${A.id}. https://doi.org/10.48550/arXiv.${A.id}`,
    'a reference to some of the authors': `Author et al. SomeNet-2. 2024. arXiv:${A.id}`,
  };
  for (const [what, line] of Object.entries(beside)) {
    test(`take the title from ${what}`, () => {
      assert.deepEqual(parseSource({ text: `${line}\n${line.replaceAll(A.id, B.id)}\n` }), {
        days: [
          {
            label: '',
            source: 'digest',
            papers: [A, B].map(({ id }) => ({ title: 'SomeNet-2', abstract: '', arxivId: id })),
          },
        ],
        problems: [],
      });
    });
  }

  test('mark titles that are still to be fetched', () => {
    assert.ok(isIdentifierTitle('arXiv:2401.01234'));
    assert.ok(!isIdentifierTitle(A.title) && !isIdentifierTitle('arXiv:nothing'));
  });
});

suite('Tables of values', () => {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

  test('have column names, and may have line breaks in quotation marks', () => {
    const wrapped = A.abstract.replaceAll('. ', '.\n');
    const text = `arXiv ID,Title,Abstract,Authors\r\n${A.id},${quoted(A.title)},${quoted(wrapped)},First Author\r\n${B.id},${quoted(B.title)},${quoted('A "quoted" word.')},\r\n`;
    const digest = parseSource({ text });
    assert.deepEqual(digest.problems, []);
    assert.deepEqual(papersOf(digest), [
      { title: A.title, abstract: A.abstract, authors: ['First Author'], arxivId: A.id },
      { title: B.title, abstract: 'A "quoted" word.', arxivId: B.id },
    ]);
  });

  const exports: Readonly<Record<string, string>> = {
    Zotero: `"Key","Author","Title","Publication Title","Url","Abstract Note"\n"K","Author, First; Author, Second","${A.title}","Journal","http://arxiv.org/abs/${A.id}","${A.abstract}"\n`,
    pandas: `,arxiv_id,paper_title,authors,abstract\n0,${A.id}v1,${A.title},"['First Author', ""Second Author""]","${A.abstract}"\n`,
    Notion: `Name,Tags,Link,Authors,Summary\n${A.title},"a, b",https://arxiv.org/abs/${A.id},"First Author, Second Author","${A.abstract}"\n`,
    'a German office': `Titel;Autoren;Link;Zusammenfassung\n${A.title};First Author, Second Author;https://arxiv.org/abs/${A.id};"${A.abstract}"\n`,
    'a database': `title|authors|abstract|url\n${A.title}|First Author, Second Author|${A.abstract}|https://arxiv.org/abs/${A.id}\n`,
  };
  for (const [what, text] of Object.entries(exports)) {
    test(`are parsed as exported by ${what}`, () => {
      assert.deepEqual(
        papersOf(parseSource({ text })).map(({ title, abstract, arxivId, authors }) => ({
          title,
          abstract,
          arxivId,
          authors,
        })),
        [
          {
            title: A.title,
            abstract: A.abstract,
            arxivId: A.id,
            authors: ['First Author', 'Second Author'],
          },
        ],
      );
    });
  }

  test('report a row without a title, and a quotation mark that is missing', () => {
    const text = `title\tid\n${A.title}\t${A.id}\n\t${B.id}\n"${C.title}\t${C.id}\n`;
    const digest = parseSource({ text });
    assert.deepEqual(
      digest.problems.map(({ line }) => line),
      [3, 4],
    );
    assert.equal(papersOf(digest)[0]?.title, A.title);
  });
});

suite('Remarks in lists of identifiers', () => {
  const remarks = [
    'read later',
    'Read Later',
    'to read',
    'must read!',
    'Important',
    'from the group chat',
    '- skim again',
  ];
  for (const remark of remarks)
    test(`“${remark}” is no title`, () => {
      const text = `https://arxiv.org/abs/2403.01249 ${remark}\nhttps://arxiv.org/abs/2403.01255 Graph Networks\n`;
      assert.deepEqual(
        papersOf(parseSource({ text })).map(({ title }) => title),
        ['arXiv:2403.01249', 'Graph Networks'],
      );
    });

  test('text beside several papers is not a title', () => {
    const text = '2403.01249 Group Meeting\n2403.01255 Group Meeting\n2403.01256 Graph Networks\n';
    assert.deepEqual(
      papersOf(parseSource({ text })).map(({ title }) => title),
      ['arXiv:2403.01249', 'arXiv:2403.01255', 'Graph Networks'],
    );
  });
});
