import assert from 'node:assert/strict';
import { parseSource } from '../../../../src/core/importers/formats';

const link = 'https://arxiv.org/abs/2403.01234';
const title = 'Sparse Routing for Long Texts';
const both = ['Anna Lee', 'Bo Kim'];

/** Lines of lists that have all of a paper on a line, and the names that are read from them. */
const lines: readonly (readonly [line: string, authors: readonly string[] | undefined])[] = [
  [`**${title}.** *Anna Lee, Bo Kim.* CVPR 2024. [[paper]](${link}) [[code]](https://github.com/a/b)`, both],
  [`**${title}** *Anna Lee, Bo Kim.* CVPR 2024. [[paper]](${link})`, both],
  [`**${title}.** _Anna Lee, Bo Kim._ CVPR 2024. [[paper]](${link})`, both],
  [`__${title}.__ _Anna Lee and Bo Kim_. [paper](${link})`, both],
  [`__${title}__ *Anna Lee*. [paper](${link})`, ['Anna Lee']],
  [`**${title}.** Anna Lee, Bo Kim. CVPR 2024. [[paper]](${link})`, both],
  [`**${title}**. A. Lee, B. Kim. NeurIPS 2024 [[paper]](${link})`, ['A. Lee', 'B. Kim']],
  [`**${title}.** Anna Lee et al. CVPR 2024. [[paper]](${link})`, ['Anna Lee']],
  [`**${title}**, Anna Lee, Bo Kim, CVPR 2024 [[paper]](${link})`, both],
  [`**${title}**, *Anna Lee, Bo Kim*, arXiv 2024 [[paper]](${link})`, both],
  [`**${title}.** *Anna Lee, Bo Kim.* [CVPR 2024](${link})`, both],
  [`**${title}.** *Anna Lee, Bo Kim.* [[NeurIPS'23 Oral]](${link})`, both],
  [`${title} [arXiv 2024](${link})`, undefined],
  [`**[${title}](${link})** *Anna Lee, Bo Kim.* CVPR 2024.`, both],
  [`**[${title}](${link})**, Anna Lee, Bo Kim, CVPR 2024.`, both],
  [`1. **${title}.** *Anna Lee, Bo Kim.* [[paper]](${link})`, both],
  [`${title}, *Anna Lee, Bo Kim.* [[paper]](${link})`, both],
  [`${title}. _Anna Lee, Bo Kim_ [[paper]](${link})`, both],
  [`${title}, [arXiv](${link}), 2024`, undefined],
  [`${title} [[paper]](${link}) (CVPR 2024)`, undefined],
  [`${title}, [[paper]](${link}), CVPR 2024.`, undefined],
  [`**${title}** (CVPR 2024) [[paper]](${link})`, undefined],
  [`**${title}.** [[paper]](${link})`, undefined],
  [`**${title}** [CVPR 2024](${link})`, undefined],
  [`**${title}**. Anna Lee. [[paper]](${link})`, undefined],
  [`**${title}** Anna Lee et al. [[paper]](${link})`, ['Anna Lee']],
  [`**${title}**<br>Anna Lee, Bo Kim<br>[[paper]](${link})`, both],
  [`**${title}** \\\n  *Anna Lee, Bo Kim* \\\n  CVPR 2024. [[paper]](${link})`, both],
  [`**${title}.** [Anna Lee](https://a.example), [Bo Kim](https://b.example). CVPR [[paper]](${link})`, both],
  [`[${title}](${link}) - Anna Lee, Bo Kim, _CVPR 2024_`, both],
  [`[${title}](${link}), Anna Lee et al., 2024`, ['Anna Lee']],
  [`[${title}](${link}) (Anna Lee et al.)`, ['Anna Lee']],
  [`${title}. Anna Lee, Bo Kim. ICLR 2024. [[paper]](${link})`, both],
  [`${title}. Anna Lee. ICLR 2024. [[paper]](${link})`, ['Anna Lee']],
  [`**${title}.** Anna Lee. CVPR 2024. [[paper]](${link})`, ['Anna Lee']],
  [`*${title}.* Anna Lee. CVPR 2024. [[paper]](${link})`, ['Anna Lee']],
  [`${title}. A. Lee, B. Kim [[paper]](${link})`, ['A. Lee', 'B. Kim']],
  [`[${title}](${link}), <ins>CVPR 2024</ins>, [Anna Lee](https://a.example), Bo Kim`, both],
  [`[${title}](${link}), *CVPR*, 2024`, undefined],
  [`[${title}](${link}), *Nature Science*, 2024`, undefined],
  [`**[CVPR'24]** ${title} [[paper]](${link})`, undefined],
  [`[2024/03] **${title}** [[paper]](${link})`, undefined],
  [`[arXiv 2024.03] **${title}**, Anna Lee, Bo Kim [[paper]](${link})`, both],
  [`(*NeurIPS2023*) ${title} [[paper](${link})]`, undefined],
  [`\`CVPR 2024\` ${title} [[paper]](${link})`, undefined],
  [`2024-03 | ${title} | [paper](${link})`, undefined],
  [`[[paper]](${link}) **${title}**, Anna Lee, Bo Kim`, both],
  [`*${title}*, Anna Lee, Bo Kim, CVPR 2024. [[paper]](${link})`, both],
  [`*${title}*. Anna Lee and Bo Kim. [[paper]](${link})`, both],
  [`*${title}*. Anna Lee. [[paper]](${link})`, undefined],
  [`*${title}*, CVPR 2024 [[paper]](${link})`, undefined],
  [`*${title}* (CVPR 2024) [[paper]](${link})`, undefined],
  [`*${title}* [[paper]](${link})`, undefined],
  [`*${title}* - Anna Lee et al. [[paper]](${link})`, ['Anna Lee']],
  [`_${title}_ by Anna Lee, Bo Kim. [[paper]](${link})`, both],
  [`1. *${title}.* Anna Lee, Bo Kim. [[paper]](${link})`, both],
  [`"${title}", Anna Lee, Bo Kim, CVPR 2024. [[paper]](${link})`, both],
  [`"${title}." Anna Lee, Bo Kim. CVPR 2024. [[paper]](${link})`, both],
  [`"${title}" [[paper]](${link})`, undefined],
  [`“${title}”, Anna Lee, Bo Kim, ICML 2023 [[paper]](${link})`, both],
  [`“${title},” *Anna Lee, Bo Kim*, ICML 2023 [[paper]](${link})`, both],
  [`["${title}"](${link}), Anna Lee`, undefined],
  [`Lee, Anna, and Bo Kim. "${title}." CVPR (2024). [[paper]](${link})`, both],
  [`Lee, Anna, et al. "${title}." _arXiv preprint_ (2024). [[paper]](${link})`, ['Anna Lee']],
  [`Lee, Anna. "${title}." CVPR (2024). [[paper]](${link})`, ['Anna Lee']],
  [`A. Lee, B. Kim, "${title}," in CVPR, 2024. [[paper]](${link})`, ['A. Lee', 'B. Kim']],
  [`Anna Lee, Bo Kim. *${title}*. CVPR 2024. [[paper]](${link})`, both],
  [`Anna Lee and Bo Kim, **${title}**, CVPR 2024. [[paper]](${link})`, both],
];

