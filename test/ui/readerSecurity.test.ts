import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mathElements } from '../../src/core/tex/mathml';
import type { HostMessage } from '../../src/protocol/messages';
import type { PageHighlight, ReaderPage } from '../../src/protocol/page';
import { root } from '../support/paths';
import { isFullLength } from '../support/testLength';
import { pageOf } from './readerPages';
import { ReaderStage } from './readerStage';

/** One of each way in: markup, handlers, addresses, MathML and SVG, templates, entities, TeX. */
const probes: readonly string[] = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><script>alert(1)</script></svg>',
  '<math><mtext><img src=x onerror=alert(1)></mtext></math>',
  '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
  '<a href="javascript:alert(1)">here</a>',
  '</p></section><base href="https://attacker.example/">',
  '<style>@import "https://attacker.example/x.css";</style>',
  '<link rel=stylesheet href=https://attacker.example/x.css>',
  '<meta http-equiv=refresh content="0;url=https://attacker.example/">',
  '<form action=https://attacker.example/><button>go</button></form>',
  '&lt;img src=x onerror=alert(1)&gt; &#x3c;script&#x3e;',
  '${alert(1)} {{constructor.constructor("alert(1)")()}} `${1}`',
  'javascript:alert(1) vbscript:x data:text/html,<script>alert(1)</script> command:workbench.action.quit',
  '[x](command:workbench.action.quit) ![x](https://attacker.example/x.png)',
  '$\\href{javascript:alert(1)}{x}$ $\\includegraphics{https://attacker.example/x.png}$ $\\class{x}{y}$',
  '$\\text{<img src=x onerror=alert(1)>}$ $\\unicode{x3c}$ $\\style{x}{y}$',
  '\\(\\htmlData{a=b}{x}\\) $$\\begin{array}{c}\\hline\\rule{99em}{99em}\\end{array}$$',
  `${'{'.repeat(5000)}${'}'.repeat(5000)}`,
  'https://attacker.example/"onmouseover="alert(1) http://[::1]/ https://a@b/\u202Egpj.exe',
  '\u0000\u0001\uFFFE\uD800 \u202Ertl\u202C \u200B zero',
  '__proto__ constructor toString hasOwnProperty',
];

/** Payloads and strings that others collected; read in place where they are. */
function collected(): readonly string[] {
  const folder = join(root, '../shared/attacks');
  if (!existsSync(folder)) return [];
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const payloads = read('dompurify-payloads.json') as readonly { readonly payload: string }[];
  const naughty = read('naughty-strings.json') as readonly string[];
  return [...payloads.map(({ payload }) => payload), ...naughty];
}

/** Character set, policy, viewport, title, style and script. */
const headElements = 6;
/** All that the page is made of below its head. */
const htmlElements =
  'html head body header nav main section article div span h1 h2 p ul li a button strong em details summary code textarea';
const allowedElements: readonly string[] = [...htmlElements.split(' '), ...mathElements, 'svg', 'path'];
const allowedAttributes =
  /^(aria-[a-z]+|dir|placeholder|data-id|data-control|data-highlight|rows|role|class|type|title|href|hidden|disabled|lang|alttext|d|viewBox|style|data-font|rel)$/;

