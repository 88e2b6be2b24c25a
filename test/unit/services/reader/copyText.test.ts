import assert from 'node:assert/strict';
import type { AbstractToken } from '../../../../src/core/tex/token';
import type { Paper } from '../../../../src/core/library/paper';
import {
  citation,
  paperAddress,
  paperMarkdown,
  plainText,
  quoteMarkdown,
} from '../../../../src/services/reader/copyText';
import { barePaper, sampleView } from './sampleView';

const at = { start: 0, end: 0 };
const text = (plain: string): AbstractToken => ({ kind: 'text', plain, ...at });
const bold = (plain: string): AbstractToken => ({ kind: 'bold', plain, ...at });
const italic = (plain: string): AbstractToken => ({ kind: 'italic', plain, ...at });
const link = (plain: string, href: string): AbstractToken => ({ kind: 'link', plain, href, ...at });
const math = (plain: string, tex: string): AbstractToken => ({ kind: 'math', plain, tex, ...at });

const paperWith = (known: Partial<Paper>): Paper => ({ ...barePaper, ...known });

suite('Copying a paper', () => {
  test('a text is copied as people read it', () => {
    assert.equal(plainText([text('An '), math('ℓ₁', '\\ell_1'), text(' loss')]), 'An ℓ₁ loss');
  });

  const markdown: readonly [string, readonly AbstractToken[], string][] = [
    ['mathematics as TeX', [math('ℓ₁', '\\ell_1')], '$\\ell_1$'],
    ['display mathematics', [{ ...math('x', 'x'), display: true } as AbstractToken], '$$x$$'],
    ['bold and italic', [bold('a '), italic(' b')], '**a**  *b*'],
    ['emphasis of nothing as nothing', [bold(' '), italic('')], ''],
    ['a bare address', [link('https://a.org', 'https://a.org')], '<https://a.org>'],
    ['a named address', [link('[here]', 'https://a.org/(b)')], '[\\[here\\]](https://a.org/%28b%29)'],
    ['signs that Markdown would take', [text('A_B *5* <b> $5 `c`')], 'A\\_B \\*5\\* \\<b> \\$5 \\`c\\`'],
    ['lines that start like a list', [text('x\n- y\n1. z\n# h\n> q')], 'x\n\\- y\n1\\. z\n\\# h\n\\> q'],
  ];
  for (const [name, abstractTokens, expected] of markdown) {
    test(`Markdown has ${name}`, () => {
      assert.equal(paperMarkdown(sampleView({ abstractTokens })), `## On Noise\n\n${expected}\n`);
    });
  }

  test('a quote names its place, and neither title nor address becomes markup', () => {
    const paper = paperWith({ projectPage: 'https://a.org/) [b](https://c.org/d' });
    assert.equal(
      quoteMarkdown(paper, 'On <b>*Noise*\n`here`', [text('A <i>\nword')]),
      '> A \\<i>\n> word\n>\n> — [On \\<b>\\*Noise\\* \\`here\\`](https://a.org/%29%20[b]%28https://c.org/d)\n',
    );
  });

  test('Markdown links the title where the paper has an address', () => {
    const view = sampleView({ paper: paperWith({ arxivId: '2401.01234' }) });
    assert.match(paperMarkdown(view), /^## \[On Noise\]\(https:\/\/arxiv\.org\/abs\/2401\.01234\)\n\n/);
  });

  const code = { kind: 'code', href: 'https://github.com/a/b' } as const;
  const project = { kind: 'project', href: 'https://a.github.io' } as const;
  const arxiv = { kind: 'arxiv', href: 'https://arxiv.org/abs/2401.01234' } as const;
  const web = { kind: 'web', href: 'https://example.org' } as const;
  const addresses: readonly [string, Partial<Paper>, string | undefined][] = [
    ['its number on arXiv', { arxivId: '2402.1', links: [arxiv] }, 'https://arxiv.org/abs/2402.1'],
    ['its page on arXiv', { links: [code, project, arxiv] }, arxiv.href],
    ['its project page', { links: [code, project] }, project.href],
    [
      'its repository',
      { links: [web], repository: { url: 'https://github.com/c/d' } },
      'https://github.com/c/d',
    ],
    ['its code', { links: [web, code] }, code.href],
    ['not what it merely mentions', { links: [web] }, undefined],
  ];
  for (const [name, known, expected] of addresses) {
    test(`the link is ${name}`, () => assert.equal(paperAddress(paperWith(known)), expected));
  }

  const citations: readonly [string, Partial<Paper>, string][] = [
    ['only a title', {}, 'On Noise.'],
    ['a title that asks', { title: 'Why Noise?' }, 'Why Noise?'],
    ['one author', { authors: ['A. Author'] }, 'A. Author. On Noise.'],
    ['two authors', { authors: ['Ann Author', 'Bo Byline'] }, 'Ann Author and Bo Byline. On Noise.'],
    ['three authors', { authors: ['A', 'B', 'C'] }, 'A, B, and C. On Noise.'],
    ['a number', { arxivId: '2401.01234' }, 'On Noise. arXiv:2401.01234.'],
    ['a DOI and a year', { doi: '10.1000/xyz', year: 2021 }, 'On Noise. doi:10.1000/xyz, 2021.'],
    [
      'a number and a year',
      { arxivId: '2401.01234', published: '2024-01-02' },
      'On Noise. arXiv:2401.01234, 2024.',
    ],
  ];
  for (const [name, known, expected] of citations) {
    test(`cites ${name}`, () => assert.equal(citation(sampleView({ paper: paperWith(known) })), expected));
  }
});
