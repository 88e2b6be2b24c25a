import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findLinks, scanLinks } from '../../../../src/core/library/links';
import { parseTextDigest } from '../../../../src/core/importers/textDigest/textDigest';
import { seeds } from './seeds';
import { runs } from '../../../support/testLength';
import { anyCodePoint } from '../../../support/codePoints';

const addresses = (text: string): string[] => findLinks(text).map(({ href }) => href);
const kinds = (text: string): string[] => findLinks(text).map(({ kind }) => kind);

suite('findLinks: where an address ends', () => {
  const cases: readonly (readonly [text: string, ...found: string[]])[] = [
    ['at https://github.com/locuslab/smoothinv .', 'https://github.com/locuslab/smoothinv'],
    ['(https://github.com/nachifur/RDDM).', 'https://github.com/nachifur/RDDM'],
    ['platforms.Code is at https://github.com/a/b.', 'https://github.com/a/b'],
    ['https://github.com/a/b.We show', 'https://github.com/a/b'],
    ['https://github.com/ChenHsing/next.js and', 'https://github.com/ChenHsing/next.js'],
    ['https://github.com/a/llm{entropy-guided-llm}.', 'https://github.com/a/llm'],
    ['\\textcolor[rgb]{1, 0, 0}{Code at http://www.bhchen.cn/}.', 'http://www.bhchen.cn/'],
    ['\\url{https://a.org/x\\_y\\%20z}', 'https://a.org/x_y%20z'],
    ['https://en.wikipedia.org/wiki/A_(b), too', 'https://en.wikipedia.org/wiki/A_(b)'],
    [
      '[code](https://a.io/b) <https://c.io/d> "https://e.io"',
      'https://a.io/b',
      'https://c.io/d',
      'https://e.io',
    ],
    ['https://a.org/x?y=1&z=[2]#top!', 'https://a.org/x?y=1&z=[2]#top'],
    ['代码见https://github.com/a/b。', 'https://github.com/a/b'],
    ['http://a.comhttp://b.com/', 'http://a.com', 'http://b.com/'],
    ['https://web.archive.org/web/2020/http://x.org', 'https://web.archive.org/web/2020/http://x.org'],
    ['HTTPS://A.ORG/x', 'HTTPS://A.ORG/x'],
  ];
  for (const [text, ...found] of cases) {
    test(text, () => assert.deepEqual(addresses(text), found));
  }

  test('returns each address once, in order', () =>
    assert.deepEqual(addresses('https://b.org https://a.org https://b.org.'), [
      'https://b.org',
      'https://a.org',
    ]));
});

suite('findLinks: addresses without a scheme, and references', () => {
  const cases: readonly (readonly [text: string, ...found: string[]])[] = [
    ['at github.com/a/b.', 'https://github.com/a/b'],
    ['see www.example.org/x', 'https://www.example.org/x'],
    ['page: some-name.github.io/paper/', 'https://some-name.github.io/paper/'],
    ['arXiv:2401.01234v2 [cs.LG]', 'https://arxiv.org/abs/2401.01234v2'],
    ['(arXiv: hep-th/9901001)', 'https://arxiv.org/abs/hep-th/9901001'],
    ['doi:10.5281/zenodo.123.', 'https://doi.org/10.5281/zenodo.123'],
    ['me@github.com/x, not.github.com.evil, github.com alone, arXiv:what, doi:11.1/x'],
  ];
  for (const [text, ...found] of cases) {
    test(text, () => assert.deepEqual(addresses(text), found));
  }
});

suite('findLinks: no links', () => {
  const none = [
    'https://',
    'http://..',
    'https://localhost/x',
    'https://user:pass@evil.org',
    'https://github.com@evil.org/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'command:x.y',
    'vscode://a.b/c',
    'data:text/html,x',
    'ftp://a.org/b',
    'https://[::1',
    `https://a.org/${'x'.repeat(5000)}`,
  ];
  for (const text of none) test(text.slice(0, 60), () => assert.deepEqual(findLinks(text), []));
});

