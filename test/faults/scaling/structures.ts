import type { Shape } from './shapes';

/** Parts that are numbered, as many as a length has room for. */
function steps(length: number, part: (at: number) => string): readonly string[] {
  const parts: string[] = [];
  for (let at = 0, size = 0; size < length; at++) {
    const next = part(at);
    parts.push(next);
    size += next.length;
  }
  return parts;
}

const numbered = (name: string, unit: (at: number) => string): Shape => ({
  name,
  make: (length) => steps(length, unit).join(''),
});

/** Opening brackets, and as many closing ones. */
function nested(open: string, close: string, beginning = ''): Shape {
  return {
    name: JSON.stringify(`${beginning}${open}…${close}`),
    make: (length) => {
      const count = Math.ceil(length / (open.length + close.length));
      return beginning + open.repeat(count) + close.repeat(count);
    },
  };
}

function behind(beginning: string, unit: string): Shape {
  return {
    name: JSON.stringify(`${beginning}…${unit}`),
    make: (length) => beginning + unit.repeat(Math.ceil(length / unit.length)),
  };
}

const list = (count: number, item: (at: number) => string): string =>
  Array.from({ length: Math.ceil(count) }, (_, at) => item(at)).join(',');

const tables: Readonly<Record<string, (n: number) => string>> = {
  'one wide head, one wide row': (n) => `title${',a'.repeat(n / 4)}\nx${',b'.repeat(n / 4)}\n`,
  'a wide head, many rows': (n) => {
    const w = Math.ceil(Math.sqrt(n));
    return `title,b${',a'.repeat(w / 2)}\n${`x${',b'.repeat(w / 2)}\n`.repeat(w / 2)}`;
  },
  'a wide Markdown table': (n) => {
    const w = Math.ceil(n / 8);
    return `|title${'|a'.repeat(w)}|\n|---${'|---'.repeat(w)}|\n|x${'|b'.repeat(w)}|\n`;
  },
  'rows wider than their Markdown head': (n) =>
    `|title|abstract|b|\n|---|---|---|\n${`|x${'|b'.repeat(50)}|\n`.repeat(n / 100)}`,
  'one row much wider than its Markdown head': (n) => {
    const w = Math.ceil(n / 8);
    return `|title${'|a'.repeat(w / 2)}|\n|---${'|---'.repeat(w / 2)}|\n|x${'|b'.repeat(w)}|\n`;
  },
  'a table on every line': (n) => '<table><tr><td>a</td></tr></table>\n'.repeat(n / 34),
  'an open table on every line': (n) => '<table>\na\n'.repeat(n / 10),
  'a wide HTML table': (n) =>
    `<table><tr>${'<th>a</th>'.repeat(n / 20)}</tr><tr>${'<td>a</td>'.repeat(n / 20)}</tr></table>`,
  'HTML rows without a table end': (n) => `<table><tr><th>title</th></tr>${'<tr><td>a'.repeat(n / 9)}`,
  'nested HTML rows': (n) => '<table><tr><td><table><tr><td>a</td></tr></table>'.repeat(n / 50),
  'JSON columns': (n) => {
    const w = Math.ceil(Math.sqrt(n / 8));
    const col = `[${'1,'.repeat(w)}1]`;
    return `{"title":${col},${list(w, (at) => `"c${at}":${col}`)}}`;
  },
  'many JSON columns of few rows': (n) => `{"title":[1,2],${list(n / 12, (at) => `"c${at}":[1,2]`)}}`,
  'split JSON with short rows': (n) =>
    `{"columns":["title",${list(n / 16, (at) => `"c${at}"`)}],"data":[${'[1],'.repeat(n / 16)}[1]]}`,
  'JSON with a missing quote each': (n) => `[${'{"title":"a},'.repeat(n / 13)}{"title":"a"}]`,
  'JSON lines that are broken': (n) => '{"title":"a"}\n{"title":"b\n'.repeat(n / 26),
  'JSON text of escapes': (n) => `[{"title":"a","abstract":"${'\\n'.repeat(n / 2)}"}]`,
  'JSON map by identifier': (n) =>
    `{${list(n / 22, (at) => `"2401.${String(10000 + (at % 90000))}":"|a|b|"`)}}`,
  'JSON list of texts': (n) => `[${'"2401.01234",'.repeat(n / 13)}"a"]`,
  'deepening list': (n) =>
    steps(n, (depth) => `${' '.repeat(depth)}- a [b](https://arxiv.org/abs/2401.01234)\n`).join(''),
  'list that gets shallower': (n) =>
    steps(n, (depth) => `${' '.repeat(depth)}- a\n`)
      .toReversed()
      .join(''),
  'bold paragraphs': (n) => '**Some Title of It**\n\ntext\n\n'.repeat(n / 28),
  'one-line BibTeX': (n) =>
    '@article{k, title={A Title}, author={A, B and C, D}, eprint={2401.01234}} '.repeat(n / 75),
  'one-line BibTeX that is broken': (n) =>
    '@article{k, title={A Title, author={A, B and C, D}, eprint={2401.01234}} '.repeat(n / 74),
  'BibTeX of one field': (n) => `@a{b, title={${'a\n'.repeat(n / 2)}}}`,
  'BibTeX of broken lines': (n) => '@a{b,\n title={x\n'.repeat(n / 16),
  'BibTeX strings': (n) => `@string{a="${'x'.repeat(100)}"}\n@b{c, title=${'a # '.repeat(n / 4)}a}`,
  'RIS of one value': (n) => `TY  - JOUR\nTI  - a\nAB  - ${'x\n'.repeat(n / 2)}ER  - \n`,
  'mail headers': (n) => `\\\\\narXiv:2401.01234\nTitle: ${'a\n  '.repeat(n / 4)}\n\\\\\nx\n\\\\\n`,
  'mail revisions': (n) =>
    `\\\\\narXiv:2401.01234\nTitle: a\n${'Date (revised v12): Tue, 1 Nov 1994 18:57:48 GMT   (199kb)\n'.repeat(n / 60)}\\\\\nx\n\\\\\n`,
  labels: (n) => `# A Title of a Paper\n\n${'**Abstract**: a\n\n'.repeat(n / 17)}`,
  'headings of one title': (n) => '# A [Title](https://arxiv.org/abs/2401.01234)\n\ntext\n\n'.repeat(n / 54),
  'many links on a line': (n) => `${'[A Title of It](https://arxiv.org/abs/2401.01234) '.repeat(n / 50)}\n`,
  'links in a heading': (n) => `# ${'[a](https://b.c/d) '.repeat(n / 19)}\n`,
  'paragraphs of prose': (n) =>
    'A Title of a Paper\n\nWe study something that is long enough to be prose. It has sentences, e.g. this.\n\n'.repeat(
      n / 100,
    ),
  'many empty cells': (n) => `title,abstract\n${','.repeat(n)}\n`,
};