suite('Hostile text in the reader', () => {
  let stage: ReaderStage;

  suiteSetup(async () => {
    stage = await ReaderStage.open();
  });
  suiteTeardown(() => stage.close());

  /** The texts in every place that can hold text. */
  const pageFull = (texts: readonly string[]): Promise<ReaderPage> => {
    const short = texts.map((text) => text.slice(0, 5000));
    const days = texts.map((text, at) => ({ id: short[at] ?? '', label: text, position: 1, count: 2 }));
    return pageOf(texts.join(' '), texts.map((text) => `${text}\n\nAnd $${text}$, ${text}.`).join('\n\n'), {
      authors: texts,
      arxivId: short[0] ?? '',
      published: short[0] ?? '',
      days: [
        ...days,
        { ...days[0], id: 'a', label: 'A', position: 1, count: 2, next: { id: 'b', title: texts.join() } },
      ],
      dayId: 'a',
      tags: texts,
      links: texts.flatMap((text) => [
        { kind: 'web', href: text },
        { kind: 'code', href: `https://example.org/${text}` },
      ]),
      related: texts.map((text, at) => ({ id: short[at] ?? '', title: text, terms: [text] })),
      mentions: texts.map((text, at) => ({ id: short[at] ?? '', title: text })),
      note: texts.join('\n'),
      highlights: texts.flatMap((text, at) => highlightsOf(text, at)),
      ...(texts.length % 2 === 1 && { readOnly: texts.join(' ') }),
    });
  };

  /** A highlight on its words, and one that has lost them. */
  const highlightsOf = (text: string, at: number): PageHighlight[] =>
    [false, true].map((orphaned) => ({
      id: `${text.slice(0, 5000)}${at}${orphaned}`,
      field: 'abstract',
      start: at,
      end: at + 5,
      plain: text,
      comment: text,
      tags: [text],
      color: text,
      created: text,
      orphaned,
    }));

  /**
   * Unexpected elements and attributes, besides the page's own style and script, and addresses that are neither http
   * nor https.
   */
  const strangers = (): Promise<readonly string[]> =>
    stage.page.evaluate(
      ([elements, attributes, headElements]) => {
        const names = new Set(elements);
        const right = new RegExp(attributes);
        const own = document.head.childElementCount === headElements ? [...document.head.children] : [];
        const others = [...document.querySelectorAll('*')].filter((element) => !own.includes(element));
        return others.flatMap((element) => [
          ...(names.has(element.localName) ? [] : [element.localName]),
          ...element.getAttributeNames().filter((name) => {
            if (element.namespaceURI?.endsWith('MathML')) return /^(on|href|src|style|class)/.test(name);
            return !right.test(name);
          }),
          ...(element instanceof HTMLAnchorElement && !/^https?:$/.test(element.protocol)
            ? [element.href]
            : []),
        ]);
      },
      [allowedElements, allowedAttributes.source, headElements] as const,
    );

  // In the short form a fifth of the collection: it has many variants of each kind.
  const texts = [...probes, ...collected().filter((_, at) => isFullLength || at % 5 === 0)];
  test(`stays text: ${texts.length} texts in every place`, async () => {
    const address = stage.page.url();
    for (let from = 0; from < texts.length; from += 20) {
      const some = texts.slice(from, from + 20);
      const said = some.join('\n').slice(0, 2000);
      await stage.send({ type: 'show', page: await pageFull(some) });
      assert.deepEqual(await strangers(), [], said);
      for (const [at, text] of some.entries())
        await stage.send({ type: 'reveal', id: `${text.slice(0, 5000)}${at}false` });
      const tags = stage.page.locator('.tag:not(.edit)');
      assert.deepEqual(await tags.evaluateAll((nodes) => nodes.map((node) => node.textContent)), some);
      await stage.send({ type: 'perform', action: 'toggleRaw' });
      assert.deepEqual(await strangers(), [], said);
      await stage.send({ type: 'perform', action: 'toggleRaw' });
      assert.deepEqual(stage.faults, [], said);
    }
    assert.equal(stage.page.url(), address);
  });

  test('a forged message changes nothing', async () => {
    await stage.send({ type: 'show', page: await pageOf('A title', 'An abstract.') });
    const before = await stage.page.locator('body').innerHTML();
    const page = await pageOf('Another', 'Another.');
    const token = { kind: 'math', start: 0, end: 8, plain: 'x' };
    const formula = (node: object): unknown => ({
      raw: 'Another.',
      tokens: [{ ...token, math: { element: 'math', children: [node] } }],
    });
    const forged: readonly unknown[] = [
      { type: 'show', page: { ...page, title: formula({ element: 'script', children: ['alert(1)'] }) } },
      {
        type: 'show',
        page: {
          ...page,
          title: formula({ element: 'mi', attributes: { onclick: 'alert(1)' }, children: [] }),
        },
      },
      { type: 'show', page: { ...page, title: '<b>Another</b>' } },
      { type: 'show', html: '<script>alert(1)</script>' },
      { type: 'perform', action: 'innerHTML' },
      'show',
    ];
    for (const message of forged) await stage.send(message as HostMessage);
    assert.equal(await stage.page.locator('body').innerHTML(), before);
    assert.deepEqual(stage.faults, []);
  });

  test('the policy stops what markup could do', async () => {
    const outcome = await stage.page.evaluate(() => {
      const attempt = (act: () => unknown): string => {
        try {
          act();
          return 'allowed';
        } catch {
          return 'refused';
        }
      };
      return {
        html: attempt(() => (document.createElement('div').innerHTML = '<b>x</b>')),
        policy: attempt(() =>
          (
            globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
          ).trustedTypes.createPolicy('x', {}),
        ),
        script: attempt(() => (document.createElement('script').text = 'alert(1)')),
      };
    });
    assert.deepEqual(outcome, { html: 'refused', policy: 'refused', script: 'refused' });
  });
});
