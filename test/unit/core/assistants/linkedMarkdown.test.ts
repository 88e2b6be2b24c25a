import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LinkedMarkdown, type TitledLink } from '../../../../src/core/assistants/linkedMarkdown';

const links = (id: string): TitledLink | undefined =>
  id.startsWith('known') ? { title: `Title of ${id}`, address: `command:open?${id}` } : undefined;

const shown = (text: string): string => {
  const markdown = new LinkedMarkdown(links);
  return markdown.push(text) + markdown.end();
};

/** What the text of a model may be made of; all of it is put together at random. */
const piece = fc.constantFrom(
  ...[
    'paper:/known-1',
    'paper:/other',
    'p',
    'paper',
    'paper:',
    '?',
    '#s',
    'x-1',
    '.',
    '!',
    '[',
    ']',
    '(',
    ')',
  ],
  ...[
    '[a](b)',
    '](paper:/known-1)',
    '](',
    '<',
    '>',
    '<paper:/known-1>',
    ' ',
    '    ',
    '\n',
    '\n\n',
    '\r',
    '\\',
  ],
  ...['`', '``', '```', '~', '~~~', '\n```\n', '\n~~~\n', '- ', '> ', '1. ', '|', '$', '*', '_', '![x](y)'],
);

suite('Markdown of the chat participant', () => {
  test('is the same however the text of a model is divided', () => {
    fc.assert(
      fc.property(fc.array(piece), fc.array(fc.nat(60)), (pieces, cuts) => {
        const text = pieces.join('');
        const divided = new LinkedMarkdown(links);
        let [found, from] = ['', 0];
        for (const cut of cuts.toSorted((a, b) => a - b)) {
          if (cut <= from) continue;
          found += divided.push(text.slice(from, cut));
          from = cut;
        }
        found += divided.push(text.slice(from)) + divided.end();
        assert.equal(found, shown(text));
      }),
      { examples: [[['`', 'paper:/known-1', '```'], [16]]] },
    );
  });

  test('shows no picture outside of code', () => {
    const noCode = piece.filter((text) => !/[`~]/u.test(text));
    fc.assert(
      fc.property(fc.array(noCode), (pieces) => {
        assert.ok(!shown(pieces.join('')).includes('!['));
      }),
    );
  });

  test('papers of the library are linked, and others stay as they are', () => {
    const cases: readonly (readonly [string, string])[] = [
      [
        'As in paper:/known-1, not in (paper:/other).',
        'As in [Title of known-1](command:open?known-1), not in (paper:/other).',
      ],
      ['![x](https://example.org/?q', '&#33;[x](https://example.org/?q'],
      ['!paper:/known-1', '&#33;[Title of known-1](command:open?known-1)'],
      // The text of a link is the model's own.
      ['[Mamba](paper:/known-1)', '[Mamba](command:open?known-1)'],
      ['[`Mamba`]( paper:/known-1 "t")', '[`Mamba`](command:open?known-1 "t")'],
      ['[Mamba](paper:/known-1?section=Method)', '[Mamba](command:open?known-1)'],
      ['[Mamba](paper:/other)', '[Mamba](paper:/other)'],
      ['[paper:/known-1](paper:/known-1)', '[Title of known-1](command:open?known-1)'],
      ['[see paper:/known-1](https://example.org)', '[see paper:/known-1](https://example.org)'],
      ['[paper:/known-1] [0, 1)', '[[Title of known-1](command:open?known-1)] [0, 1)'],
      ['<paper:/known-1>, <b>', '[Title of known-1](command:open?known-1), <b>'],
    ];
    for (const [text, expected] of cases) assert.equal(shown(text), expected);
  });

  test('code stays as it is', () => {
    for (const code of [
      '```rust\nlet v = vec![0.0; n];\n\n// paper:/known-1\n```',
      '- item\n  ~~~~\n  a![0]\n  ~~~\n  ~~~~\n',
      'Use `vec![0.0; n]` or `a![0]`: it is **`b![0]`**.',
      'It is `paper:/known-1` and ``a ` paper:/known-1``.',
      '1. item\n\n    ```\n    paper:/known-1\n    ```',
      '> ```\n> [Mamba](paper:/known-1)\n> ```',
    ])
      assert.equal(shown(code), code);
    assert.equal(shown('```\r\na![0]\r\n```\r\n'), '```\na![0]\n```\n');
    assert.equal(shown('```\n![x](y)\n```\n![x](y)'), '```\n![x](y)\n```\n&#33;[x](y)');
  });

  test('what only seems to be code shows no picture', () => {
    const picture = '![x](https://example.org/?q)';
    const cases = [
      // Code spans that end nowhere, with the paragraph, or that renderers do not take for one.
      ...[`\`a ${picture}`, `\`a\n\n${picture} \``, `\\\`a ${picture}\``, `\`a\nb \` ${picture} \``],
      ...[`~~a \`b~~ ${picture} \``, `| a \` | ${picture} \` |`, `[x](a\`b) ${picture} \``],
      ...[`https://a.b/\` ${picture} \``, `<a title="\`"> ${picture} \``, `$a \` b$ ${picture} \``],
      // Fences that do not begin there, or that have ended.
      ...[`<!--\n\`\`\`\n-->\n${picture}`, `[a]:\n\`\`\`\n${picture}`, `[a\n\`\`\`\nb]: c\n${picture}`],
      ...[`- a\n  \`\`\`\n${picture}`, `- \`\`\`\n  b\n  \`\`\`\n${picture}`, `> \`\`\`\n${picture}`],
      ...[`\`\`\`${picture}`, `$$\n\`\`\`\n$$\n${picture}`, `a\n    \`\`\`\n${picture}`],
    ];
    for (const text of cases) assert.ok(!shown(text).includes('!['), text);
  });
});
