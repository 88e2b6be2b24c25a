import { readFileSync, readdirSync } from 'node:fs';
import { parseTextDigest } from '../../src/core/importers/textDigest/textDigest';

/** A paper of the seeds, with an identifier that is made up: the seeds print none. */
export interface Sample {
  readonly title: string;
  readonly abstract: string;
  readonly id: string;
  /** Of arXiv; the first when left out. */
  readonly version?: number;
}

const seeds = new URL('../../seeds/', import.meta.url);

/** The papers of the first of the packaged digests. */
export function samples(): readonly Sample[] {
  const [first = ''] = readdirSync(seeds).toSorted();
  const digest = parseTextDigest(readFileSync(new URL(first, seeds), 'utf8'));
  return digest.days
    .flatMap((day) => day.papers)
    .map(({ title, abstract }, index) => ({ title, abstract, id: `2403.${String(10_000 + index)}` }));
}

const authors = 'First Author, Second Author';
const day = '2024-03-14';

const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const wrap = (text: string): string =>
  text.replace(/(?:\S+\s+){8}\S+/gu, (line) => `${line}\n`).replace(/\n\s+/gu, '\n');

/** Writes papers as each kind of digest has them. */
export const renderers: Readonly<Record<string, (papers: readonly Sample[]) => string>> = {
  'huggingface-json': (papers) => JSON.stringify(papers.map(huggingFaceItem), undefined, 1),
  json: (papers) =>
    papers
      .map(({ id, title, abstract }) =>
        JSON.stringify({ id, title, authors: authors.split(', '), summary: abstract }),
      )
      .join('\n'),
  atom: (papers) => `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title type="html">ArXiv Query</title>
  <id>http://arxiv.org/api/query</id>
  <updated>${day}T00:00:00-04:00</updated>
${papers.map(atomEntry).join('')}</feed>
`,
  rss: (papers) => `<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0">
  <channel>
    <title>cs.LG updates on arXiv.org</title>
    <link>http://rss.arxiv.org/rss/cs.LG</link>
    <pubDate>Thu, 14 Mar 2024 00:00:00 -0400</pubDate>
${papers.map(rssItem).join('')}  </channel>
</rss>
`,
  'arxiv-mail': (papers) => ` received from  Wed 13 Mar 24 18:00:00 GMT  to  Thu 14 Mar 24 18:00:00 GMT
------------------------------------------------------------------------------
${papers.map(mailEntry).join('')}`,
  bibtex: (papers) => papers.map(bibtexEntry).join('\n'),
  ris: (papers) => papers.map(risEntry).join('\n'),
  xml: (papers) => `<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">
<responseDate>${day}T10:00:00Z</responseDate>
<ListRecords>
${papers.map(oaiRecord).join('')}</ListRecords>
</OAI-PMH>
`,
  markdown: (papers) => `# Papers of ${day}\n\n${papers.map(markdownEntry).join('\n')}`,
  'arxiv-listing': (papers) => `<!DOCTYPE html>
<html><body><div id="dlpage"><h3>Showing new listings for Thursday, 14 March 2024</h3><dl id="articles">
${papers.map(listingEntry).join('')}</dl></div></body></html>
`,
  'huggingface-page': (papers) => {
    const props = JSON.stringify({ dailyPapers: papers.map(huggingFaceItem) });
    return `<!doctype html>
<html><head><title>Daily Papers - Hugging Face</title></head><body>
<div class="SVELTE_HYDRATER contents" data-target="DailyPapers" data-props="${xml(props)}"></div>
</body></html>
`;
  },
};

function huggingFaceItem({ id, title, abstract }: Sample): object {
  const paper = {
    id,
    authors: [{ name: 'First Author', hidden: false }],
    publishedAt: '2024-03-10T15:55:59.000Z',
    submittedOnDailyAt: `${day}T23:30:00.000Z`,
    title: wrap(title),
    summary: wrap(abstract),
    upvotes: 3,
  };
  return { paper, title, publishedAt: paper.publishedAt, numComments: 0 };
}

const atomEntry = ({ id, title, abstract, version = 1 }: Sample): string => `  <entry>
    <id>http://arxiv.org/abs/${id}v${version}</id>
    <published>2024-03-10T15:55:59Z</published>
    <title>${xml(wrap(title))}</title>
    <summary>  ${xml(wrap(abstract))}
</summary>
    <author><name>First Author</name></author>
    <category term="cs.LG"/>
  </entry>
`;

const rssItem = ({ id, title, abstract }: Sample): string => `    <item>
      <title>${xml(title)}</title>
      <link>https://arxiv.org/abs/${id}</link>
      <description>arXiv:${id}v1 Announce Type: new 
Abstract: ${xml(abstract)}</description>
      <guid isPermaLink="false">oai:arXiv.org:${id}v1</guid>
      <arxiv:announce_type>new</arxiv:announce_type>
      <dc:creator>${authors}</dc:creator>
    </item>
`;

const mailEntry = ({ id, title, abstract }: Sample): string => `\\\\
arXiv:${id}
Date: Sun, 10 Mar 2024 15:55:59 GMT   (12kb)

Title: ${wrap(title).trim().replaceAll('\n', '\n  ')}
Authors: ${authors}
Categories: cs.LG
\\\\
  ${wrap(abstract).trim()}
\\\\ ( https://arxiv.org/abs/${id} ,  12kb)
------------------------------------------------------------------------------
`;

const bibtexEntry = ({ id, title, abstract }: Sample): string => `@misc{author${id.slice(5)},
  title = {${title}},
  author = {Author, First and Second Author},
  year = {2024},
  eprint = {${id}},
  archivePrefix = {arXiv},
  abstract = {${abstract}}
}
`;

const risEntry = ({ id, title, abstract }: Sample): string => `TY  - JOUR
TI  - ${title}
AU  - Author, First
AU  - Author, Second
PY  - 2024/03/10/
AB  - ${abstract}
UR  - http://arxiv.org/abs/${id}
ER  - 
`;

const oaiRecord = ({ id, title, abstract }: Sample): string => `<record>
<header><identifier>oai:arXiv.org:${id}</identifier><datestamp>${day}</datestamp></header>
<metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/">
<id>${id}</id><created>2024-03-10</created>
<authors><author><keyname>Author</keyname><forenames>First</forenames></author></authors>
<title>${xml(wrap(title))}</title><categories>cs.LG math.OC</categories>
<abstract>  ${xml(wrap(abstract))}
</abstract></arXiv></metadata>
</record>
`;

const markdownEntry = (
  { id, title, abstract }: Sample,
  index: number,
): string => `### ${index + 1}. [${title}](https://arxiv.org/abs/${id})

**Authors:** ${authors}

**Abstract:** ${abstract}

---
`;

const listingEntry = ({
  id,
  title,
  abstract,
}: Sample): string => `<dt><a href="/abs/${id}">arXiv:${id}</a></dt>
<dd><div class="meta"><div class="list-title mathjax"><span class="descriptor">Title:</span> ${xml(title)}</div>
<div class="list-authors"><a href="#">First Author</a>, <a href="#">Second Author</a></div>
<p class="mathjax">${xml(abstract)}</p></div></dd>
`;
