import assert from 'node:assert/strict';
import { NOT_A_DIGEST, SOURCE_CODE } from '../../../../src/core/importers/digestShape';
import { parseSource } from '../../../../src/core/importers/formats';
import { decodeText } from '../../../../src/core/importers/textDigest/decode';
import { localized } from '../../../../src/core/base/localization';

const titles = (text: string, name?: string): readonly string[] =>
  parseSource({ text, ...(name !== undefined && { name }) }).days.flatMap((day) =>
    day.papers.map(({ title }) => title),
  );

/** Texts that are no digests, with the beginning of the problem. */
const others: Readonly<Record<string, readonly [text: string, message: string | RegExp]>> = {
  'two words': ['hello world', localized(NOT_A_DIGEST)],
  'a short note': ['hello world\n\nThis is a test of things.\n', localized(NOT_A_DIGEST)],
  'a letter': [
    'Dear Bo,\n\nthank you for the paper that you sent me, I have read it with interest and will answer soon.\n\nBest,\nAnna\n',
    localized(NOT_A_DIGEST),
  ],
  'a log': [
    '2024-03-05 12:00:00 INFO start\n2024-03-05 12:00:01 ERROR failed to open\n',
    localized(NOT_A_DIGEST),
  ],
  'a table without titles': ['a,b,c\n1,2,3\n', localized(NOT_A_DIGEST)],
  'a program in Python': [
    'import os\nimport sys\n\n\ndef main():\n    """Run it."""\n    for path in sys.argv[1:]:\n        print(os.path.basename(path))\n\n\nif __name__ == "__main__":\n    main()\n',
    localized(SOURCE_CODE),
  ],
  'a program in TypeScript': [
    "import { a } from './a';\n\n/** Does it. */\nexport function b(): void {\n  a();\n}\n\nexport const c = 1;\n",
    localized(SOURCE_CODE),
  ],
  'a style sheet': ['body {\n  color: red;\n}\n\n.a {\n  margin: 0;\n}\n', localized(SOURCE_CODE)],
  'an empty text': ['', /no text here/u],
  'white space': [' \n\n', /no text here/u],
  'an empty list': ['[]', /^No papers were found here, read as JSON/u],
  'a table of contents': ['# My notes\n\n## Things\n\n- one\n- two\n', /^No papers were found/u],
};

suite('Texts that are no digests', () => {
  for (const [what, [text, message]] of Object.entries(others))
    test(`${what} has no papers, and one problem says so`, () => {
      const digest = parseSource({ text });
      assert.deepEqual([digest.days.length, digest.problems.length], [0, 1]);
      const said = localized(digest.problems[0]?.message ?? '');
      assert.ok(typeof message === 'string' ? said === message : message.test(said), said);
    });

  const files: Readonly<Record<string, readonly [beginning: readonly number[], what: RegExp]>> = {
    PDF: [[...Buffer.from('%PDF-1.7\n1 0 obj')], /^This is a PDF/u],
    PNG: [[0x89, ...Buffer.from('PNG\r\n\x1a\n')], /^This is a picture/u],
    JPEG: [[0xff, 0xd8, 0xff, 0xe0, 0, 16], /^This is a picture/u],
    ZIP: [[...Buffer.from('PK\x03\x04\x14\x00')], /^This is an archive/u],
    gzip: [[0x1f, 0x8b, 8, 0], /^This is a compressed file/u],
    RTF: [[...Buffer.from('{\\rtf1\\ansi Alpha}')], /^This is a document/u],
  };
  for (const [kind, [bytes, message]] of Object.entries(files))
    test(`a ${kind} file is named as what it is`, () => {
      const { text, problems } = decodeText(Uint8Array.from(bytes));
      assert.deepEqual([text, problems.length], ['', 1]);
      assert.match(localized(problems[0]?.message ?? ''), message);
    });

  test('titles with abstracts are a digest without a date, and titles under a date are one', () => {
    assert.deepEqual(titles('Sparse Routes\n\nWe route tokens to experts and measure what comes of it.\n'), [
      'Sparse Routes',
    ]);
    assert.deepEqual(titles('2024-03-05\n\nSparse Routes\n\nWe route tokens.\n'), ['Sparse Routes']);
  });
});