/** Titles of which a part is in bold or italics, is a year, or is followed by a sentence. */
const whole: readonly (readonly [line: string, title: string])[] = [
  [`**GPT**-4 and Its Limits [[paper]](${link})`, '**GPT**-4 and Its Limits'],
  [`**Mamba** for Long Texts [[paper]](${link})`, '**Mamba** for Long Texts'],
  [`Growth, *Escherichia coli* and Water [[paper]](${link})`, 'Growth, *Escherichia coli* and Water'],
  [`*Escherichia coli*, a Model of Growth [[paper]](${link})`, '*Escherichia coli*, a Model of Growth'],
  [`*Mamba* - Linear Time for Long Texts [[paper]](${link})`, '*Mamba* - Linear Time for Long Texts'],
  [
    `"Why Should I Trust You?": Explaining Forecasts [[paper]](${link})`,
    '"Why Should I Trust You?": Explaining Forecasts',
  ],
  [
    `"What Makes It So?" Causes of Errors in Models [[paper]](${link})`,
    '"What Makes It So?" Causes of Errors in Models',
  ],
  [`Language Models, "Truth" and Lies [[paper]](${link})`, 'Language Models, "Truth" and Lies'],
  [`Mr. Routes and Dr. Caches [[paper]](${link})`, 'Mr. Routes and Dr. Caches'],
  [`Routes vs. Caches for Long Texts [[paper]](${link})`, 'Routes vs. Caches for Long Texts'],
  [`[Forecasts of 2024](${link}) by the group`, 'Forecasts of 2024'],
  [`[ICML 2024](${link})`, 'ICML 2024'],
  [`Vision in 1999 and Today [[paper]](${link})`, 'Vision in 1999 and Today'],
];

