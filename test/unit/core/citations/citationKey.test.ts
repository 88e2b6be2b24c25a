import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Paper } from '../../../../src/core/library/paper';
import { citationKey, freeKey } from '../../../../src/core/citations/citationKey';
import { parseKeyFormula } from '../../../../src/core/citations/keyFormula';

const paper: Paper = { id: 'x-00000000', title: 'Deep Learning of Things', abstract: '', links: [] };

suite('Citation keys', () => {
  const table: readonly [Partial<Paper>, string][] = [
    [{ authors: ['Ada Lovelace', 'Alan Turing'], year: 2015 }, 'lovelaceDeepLearningThings2015'],
    [{ authors: ['Ada Lovelace'], published: '2024-03-11T00:00:00Z' }, 'lovelaceDeepLearningThings2024'],
    [{}, 'DeepLearningThings'],
    [{ title: 'On the 3D of a', authors: ['Kurt Gödel'] }, 'godel3D'],
    [{ title: 'L’attention', authors: ['Jean le Rond d’Alembert'] }, 'leronddalembertLattention'],
    [{ title: '深度学习' }, 'paper'],
    [{ title: 'Learning', authors: ['Ludwig van Beethoven Jr.'] }, 'vanbeethovenLearning'],
    [{ title: 'Learning', authors: ['The ATLAS Collaboration'] }, 'theatlascollaborationLearning'],
    [{ title: 'Straße und Øl: $\\alpha$-test', authors: ['Łukasz Kaiser'] }, 'kaiserStrasseUndOl'],
  ];
  for (const [given, key] of table) test(key, () => assert.equal(citationKey({ ...paper, ...given }), key));

  // Keys that Better BibTeX gives these papers in public bibliographies.
  const known: readonly [author: string, title: string, year: number, key: string][] = [
    ['Ashish Vaswani', 'Attention Is All You Need', 2017, 'vaswaniAttentionAllYou2017'],
    ['Tom B. Brown', 'Language Models are Few-Shot Learners', 2020, 'brownLanguageModelsAre2020'],
    [
      'Jacob Devlin',
      'BERT: Pre-training of Deep Bidirectional Transformers',
      2019,
      'devlinBERTPretrainingDeep2019',
    ],
    ['Kaiming He', 'Deep Residual Learning for Image Recognition', 2016, 'heDeepResidualLearning2016'],
    [
      'Edward J. Hu',
      'LoRA: Low-Rank Adaptation of Large Language Models',
      2021,
      'huLoRALowRankAdaptation2021',
    ],
    ['Alexey Dosovitskiy', 'An Image is Worth 16x16 Words', 2021, 'dosovitskiyImageWorth16x162021'],
    ['Olaf Ronneberger', 'U-Net: Convolutional Networks', 2015, 'ronnebergerUNetConvolutionalNetworks2015'],
    ['Keyulu Xu', 'How Powerful are Graph Neural Networks?', 2019, 'xuHowPowerfulAre2019'],
    [
      'Joseph Redmon',
      'You Only Look Once: Unified, Real-Time Object Detection',
      2016,
      'redmonYouOnlyLook2016',
    ],
    [
      'Alexei Baevski',
      'wav2vec 2.0: A Framework for Self-Supervised Learning',
      2020,
      'baevskiWav2vec20Framework2020',
    ],
    ['OpenAI', 'GPT-4 Technical Report', 2023, 'openaiGPT4TechnicalReport2023'],
  ];
  for (const [author, title, year, key] of known)
    test(title, () => assert.equal(citationKey({ ...paper, title, authors: [author], year }), key));

  test('whatever the paper, a key is ASCII letters and digits', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.array(fc.string({ unit: 'grapheme' })),
        (title, authors) => {
          assert.match(citationKey({ ...paper, title, authors }), /^[A-Za-z0-9]+$/u);
        },
      ),
    );
  });

  test('a key that is taken gets the first letter that is free', () => {
    const taken = new Set(['k', 'ka', 'kb']);
    assert.equal(
      freeKey('K', (key) => taken.has(key)),
      'Kc',
    );
    assert.equal(
      freeKey('x', (key) => key.length < 3),
      'xaa',
    );
  });
});

suite('Formulas of citation keys', () => {
  const source: Paper = {
    ...paper,
    title: 'A Short Note on Deep Nets',
    authors: ['Ada Lovelace', 'Alan Turing', 'Kurt Gödel'],
    year: 2024,
    venue: 'J. Maths',
  };
  const table = [
    ['auth', 'Lovelace'],
    ['auth(3).lower + shortyear', 'lov24'],
    ["authors(2).condense('-') + '_' + year", 'Lovelace-Turing_2024'],
    ['authEtal', 'LovelaceEtAl'],
    ['authorLast.upper', 'GODEL'],
    ['title.abbr', 'ASNODN'],
    ['title.skipwords.abbr.lower', 'sndn'],
    ['shorttitle(2)', 'ShortNote'],
    ['shorttitle(3,0).lower', 'shortnotedeep'],
    ['veryshorttitle.lower', 'short'],
    ['title.skipwords.select(2, 2)', 'NoteDeep'],
    ['auth.substring(2,3)', 'ove'],
    ["auth.replace('Love', 'X')", 'Xlace'],
    ["arxiv | journal.abbr + ':' + year", 'JM:2024'],
    ['"fixed" + year', 'fixed2024'],
    ['arxiv', 'paper'],
  ] as const;
  for (const [formula, key] of table)
    test(formula, () => {
      const parsed = parseKeyFormula(formula);
      assert.ok(parsed.ok, parsed.ok ? '' : parsed.error);
      assert.equal(parsed.value(source), key);
    });

  const wrong = [
    ['', 'The formula ends too early.'],
    ['auth +', 'The formula ends too early.'],
    ['writer', 'The formula has no part “writer”.'],
    ['auth.small', 'The formula has no filter “small”.'],
    ['auth(', 'The formula ends too early.'],
    ['auth $ year', 'The formula cannot be read at “$ year”.'],
    ['auth year', 'The formula cannot be read at “year”.'],
  ] as const;
  for (const [formula, sentence] of wrong)
    test(`“${formula}” is refused with a sentence`, () => {
      const parsed = parseKeyFormula(formula);
      assert.equal(parsed.ok ? '' : parsed.error, sentence);
    });

  test('any text is a formula or is refused, and never throws', () => {
    fc.assert(fc.property(fc.string(), (formula) => void parseKeyFormula(formula)));
  });
});