suite('Popular digests', () => {
  test('a table of a week has names in bold, descriptions and a week in its heading', () => {
    const text = `# Papers\n\n## Top Papers of the Week (December 30 - January 5) - 2025\n| **Paper** | **Links** |\n|---|---|\n| 1) **Sparse Router** - routes the tokens of long texts. | [Paper](https://arxiv.org/abs/2407.01234), [Tweet](https://x.example/1) |\n`;
    const [day] = parseSource({ text }).days;
    assert.deepEqual(day?.date, { year: 2024, month: 12, day: 30 });
    assert.deepEqual(
      day.papers.map(({ title, abstract, arxivId }) => [title, abstract, arxivId]),
      [['Sparse Router', 'routes the tokens of long texts.', '2407.01234']],
    );
  });

  const item =
    '- 2022-11-29, **Dense Caches, a Study**, Bo Kim et.al., Paper: [http://arxiv.org/abs/2211.01235v1](http://arxiv.org/abs/2211.01235v1), Code: **[https://github.com/a/b](https://github.com/a/b)**';
  for (const [what, text] of Object.entries({
    'a list': `> Updated on 2022.12.02\n\n## Routing\n\n${item}\n${item.replaceAll('01235', '01236')}\n`,
    'a map of items': JSON.stringify({ Routing: { '2211.01235': `${item}\n`, '2211.01236': item } }),
  }))
    test(`${what} with dates, titles in bold and names has each where it belongs`, () => {
      const [first] = parseSource({ text }).days.flatMap((day) => day.papers);
      const { title, authors, arxivId, published } = first ?? {};
      assert.deepEqual(
        [title, authors, arxivId, published],
        ['Dense Caches, a Study', ['Bo Kim'], '2211.01235', '2022-11-29'],
      );
    });

  test('an original title is read beside a Chinese heading', () => {
    const text =
      '## 1. 长文本的稀疏路由\n\n- **原文标题**: Sparse Routing for Long Texts\n- **链接**: https://arxiv.org/abs/2407.01234\n- **摘要**: We route tokens to experts and measure what comes of it.\n';
    assert.deepEqual(titles(text), ['Sparse Routing for Long Texts']);
  });

  test('the list of Hugging Face may be copied from its page', () => {
    const text =
      'Daily Papers\n\nby AK and the research community\n\nMar 11\n\nSubmitted by\n\nsomebody\n\n42\n\nSparse Routing for Long Texts\n\n·\n5 authors\n\n3\n\nSubmitted by\n\nanother\n\n7\n\nDense Caches\n\n·\n1 author\n\n1\n';
    const [day] = parseSource({ text, year: 2025 }).days;
    assert.deepEqual(day?.date, { year: 2025, month: 3, day: 11 });
    assert.deepEqual(
      day.papers.map(({ title, upvotes }) => [title, upvotes]),
      [
        ['Sparse Routing for Long Texts', 42],
        ['Dense Caches', 7],
      ],
    );
  });

  test('a mail may be encoded', () => {
    const body =
      '2024-03-05\n\nRoutes =E2=80=93 a Study\n\nWe route tokens to experts and measure what comes o=\nf it.\n';
    const mail = `From: a@example.org\nSubject: Papers\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n${body}`;
    assert.deepEqual(titles(mail), ['Routes – a Study']);
    const part = (type: string, text: string): string =>
      `--x\nContent-Type: ${type}\nContent-Transfer-Encoding: base64\n\n${Buffer.from(text).toString('base64')}\n`;
    const plain = '2024-03-05\n\nRoutes – a Study\n\nWe route tokens to experts.\n';
    const parts = `From: a@example.org\nContent-Type: multipart/alternative; boundary="x"\n\n${part('text/html', '<p>x</p>')}${part('text/plain', plain)}--x--\n`;
    assert.deepEqual(titles(parts), ['Routes – a Study']);
  });

  test('a list may be in YAML', () => {
    const text =
      '# read\npapers:\n  - title: "Alpha: Routes"\n    authors: [Anna Lee, Bo Kim]\n    abstract: >\n      About\n      alpha.\n  - title: Beta\n    url: https://arxiv.org/abs/2403.01234\n  - [broken\n';
    const digest = parseSource({ text });
    const papers = digest.days.flatMap((day) => day.papers);
    assert.deepEqual(
      papers.map(({ title, authors, arxivId }) => [title, authors, arxivId]),
      [
        ['Alpha: Routes', ['Anna Lee', 'Bo Kim'], undefined],
        ['Beta', undefined, '2403.01234'],
      ],
    );
    assert.deepEqual(
      digest.problems.map(({ line }) => line),
      [10],
    );
  });

  test('a page is dated by its title, not by a sentence on it', () => {
    const text =
      '<html><head><title>Papers of 2026-04-18</title></head><body><p>Scope: 2026-04-13 to 2026-04-17</p><h3><a href="https://arxiv.org/abs/2604.01234">Sparse Routing for Long Texts</a></h3><p>We route tokens to experts and measure what comes of it.</p></body></html>';
    assert.deepEqual(parseSource({ text }).days[0]?.date, { year: 2026, month: 4, day: 18 });
  });
});
