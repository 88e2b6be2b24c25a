import assert from 'node:assert/strict';
import type { PaperRecord } from '../../../../src/core/library/paper';
import { parseSource, recognise } from '../../../../src/core/importers/formats';
import { samples } from '../../../support/renderedDigests';

const [one, two] = samples();
assert.ok(one && two);
const [A, B] = [one, two];
const link = (id: string): string => `https://arxiv.org/abs/${id}`;

function read(text: string): readonly PaperRecord[] {
  assert.equal(recognise({ text }).id, 'markdown');
  const digest = parseSource({ text });
  assert.deepEqual(digest.problems, []);
  return digest.days.flatMap((day) => day.papers);
}

/** Ways in which people lay digests out; each holds the same two papers. */
const layouts: Readonly<Record<string, string>> = {
  'headings that are links, with labels': `# Daily papers

## [${A.title}](${link(A.id)})

**Authors**: First Author, Second Author
**Abstract**: ${A.abstract}

---

## [${B.title}](${link(B.id)}v2)
**Authors:** First Author
#### Abstract
${B.abstract}
`,
  'numbered headings with the link below': `# Papers
## 1. ${A.title}

[arXiv](${link(A.id)}) | [PDF](https://arxiv.org/pdf/${A.id}) | ⭐ 12

*First Author, Second Author*

${A.abstract}

## 2. ${B.title}

${link(B.id)}

> ${B.abstract}
`,
  'fold-outs': `### [1] [${A.title}](${link(A.id)})
*First Author,Second Author*

Main category: cs.LG

TL;DR: 一句话。

<details>
  <summary>Details</summary>
Motivation: 动机。

Abstract: ${A.abstract}

</details>

### [2] [${B.title}](${link(B.id)})
*First Author*
<details>
  <summary>Abstract</summary>
  <ol>
    ${B.abstract}
  </ol>
</details>
`,
  'bold items': `# Reading list
- **${A.title}**  
  First Author, Second Author  
  _2024-03-14_ · ${link(A.id)}v1  
  <details><summary>Abstract</summary>

  ${A.abstract}

  </details>

- **${B.title}**  
  First Author, Second Author  
  _2024-03-14_ · ${link(B.id)}v1  
  <details><summary>Abstract</summary>

  ${B.abstract}
  </details>
`,
  'items within items': `- cs.LG
  - [${A.title}](${link(A.id)})
    - Authors: First Author, Second Author
    - Abstract: ${A.abstract}
  - ${B.title}
    - ${link(B.id)}
    - ${B.abstract}
`,
  'bold paragraphs': `**${A.title}**
[paper](${link(A.id)}) [code](https://github.com/owner/name)
${A.abstract}

**${B.title}**
[paper](${link(B.id)})
${B.abstract}
`,
  'labels throughout': `## Paper 1

**Title:** ${A.title}
**URL:** ${link(A.id)}
**Abstract:** ${A.abstract}

## Paper 2

**标题**：${B.title}
**链接**：${link(B.id)}
**摘要**：
${B.abstract}
`,
  'a table': `| Title | Authors | Summary |
|-------|---------|---------|
| ${A.title} (Read more on [arXiv](${link(A.id)}) or [HuggingFace](https://huggingface.co/papers/${A.id}))| First Author | ${A.abstract} |
| **[${B.title}](https://huggingface.co/papers/${B.id})** | Second Author | <details><summary>Show</summary>${B.abstract}</details> |
`,
  'headings that are underlined': `Papers
======

[${A.title}](${link(A.id)})
---------------------------

${A.abstract}

${B.title}
~~~~~~~~~~

Link: ${link(B.id)}

${B.abstract}
`,
  reStructuredText: `Papers
======

${A.title}
----------

:Link: \`arXiv <${link(A.id)}>\`_

${A.abstract}

\`${B.title} <${link(B.id)}>\`__
--------------------------------

${B.abstract}
`,
  'Org mode': `#+TITLE: Papers
* TODO ${A.title}
:PROPERTIES:
:URL: ${link(A.id)}
:END:
${A.abstract}
* [[${link(B.id)}][${B.title}]]
${B.abstract}
`,
  'links that lead to the end of the text': `- [${A.title}][1]
  ${A.abstract}
- [${B.title}][other]
  ${B.abstract}

[1]: ${link(A.id)}
[Other]: <${link(B.id)}> "its page"
`,
  'items with the place and the first author': `# Papers
* (*CVPR 2024*) ${A.title}, First Author et al. [[Paper]](${link(A.id)}) ![](https://img.example.org/stars)

  ${A.abstract}
* \`[arXiv 2024]\` ${B.title} [![arXiv](https://img.example.org/${B.id})](${link(B.id)})

  ${B.abstract}
`,
  'titles in bold with the link at the end': `Hello.

**${A.title}**

*First Author*

${A.abstract}

[Read the paper](${link(A.id)})

**${B.title}**

${B.abstract}

[Read the paper](${link(B.id)})
`,
  'a table without a head': `| 2024-03-14 | **${A.title}** | [pdf](${link(A.id)}) | ${A.abstract} |
| 2024-03-14 | **${B.title}** | [pdf](${link(B.id)}) | ${B.abstract} |
`,
  'a table in another order': `# | 摘要 | 作者 | 论文标题 | 链接
--|:--|--|--|--:
1 | ${A.abstract} | First Author | ${A.title} | ${link(A.id)}
2 | ${B.abstract} | Second Author | ${B.title} | [PDF](https://arxiv.org/pdf/${B.id})
`,
  'labels and nothing else': `【1】 ${A.title}
标题：标题的翻译
链接：${link(A.id)}
作者：First Author
摘要：${A.abstract}

${B.title}
---

Link: ${link(B.id)}

Abstract: ${B.abstract}
`,
  'titles with an address below': `${A.title}
${link(A.id)}
${A.abstract}

${B.title}
${link(B.id)}
${B.abstract}
`,
  'fold-outs that are called by the title': `# Papers
<details>
<summary><b>${A.title}</b> <a href="${link(A.id)}">arXiv</a></summary>

${A.abstract}

</details>
<details>
<summary><a href="${link(B.id)}">${B.title}</a></summary>

${B.abstract}

</details>
`,
  'a table with all of it in a cell': `| Paper | Summary |
|---|---|
| **${A.title}**<br>First Author<br>[arXiv](${link(A.id)}) | ${A.abstract} |
| **${B.title}** (⭐ 42)<br>[arXiv](${link(B.id)}) | ${B.abstract} |
`,
  'a table in HTML': `# Papers
<table>
<tr><th>#</th><th>Title</th><th>Abstract</th></tr>
<tr><td>1</td><td><a href="${link(A.id)}">${A.title}</a></td><td>${A.abstract}</td></tr>
<tr><td>2</td><td><b>${B.title}</b> <a href="${link(B.id)}">pdf</a></td><td>${B.abstract}</td></tr>
</table>
`,
};

