import assert from 'node:assert/strict';
import { addressesOf, readerPage } from '../../../../src/services/reader/readerPage';
import { setFormula } from '../../../../src/services/parsing/setFormula';
import { TexConverter } from '../../../../src/services/reader/texConverter';
import type { Paper } from '../../../../src/core/library/paper';
import type { FolderShare } from '../../../../src/services/reader/readerView';
import { isReaderPage } from '../../../../src/protocol/page';
import { barePaper, sampleView } from './sampleView';

const noMath = (): Promise<undefined> => Promise.resolve(undefined);

suite('Page made from a view', () => {
  test('passes the guard of the webview, with little and with all known', async () => {
    const converter = new TexConverter(setFormula);
    const raw = 'An ell_1 loss. https://example.org';
    const full = sampleView({
      paper: {
        ...barePaper,
        abstract: raw,
        authors: ['A. Author'],
        arxivId: '2401.01234',
        published: '2024-01-02',
        links: [{ kind: 'web', href: 'https://example.org' }],
      },
      abstractTokens: [
        { kind: 'text', start: 0, end: 3, plain: 'An ' },
        { kind: 'math', start: 3, end: 8, plain: 'ℓ₁', tex: '\\ell_1', reconstructed: true },
        { kind: 'text', start: 8, end: 15, plain: ' loss. ' },
        { kind: 'link', start: 15, end: 34, plain: 'https://example.org', href: 'https://example.org' },
      ],
      days: [{ id: 'a', label: 'Mar 11', position: 1, count: 2, next: { id: 'b', title: 'B' } }],
      tags: ['a/b'],
      related: [{ id: 'c', title: 'C', terms: ['noise'] }],
      note: 'A thought.',
    });
    for (const view of [sampleView(), full]) {
      const page = await readerPage(view, (formula) => converter.convert(formula));
      assert.ok(isReaderPage(page));
      assert.ok(isReaderPage(JSON.parse(JSON.stringify(page))));
    }
  });

  test('a formula that cannot be set has no MathML', async () => {
    const paper = { ...barePaper, abstract: '\\ssl' };
    const abstractTokens = [{ kind: 'math', start: 0, end: 4, plain: 'SSL', tex: '\\ssl' }] as const;
    const page = await readerPage(sampleView({ paper, abstractTokens }), noMath);
    assert.deepEqual(page.abstract.tokens, [{ kind: 'math', start: 0, end: 4, plain: 'SSL' }]);
  });

  test('links of the source precede those of the abstract, each once', async () => {
    const code = { kind: 'code', href: 'https://github.com/a/b' } as const;
    const web = { kind: 'web', href: 'https://example.org' } as const;
    const known = { repository: { url: code.href }, projectPage: 'https://a.github.io' };
    const page = await readerPage(
      sampleView({ paper: { ...barePaper, ...known, links: [web, code] } }),
      noMath,
    );
    assert.deepEqual(page.links, [code, { kind: 'project', href: 'https://a.github.io' }, web]);
  });

  test('links from the folder follow all others, and the page says which values are from there', async () => {
    const paper: Paper = {
      ...barePaper,
      repository: { url: 'https://github.com/a/b' },
      projectPage: 'https://a.github.io',
      links: [{ kind: 'web', href: 'https://example.org' }],
    };
    const shown = async (fromFolder: FolderShare) => {
      const { links, fromFolder: said } = await readerPage(sampleView({ paper, fromFolder }), noMath);
      return [links.map(({ kind }) => kind), said];
    };
    const digests = ['list.txt'];
    assert.deepEqual(await shown({ fields: ['upvotes', 'repository'], digests, isFolderOnly: false }), [
      ['project', 'web', 'code'],
      'Upvotes, code link from this folder’s digest “list.txt”',
    ]);
    assert.deepEqual(await shown({ fields: ['abstract'], digests: ['a', 'b'], isFolderOnly: false }), [
      ['code', 'project', 'web'],
      'Abstract from this folder’s digests “a”, “b”',
    ]);
    assert.deepEqual(
      await shown({
        fields: ['title', 'abstract', 'repository', 'projectPage'],
        digests,
        isFolderOnly: true,
      }),
      [['code', 'project', 'web'], 'From this folder’s digest “list.txt”'],
    );
  });

  const day = (id: string) => ({ id, label: id, position: 1, count: 1 });
  const choices: readonly [string, readonly string[], string | undefined, string | undefined][] = [
    ['the day that was asked for', ['a', 'b'], 'b', 'b'],
    ['the first day, without one', ['a', 'b'], undefined, 'a'],
    ['the first day, for one that it is not in', ['a', 'b'], 'c', 'a'],
    ['no day, in no digest', [], 'a', undefined],
  ];
  for (const [name, days, asked, expected] of choices) {
    test(`moves through ${name}`, async () => {
      const page = await readerPage(sampleView({ days: days.map(day) }), noMath, { dayId: asked });
      assert.equal(page.dayId, expected);
    });
  }

  test('its addresses are those of its links, of its text and of its number', async () => {
    const paper = {
      ...barePaper,
      arxivId: '2401.01234',
      links: [{ kind: 'web', href: 'https://a.org' }] as const,
    };
    const abstractTokens = [
      { kind: 'link', start: 0, end: 6, plain: 'Short.', href: 'https://b.org' },
    ] as const;
    const page = await readerPage(sampleView({ paper, abstractTokens }), noMath);
    assert.deepEqual([...addressesOf(page)].sort(), [
      'https://a.org',
      'https://arxiv.org/abs/2401.01234',
      'https://b.org',
    ]);
  });
});