suite('Lists with a paper on a line', () => {
  for (const [line, authors] of lines)
    test(line, () => {
      const text = `# Papers\n\n## Vision\n\n- ${line}\n- ${line.replace('Sparse', 'Dense').replaceAll('01234', '01235')}\n`;
      const { days, problems } = parseSource({ text });
      assert.deepEqual(problems, []);
      const papers = days.flatMap((day) => day.papers);
      assert.deepEqual(
        papers.map((paper) => [paper.title.replace(/\.$/u, ''), paper.authors, paper.arxivId]),
        [
          [title, authors, '2403.01234'],
          [title.replace('Sparse', 'Dense'), authors, '2403.01235'],
        ],
      );
    });

  for (const [line, expected] of whole)
    test(`${line} has the title ${expected}`, () => {
      const text = `# Papers\n\n- ${line}\n- [Dense Routing](https://arxiv.org/abs/2403.01235)\n`;
      const [paper] = parseSource({ text }).days.flatMap((day) => day.papers);
      assert.deepEqual([paper?.title, paper?.authors], [expected, undefined]);
    });

  test('may be separate paragraphs', () => {
    for (const mark of ['"', '*', '**']) {
      const line = `${mark}${title}.${mark} Anna Lee, Bo Kim. CVPR 2024. [[paper]](${link})`;
      const text = `${line}\n\n${line.replace('Sparse', 'Dense').replaceAll('01234', '01235')}\n`;
      const papers = parseSource({ text }).days.flatMap((day) => day.papers);
      assert.deepEqual(
        papers.map((paper) => [paper.title, paper.authors, paper.arxivId, paper.abstract]),
        [
          [title, both, '2403.01234', ''],
          [title.replace('Sparse', 'Dense'), both, '2403.01235', ''],
        ],
      );
    }
  });

  test('need no headings', () => {
    const line = (name: string, id: string): string =>
      `- ${name} Routing [[paper]](https://arxiv.org/abs/2403.${id}) [[code]](https://github.com/a/b)`;
    const { days } = parseSource({ text: `${line('Sparse', '01234')}\n${line('Dense', '01235')}\n` });
    assert.deepEqual(
      days.flatMap(({ papers }) => papers.map((paper) => [paper.title, paper.arxivId])),
      [
        ['Sparse Routing', '2403.01234'],
        ['Dense Routing', '2403.01235'],
      ],
    );
  });

  test('a sentence after a title in bold is its description', () => {
    const sentence = 'It routes tokens to experts, and is faster than what was known before it.';
    const { days } = parseSource({
      text: `# Papers\n\n- **Sparse Router.** ${sentence} [[paper]](${link})\n`,
    });
    const [paper] = days[0]?.papers ?? [];
    assert.equal(paper?.title, 'Sparse Router');
    assert.ok(paper.abstract.startsWith(sentence), paper.abstract);
    assert.equal(paper.authors, undefined);
    const linked = parseSource({ text: `# Papers\n\n- [Sparse Router](${link}): ${sentence}\n` });
    assert.equal(linked.days[0]?.papers[0]?.abstract, sentence);
  });
});
