import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createAnchorer, type Anchor } from '../../../../src/core/highlights/anchorer';
import { createSelector, type Selector } from '../../../../src/core/highlights/selector';

const abstract =
  'We study the cost of attention. Attention takes quadratic time, which rules out long inputs. We propose a kernel ' +
  'that takes linear time and show that it keeps 99% of the accuracy on ten tasks. Code is available online.';

/** Quotes the text between `[[` and `]]`. */
function marked(text: string): { readonly text: string; readonly selector: Selector } {
  const start = text.indexOf('[[');
  const end = text.indexOf(']]') - 2;
  const plain = text.replace('[[', '').replace(']]', '');
  return { text: plain, selector: createSelector(plain, start, end) };
}

function select(text: string, quote: string): Selector {
  const start = text.indexOf(quote);
  return createSelector(text, start, start + quote.length);
}

function wordsOf(text: string, anchor: Anchor): string | undefined {
  return anchor.kind === 'orphan' ? undefined : text.slice(anchor.start, anchor.end);
}

function reanchor(oldText: string, quote: string, newText: string): string | undefined {
  return wordsOf(newText, createAnchorer(oldText, newText).anchor(select(oldText, quote)));
}

const loneSurrogate = /\p{Cs}/u;

suite('anchoring', () => {
  test('uses the offsets in the same text, even among repetitions', () => {
    const text = 'the the the the';
    const selector = createSelector(text, 8, 11);
    assert.deepEqual(createAnchorer(text, text).anchor(selector), {
      kind: 'exact',
      start: 8,
      end: 11,
      score: 1,
      how: 'offsets',
    });
  });

  test('does not trust wrong offsets', () => {
    const selector = { ...select(abstract, 'a kernel that takes linear time'), start: 3, end: 34 };
    const anchor = createAnchorer(abstract, abstract).anchor(selector);
    assert.equal(wordsOf(abstract, anchor), selector.quote);
    assert.equal(anchor.kind, 'moved');
  });

  test('a quote that does not occur in its own text is an orphan', () => {
    const selector = { ...select(abstract, 'linear time'), quote: 'cubic space', start: 3, end: 14 };
    assert.deepEqual(createAnchorer(abstract, abstract).anchor(selector), { kind: 'orphan' });
    assert.deepEqual(createAnchorer(abstract, `${abstract} More.`).anchor(selector), { kind: 'orphan' });
  });

  test('a quote moves with text inserted before it', () => {
    const newText = `In this work, and for the first time, ${abstract}`;
    assert.equal(reanchor(abstract, 'linear time', newText), 'linear time');
  });

  const edits: readonly (readonly [what: string, old: string, now: string])[] = [
    [
      'a word replaced',
      'We [[propose a kernel that]] takes linear time.',
      'We [[present a kernel that]] takes linear time.',
    ],
    [
      'a word inserted',
      'We propose [[a kernel that takes]] linear time.',
      'We propose [[a new kernel that takes]] linear time.',
    ],
    [
      'a word removed',
      'We propose [[a fast kernel that takes]] linear time.',
      'We propose [[a kernel that takes]] linear time.',
    ],
    [
      'a misspelling mended',
      'We [[porpose a kernal that]] takes linear time.',
      'We [[propose a kernel that]] takes linear time.',
    ],
    [
      'neighbours edited',
      'We propose [[a kernel that takes]] linear time.',
      'They offer [[a kernel that takes]] constant time.',
    ],
    [
      'words swapped at its end',
      'We propose [[a kernel that takes]] linear time.',
      'We propose [[a kernel that linear takes]] time.',
    ],
    ['a hyphen lost', 'We use [[pre-training on large]] text.', 'We use [[pretraining on large]] text.'],
    [
      'a word split',
      'It holds [[for all kgeq 2 in]] this case.',
      'It holds [[for all $k\\geq 2$ in]] this case.',
    ],
    [
      'half a word quoted',
      'We propose hyper[[parameter tuning at last]] for all.',
      'We propose hyper[[parameter tuning at last]] for few.',
    ],
  ];
  for (const [what, old, now] of edits) {
    test(`a quote survives: ${what}`, () => {
      const tail = ' The rest of this abstract is the same in both versions, as it mostly is.';
      const { text, selector } = marked(old + tail);
      const { text: newText, selector: truth } = marked(now + tail);
      assert.equal(wordsOf(newText, createAnchorer(text, newText).anchor(selector)), truth.quote);
    });
  }

  const formulas: readonly (readonly [old: string, now: string])[] = [
    ['a bound of [[mathcal{O}(n)]] holds', 'a bound of [[$\\mathcal{O}(n)$]] holds'],
    ['a bound of [[$\\mathcal{O}(n)$]] holds', 'a bound of [[mathcal{O}(n)]] holds'],
    [
      'a bound [[of mathcal{O}(mathcal{C_Phi/m})]] holds',
      'a bound [[of $\\tilde{\\mathcal{O}}(\\sqrt{\\mathcal{C}_\\Phi/m})$]] holds',
    ],
    ['with [[1.72times the]] speed', 'with [[$1.72\\times$ the]] speed'],
    ['the [[step from z_{i-1}]] to z_i', 'the [[step from $z_{i-1}$]] to $z_i$'],
    ['in both [[(alphagg1) and]] (alphall1)', 'in both [[$(\\alpha\\gg1)$ and]] $(\\alpha\\ll1)$'],
    [
      'models [[and imageleftrightarrowtext]] pairs',
      'models [[and $\\text{image}\\leftrightarrow\\text{text}$]] pairs',
    ],
    ['where [[Z and C_{Phicirc]] Psi} hold', 'where [[$Z$ and C_{Phicirc]] Psi} hold'],
    ['the [[a priori]] unknown alpha', 'the [[a priori]] unknown $\\alpha$'],
    ['[[{it misaligned}]] with it', '[[{\\it misaligned}]] with it'],
    ["a [[`lazy' regime]] of", 'a [[‘lazy’ regime]] of'],
    ['[[na\\"ive]] methods', '[[naïve]] methods'],
  ];
  for (const [old, now] of formulas) {
    test(`repaired to the unit: ${old}`, () => {
      const tail = ', which we prove for every loss that is smooth.';
      const { text, selector } = marked(`We show that ${old}${tail}`);
      const { text: newText, selector: truth } = marked(`We show that ${now}${tail}`);
      const anchor = createAnchorer(text, newText).anchor(selector);
      assert.deepEqual(
        anchor.kind === 'orphan' ? anchor : [anchor.start, anchor.end],
        [truth.start, truth.end],
        wordsOf(newText, anchor),
      );
    });
  }

  test('a title survives a change of type', () => {
    const [old, now] = ['Attention is all you need', 'Attention Is All You Need'];
    assert.equal(reanchor(old, 'all you', now), 'All You');
    assert.equal(reanchor(old, 'Attention', now), 'Attention');
  });

  test('a sentence that moved takes its quotes with it', () => {
    const [first = '', second = '', ...rest] = abstract.split(/(?<=\.) /);
    const newText = [second, ...rest, first].join(' ');
    assert.equal(reanchor(abstract, 'the cost of attention', newText), 'the cost of attention');
    assert.equal(reanchor(abstract, 'quadratic time', newText), 'quadratic time');
  });

  test('a removed quote is an orphan even if the same words occur elsewhere', () => {
    const newText = abstract.replace('takes quadratic time, which ', '');
    assert.equal(reanchor(abstract, 'takes quadratic time', newText), undefined);
    assert.equal(reanchor(abstract, 'takes', newText), undefined);
  });

  test('a quote is not found in another abstract', () => {
    const other =
      'Planets move on ellipses, as has long been known. Here we ask for the attention of the reader: a telescope that ' +
      'takes pictures of them is costly. We propose a cheaper one, and time will tell. Code is available online.';
    for (const quote of ['We', 'attention', 'We propose a', 'that takes', 'time']) {
      assert.equal(reanchor(abstract, quote, other), undefined, quote);
    }
  });

  test('if one of two equal words is left, both quotes are orphans', () => {
    const old = 'They found that very very large models learn much faster than anybody thought at the time.';
    const selector = createSelector(old, old.indexOf('very'), old.indexOf('very') + 4);
    const second = createSelector(old, selector.start + 5, selector.end + 5);
    const anchorer = createAnchorer(old, old.replace('very very', 'very'));
    assert.deepEqual(
      [anchorer.anchor(selector), anchorer.anchor(second)],
      [{ kind: 'orphan' }, { kind: 'orphan' }],
    );
  });

  test('a quote in a passage that occurred three times and now twice is an orphan', () => {
    const line =
      'The same sentence is repeated here over and over again, and every repetition of it is equal. ';
    const [old, now] = [line.repeat(3), line.repeat(2)];
    assert.deepEqual(createAnchorer(old, now).anchor(createSelector(old, 8, 16)), { kind: 'orphan' });
  });

  test('without the old text only context distinguishes repetitions', () => {
    const old = 'The red door leads to the garden, and the blue door leads to the kitchen of the house.';
    const now = `Some say so. ${old}`;
    const second = createSelector(old, old.lastIndexOf('door'), old.lastIndexOf('door') + 4);
    const anchor = createAnchorer(undefined, now).anchor(second);
    assert.equal(anchor.kind !== 'orphan' && anchor.start, now.lastIndexOf('door'));
    const bare = { ...second, prefix: '', suffix: '', start: -1, end: -1 };
    assert.deepEqual(createAnchorer(undefined, now).anchor(bare), { kind: 'orphan' });
  });

  test('without context only quotes that occur once are found', () => {
    const bare = { quote: 'takes linear time', prefix: '', suffix: '', start: -1, end: -1 };
    assert.equal(wordsOf(abstract, createAnchorer(undefined, abstract).anchor(bare)), 'takes linear time');
    const twice = { quote: 'takes', prefix: '', suffix: '', start: -1, end: -1 };
    assert.deepEqual(createAnchorer(undefined, abstract).anchor(twice), { kind: 'orphan' });
  });

  test('invalid selectors are orphans', () => {
    const anchorer = createAnchorer(abstract, `${abstract} And more.`);
    const sense = select(abstract, 'linear time');
    for (const change of [
      { quote: '' },
      { quote: ' ' },
      { quote: '$' },
      { start: NaN, end: NaN, quote: '\ud800' },
    ]) {
      assert.equal(anchorer.anchor({ ...sense, ...change }).kind, 'orphan', JSON.stringify(change));
    }
  });

  test('an anchor is within the new text and splits no surrogate pair, for any texts', () => {
    const unit = fc.constantFrom(
      'we ',
      'the ',
      'kernel ',
      '$',
      '{',
      '}',
      '\\alpha',
      '😀',
      'é',
      'ﬁ',
      '. ',
      '12',
      '\n',
    );
    const text = fc.string({ unit, minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(text, text, text, fc.nat(), fc.nat(), (before, middle, after, at, length) => {
        const old = before + middle + after;
        const newText = after + middle + before;
        const start = at % old.length;
        const selector = createSelector(old, start, Math.min(old.length, start + 1 + (length % 20)));
        for (const known of [old, undefined]) {
          const anchor = createAnchorer(known, newText).anchor(selector);
          if (anchor.kind === 'orphan') continue;
          assert.ok(anchor.start >= 0 && anchor.start < anchor.end && anchor.end <= newText.length);
          assert.doesNotMatch(newText.slice(anchor.start, anchor.end), loneSurrogate);
          assert.ok(anchor.score > 0 && anchor.score <= 1);
        }
      }),
    );
  });

  test('adversarial texts are not slow', function () {
    this.timeout(60_000);
    const size = 100_000;
    const texts: readonly (readonly [string, string])[] = [
      ['a'.repeat(size), 'a'.repeat(size - 1)],
      ['a '.repeat(size / 2), 'a '.repeat(size / 2 - 1)],
      ['.,'.repeat(size / 2), ',.'.repeat(size / 2)],
      ['abc '.repeat(size / 4), 'abd '.repeat(size / 4)],
      ['{$\\'.repeat(size / 3), '$}'.repeat(size / 2)],
      ['😀'.repeat(size / 2), '😀😁'.repeat(size / 4)],
    ];
    for (const [old, now] of texts) {
      const anchorer = createAnchorer(old, now);
      for (const length of [1, 400, 50_000]) {
        assert.equal(anchorer.anchor(createSelector(old, 1000, 1000 + length)).kind, 'orphan');
      }
    }
  });
});
