import assert from 'node:assert/strict';
import { finish } from '../../../../src/core/base/cooperativeTask';
import { type FindPaper, importAnnotations } from '../../../../src/core/exchange/importAnnotations';

const paper = {
  id: 'routes-of-tokens-0123abcd',
  title: 'Routes of Tokens',
  abstract: 'We route tokens to experts. It works well.',
};
const find: FindPaper = (addresses, title) =>
  addresses.some((address) => address.includes('2403.01234')) || title === paper.title ? paper : undefined;

const imported = (text: string) => finish(importAnnotations(text, find));

/** Files with one highlight of the same words, a comment and two tags. */
const files: Readonly<Record<string, string>> = {
  'the CSV of Readwise': `Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,Document tags
"tokens to experts","Routes of Tokens","Anna Lee","","Nice, ""really"".","yellow","method,later","","","2024-03-05 12:00:00+00:00",""
`,
  'items of Zotero': JSON.stringify([
    {
      key: 'W',
      data: {
        key: 'W',
        itemType: 'preprint',
        title: 'Another title',
        url: 'http://arxiv.org/abs/2403.01234',
      },
    },
    { key: 'F', data: { key: 'F', itemType: 'attachment', parentItem: 'W' } },
    {
      key: 'A',
      data: {
        key: 'A',
        itemType: 'annotation',
        parentItem: 'F',
        annotationType: 'highlight',
        annotationText: 'tokens to experts',
        annotationComment: 'Nice, "really".',
        tags: [{ tag: 'method' }, { tag: 'later' }],
        dateAdded: '2024-03-05T12:00:00Z',
      },
    },
  ]),
  'a note of Obsidian Hypothesis': `---
doc_type: hypothesis-highlights
url: 'https://arxiv.org/abs/2403.01234'
---

# Routes

## Metadata
- Title: Something else

## Highlights
- tokens to experts — [Updated on 2024-03-05](https://hyp.is/abc/arxiv.org/abs/2403.01234) — Group: #Public
    - Tags: #method, #later
    - Annotation: Nice, "really".
`,
  'the Markdown of Readwise': `# Routes of Tokens

## Metadata
- Author: [[Anna Lee]]
- Full Title: Routes of Tokens
- Category: #articles
- URL: https://arxiv.org/abs/2403.01234

## Highlights
- tokens to experts ([View Highlight](https://read.readwise.io/read/01abc))
    - Note: Nice, "really".
    - Tags: [[method]] [[later]]
`,
  'the Markdown of Readwise with its older links': `# Routes of Tokens

## Highlights
URL: https://arxiv.org/abs/2403.01234
- tokens to experts ([Location 12](https://readwise.io/to_kindle?action=open&asin=B0&location=12))
    - Note: Nice, "really".
    - Tags: #method, #later
`,
  'block quotes of Readwise': `# Routes of Tokens

https://arxiv.org/abs/2403.01234

> tokens to experts ([View Highlight](https://read.readwise.io/read/01abc))

Note: Nice, "really".

Tags: method, later
`,
  'quotes in Markdown': `# [Routes](https://arxiv.org/abs/2403.01234)

> tokens to
> experts

Nice, "really".

Tags: method, later
`,
  'a note of Obsidian Annotator': `---
annotation-target: https://arxiv.org/pdf/2403.01234.pdf
---

>%%
>\`\`\`annotation-json
>${JSON.stringify({ text: 'Nice, "really".', tags: ['method', 'later'], uri: 'https://arxiv.org/pdf/2403.01234', target: [{ source: 'https://arxiv.org/pdf/2403.01234', selector: [{ type: 'TextQuoteSelector', exact: 'tokens to experts', prefix: 'route ', suffix: '.' }] }] })}
>\`\`\`
>%%
>*%%PREFIX%%route%%HIGHLIGHT%% ==tokens to experts== %%POSTFIX%%.*
^abc
`,
};

suite('Annotations of other programs', () => {
  for (const [what, text] of Object.entries(files))
    test(`are read from ${what}`, () => {
      const { papers, problems } = imported(text);
      assert.deepEqual(problems, []);
      assert.deepEqual(
        papers.map(({ paperId, highlights }) => [
          paperId,
          highlights.map(({ quote, comment, tags, state }) => ({ quote, comment, tags, state })),
        ]),
        [
          [
            paper.id,
            [
              {
                quote: 'tokens to experts',
                comment: 'Nice, "really".',
                tags: ['method', 'later'],
                state: 'anchored',
              },
            ],
          ],
        ],
      );
    });

  test('of Zotero may be copied as a note', () => {
    const text = `# Annotations\n(2024-03-05)\n\nhttps://arxiv.org/abs/2403.01234\n\n“tokens to experts” ([Lee, 2024, p. 3](zotero://select/library/items/ABC)) ([pdf](zotero://open-pdf/library/items/DEF?page=3)) Nice\n`;
    const [first] = imported(text).papers;
    assert.deepEqual(
      first?.highlights.map(({ quote, comment }) => [quote, comment]),
      [['tokens to experts', 'Nice']],
    );
  });

  test('replies and annotations without content are left out, and each is reported', () => {
    const target = [{ source: 'https://arxiv.org/abs/2403.01234' }];
    const rows = [
      { id: 'A', user: 'one', text: 'mine', tags: [], target },
      { id: 'B', user: 'two', text: 'a reply', references: ['A'], tags: [], target },
      { id: 'C', user: 'one', text: '', tags: [], target },
      { id: 'D', user: 'one', text: 'x' },
    ];
    const { papers, problems } = imported(JSON.stringify({ rows }));
    assert.deepEqual(
      papers.map(({ body }) => body),
      ['mine'],
    );
    assert.deepEqual(problems.map(({ at }) => at).toSorted(), [2, 3, 4]);
  });

  test('a quote within a section is the quote; what narrows a quote down is reported', () => {
    const quote = (exact: string, more: object = {}) => ({ type: 'TextQuoteSelector', exact, ...more });
    const annotation = (selector: object) => ({
      type: 'Annotation',
      target: { source: 'https://arxiv.org/abs/2403.01234', selector },
    });
    const nested = imported(
      JSON.stringify([annotation({ type: 'FragmentSelector', value: 'a', refinedBy: quote('experts') })]),
    );
    assert.deepEqual([nested.papers[0]?.highlights[0]?.quote, nested.problems], ['experts', []]);
    const narrowed = imported(
      JSON.stringify([
        annotation(quote('experts', { refinedBy: { type: 'TextPositionSelector', start: 0, end: 3 } })),
      ]),
    );
    assert.deepEqual([narrowed.papers[0]?.highlights[0]?.quote, narrowed.problems.length], ['experts', 1]);
  });

  test('are read in steps that do not take longer in a longer file', () => {
    const count = 500;
    const zotero = Array.from({ length: count }, (_, at) => ({
      key: `A${at}`,
      itemType: 'annotation',
      annotationText: 'tokens',
      annotationComment: `c${at}`,
    }));
    const hypothesis = Array.from({ length: count }, (_, at) => ({
      id: `${at}`,
      type: 'Annotation',
      bodyValue: 'x',
      target: 'https://arxiv.org/abs/2403.01234',
    }));
    for (const items of [zotero, hypothesis]) {
      const task = importAnnotations(JSON.stringify(items), find);
      let steps = 0;
      while (task.next().done !== true) steps += 1;
      assert.ok(steps >= 3 * count, `${steps} steps`);
    }
  });
});