/** Texts whose size has more than one direction: width and height, depth, or one head for many. */
export const structures: readonly Shape[] = [
  behind('<!doctype html>', '<p><b>'),
  numbered('<p><b a=1><p><b a=2>…', (at) => `<p><b a=${at}>`),
  numbered('<b a=1><b a=2>…', (at) => `<b a=${at}>`),
  numbered('<a><b c=1></a>…', (at) => `<a><b c=${at}></a>`),
  numbered('<i a=1 b=1><p>…', (at) => `<i a=${at} b=${at}><p>`),
  numbered('<font a1 a2 …>', (at) => `${at === 0 ? '<font' : ''} a${at}`),
  numbered('<td b=1><b a=1>…', (at) => `${at === 0 ? '<table>' : ''}<b a=${at}>`),
  nested('<div>', '</div>'),
  nested('<b>', '</b>'),
  nested('<ul><li>', '</li></ul>'),
  nested('<table><tr><td>', '</td></tr></table>'),
  nested('<blockquote>', '</blockquote>', '# a\n'),
  nested('<a>', '</a>', '<?xml version="1.0"?><record>'),
  nested('{"a":', '}'),
  nested('[', ']'),
  nested('[', ']', '{"title":"a","papers":'),
  nested('{', '}', '@a{b,title='),
  nested('(', ')'),
  nested('{', '}', '\\textbf'),
  nested('\\frac{', '}'),
  nested('\\textbf{', '}'),
  nested('$', '$'),
  nested('> ', 'a'),
  nested('**', '**'),
  nested('[', '](https://a.b)'),
  behind('a,b\n', ',1'),
  behind('title,abstract\n', 'a,b,c,d,e\n'),
  ...Object.entries(tables).map(([name, make]) => ({ name, make })),
];