suite('findLinks: kinds of links', () => {
  const cases: readonly (readonly [kind: string, text: string])[] = [
    ['code', 'https://github.com/a/b'],
    ['code', 'https://gitlab.com/a/b'],
    ['code', 'https://git.example.edu/a/b'],
    ['code', 'https://bitbucket.org/a/b'],
    ['code', 'https://gitee.com/mindspore/mindspore'],
    ['code', 'https://anonymous.4open.science/r/TangleNAS-527C'],
    ['code', 'https://huggingface.co/google/gemma'],
    ['project', 'https://huggingface.co/spaces/a/b'],
    ['dataset', 'https://huggingface.co/datasets/a/b'],
    ['arxiv', 'https://huggingface.co/papers/2401.01234'],
    ['web', 'https://huggingface.co/blog/x'],
    ['dataset', 'https://zenodo.org/record/1'],
    ['dataset', 'https://doi.org/10.5281/zenodo.1'],
    ['dataset', 'https://www.kaggle.com/datasets/a/b'],
    ['arxiv', 'https://arxiv.org/abs/2401.01234'],
    ['project', 'https://hiss-csp.github.io.'],
    ['project', 'https://sites.google.com/view/x'],
    ['project', 'Project page: https://research.nvidia.com/labs/genair/f-distill'],
    ['project', 'Website: https://bit.ly/grok-adversarial'],
    ['web', 'Code available at http://www.bhchen.cn/'],
    ['web', 'https://github.com.evil.org/a/b'],
    ['web', 'https://notgithub.com/a/b'],
  ];
  for (const [kind, text] of cases) test(`${text} is ${kind}`, () => assert.deepEqual(kinds(text), [kind]));
});

suite('scanLinks', () => {
  test('returns the range of the address in the raw text, and that of a damaged label', () => {
    const text = 'openly https://anonymous.4open.science/r/T-527C{here}, \\href{https://a.org/b}{our page}.';
    const cut = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
    const spans = scanLinks(text);
    assert.deepEqual(spans.map(cut), ['https://anonymous.4open.science/r/T-527C', 'https://a.org/b']);
    assert.deepEqual(
      spans.map(({ label }) => label && cut(label)),
      ['here', 'our page'],
    );
  });

  test('finds every complete address of the packaged digests', () => {
    const text = seeds.map((seed) => seed.text).join('\n');
    const spans = scanLinks(text);
    assert.equal(spans.length, text.match(/https?:/g)?.length);
    for (const { start, end, href } of spans) {
      assert.equal(text.slice(start, end), href);
      assert.match(href, /[\w/]$/);
      assert.match(text.slice(end), /^(?:\.?\s|[ ,{]|\)\.|\}\.|\.?$)/);
    }
  });

  test('distinguishes code and project pages in the packaged digests', () => {
    const count = new Map<string, number>();
    const abstracts = seeds.flatMap(({ text }) => parseTextDigest(text).days[0]?.papers ?? []);
    for (const { kind } of abstracts.flatMap(({ abstract }) => findLinks(abstract))) {
      count.set(kind, (count.get(kind) ?? 0) + 1);
    }
    assert.deepEqual(Object.fromEntries(count), { code: 48, project: 6, web: 1 });
  });

  test('returns ordered ranges and web addresses for any text', () => {
    const parts = fc.constantFrom(
      ...[
        'https://',
        'http://a.b',
        '(',
        ')',
        '[',
        ']',
        '{',
        '}',
        '.',
        ',',
        ' ',
        '\n',
        '\\',
        '_',
        'x',
        'We',
        '@',
        ':',
        '/',
      ],
      ...[
        'www.',
        'github.com/',
        '.github.io',
        'arxiv:',
        '2401.01234',
        'doi:10.1234/',
        '。',
        '\ud800',
        '%',
        '#',
        '?',
      ],
    );
    const texts = fc.oneof(
      fc.string({ unit: anyCodePoint }),
      fc.array(parts, { maxLength: 60 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        let before = 0;
        for (const { start, end, href, label } of scanLinks(text)) {
          assert.ok(start >= before && end > start && end <= text.length);
          assert.match(href, /^https?:\/\//i);
          assert.ok(new URL(href).hostname.includes('.'));
          if (label) assert.ok(label.start > end && label.end > label.start && label.end < text.length);
          before = end;
        }
      }),
      { numRuns: runs(1000) },
    );
  });

  test('takes linear time on megabytes of text that could cause backtracking', () => {
    const hostile = [
      'https://',
      'http://x',
      'www.',
      'a-',
      'arxiv:',
      'https://a.b{',
      '(',
      'https://a.b/))))',
      '.',
      '\\_',
      'a.b/',
    ];
    for (const piece of hostile) scanLinks(`https://a.org/${piece.repeat(2e5 / piece.length)}`);
  });
});