suite('Markdown digests', () => {
  for (const [name, text] of Object.entries(layouts)) {
    test(`laid out as ${name}`, () => {
      const expected = [A, B].map(({ title, abstract, id }) => ({ title, abstract, arxivId: id }));
      assert.deepEqual(
        read(text).map(({ title, abstract, arxivId }) => ({ title, abstract, arxivId })),
        expected,
      );
    });
  }

  test('may have titles of one word, like sections', () => {
    const text = `# Robotics

- [${A.title}](${link(A.id)})

## SomeNet

**Authors**: First Author

${link(B.id)}

## OtherNet

*First Author* · [paper](${link('2403.10077')})
`;
    assert.deepEqual(
      read(text).map(({ title, arxivId }) => [title, arxivId]),
      [
        [A.title, A.id],
        ['SomeNet', B.id],
        ['OtherNet', '2403.10077'],
      ],
    );
  });

  test('keep all paragraphs of an abstract', () => {
    const second = 'A second paragraph says more of it, at a length that no remark below an abstract has.';
    const text = [A, B].map(
      ({ title, abstract, id }) =>
        `**Title:** ${title}\n**Link:** ${link(id)}\n**Abstract:** ${abstract}\n\n${second}\n\n---\n\n`,
    );
    assert.deepEqual(
      read(text.join('')).map(({ abstract }) => abstract),
      [A, B].map(({ abstract }) => `${abstract}\n\n${second}`),
    );
  });

  const notes: Readonly<Record<string, string>> = {
    'in front matter': `---
title: "${A.title}"
authors: [First Author, Second Author]
url: ${link(A.id)}
---

# ${A.title}

## Abstract

${A.abstract}

## My notes

Read again.
`,
    'under a heading of its own': `# ${A.title}

## Metadata

- **Authors**: First Author, Second Author
- **URL**: [${link(A.id)}](${link(A.id)})

## Abstract

${A.abstract}
`,
  };
  for (const [where, text] of Object.entries(notes)) {
    test(`may be a note on one paper, described ${where}`, () => {
      assert.deepEqual(read(text), [
        { title: A.title, abstract: A.abstract, authors: ['First Author', 'Second Author'], arxivId: A.id },
      ]);
    });
  }

  test('have the day from a line above the papers', () => {
    const text = `Papers of 2024-03-14\n\n1. [${A.title}](${link(A.id)})\n`;
    assert.deepEqual(parseSource({ text }).days[0]?.date, { year: 2024, month: 3, day: 14 });
  });

  test('have authors, categories, dates, votes and repositories', () => {
    const [paper] = read(`## [${A.title}](${link(A.id)}v3)

- **Authors**: First Author, Second Author et al.
- **Categories**: cs.LG, math.OC
- **Published**: 2024-02-16
- **Upvotes**: 12
- **Code**: [GitHub](https://github.com/owner/name)
- **Project page**: https://owner.github.io/name
- **Abstract**: ${A.abstract}
`);
    assert.deepEqual(paper, {
      title: A.title,
      abstract: A.abstract,
      authors: ['First Author', 'Second Author'],
      arxivId: A.id,
      arxivVersion: 3,
      categories: ['cs.LG', 'math.OC'],
      published: '2024-02-16',
      upvotes: 12,
      repository: { url: 'https://github.com/owner/name' },
      projectPage: 'https://owner.github.io/name',
    });
  });

  test('may have several days', () => {
    const text = `## 2024-03-14\n\n- [${A.title}](${link(A.id)})\n\n## 2024-03-13\n\n- [${B.title}](${link(B.id)})\n`;
    const days = parseSource({ text }).days;
    assert.deepEqual(
      days.map((day) => [day.label, day.papers.length]),
      [
        ['2024-03-14', 1],
        ['2024-03-13', 1],
      ],
    );
  });

  test('keep bars in cells, escaped or not', () => {
    const head = '| Title | Authors | Abstract |\n|---|---|---|\n';
    const row = (bar: string): string =>
      `| [${A.title}](${link(A.id)}) | First Author | The norm ${bar}x${bar} is small in all that follows. |\n`;
    assert.equal(read(head + row('\\|'))[0]?.abstract, 'The norm |x| is small in all that follows.');
    assert.equal(
      read(head + row('|'))[0]?.abstract.replaceAll(' ', ''),
      'Thenorm|x|issmallinallthatfollows.',
    );
  });

  test('keep mathematics and TeX escapes unchanged', () => {
    const title = 'T$^\\star$: $K$-Token Merging';
    const abstract = 'A gain of 9.3\\% for $a_i * b_i$, as $\\|x\\|_2 < 1$ and f[0,1](x) say.';
    const [paper] = read(`### [${title}](${link(A.id)})\n\nAbstract: ${abstract}\n`);
    assert.deepEqual([paper?.title, paper?.abstract], [title, abstract]);
  });

  test('report a row and a link that belong to no paper', () => {
    const text = `# Papers\n\nSee ${link(A.id)} first.\n\n| Title | Link |\n|---|---|\n|  | [pdf](${link(B.id)}) |\n`;
    const digest = parseSource({ text });
    assert.deepEqual(digest.days, []);
    assert.deepEqual(
      digest.problems.map(({ line }) => line),
      [3, 7],
    );
  });
});
