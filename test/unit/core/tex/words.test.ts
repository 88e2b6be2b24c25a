import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isGreek } from '../../../../src/core/tex/damaged/commandNames';
import { root } from '../../../support/paths';
import { isFullLength } from '../../../support/testLength';
import { changedWords, readable, wordFrames } from './wordFrames';

/** Words that hold the name of a sign or read as one beside letters, and names like them. */
const hardWords = (
  'Phishing phishing Tibetan timescale timescales denoting connoting footnoting keynoting unequally unequal unequaled ' +
  'Godot splenomegaly acromegaly encircling encircled circle circling circumference circuitous recircling SigmaScale ' +
  'alphabet alphabetical Alphabot alphaless betaine betatron betaking Tibet digamma digammas habete gammaglobulin ' +
  'deltaic DeltaNet thetas synthetase kappas lambdas sigmate sigmating sigmatic omegas vomegaly harlequin henequen ' +
  'sometimes betimes oftentimes anecdote anecdotal anecdotically approximate approximately wrangle strangle brangle ' +
  'biodot microdot nanodots proptosis circa circus epsilons SigmaNet OmegaFold PhiloBERT Philharmonic phialled ' +
  'models because land less parallel in to times therefore implies iff smile frown star bullet natural sharp flat ' +
  'square triangle angle top gets owns cap cup dagger div prime degree complement loglog blog clog flog bright wright ' +
  'aright sin pin kin din spin begin margin within meta feta dots exists sum partial check bar dot hat acute grave'
).split(' ');

/** The catalogue's repairs in the seeds. */
const damaged = (
  JSON.parse(readFileSync(join(root, 'test/fixtures/tex/gold.json'), 'utf8')) as readonly { raw: string }[]
)
  .map(({ raw }) => raw)
  .join(' ');

/** Without the names of Greek letters, which are formulas in a sentence with mathematics. */
const seedWords = [
  ...new Set(
    readdirSync(join(root, 'seeds')).flatMap(
      (seed) => readFileSync(join(root, 'seeds', seed), 'utf8').match(/[A-Za-z]{2,}/g) ?? [],
    ),
  ),
]
  .filter((word) => !isGreek(word))
  .filter(
    (word) =>
      !/ell|epsilon|cdot|ldots|geq|arrow|forall|infty|circ|muParam/.test(word) || !damaged.includes(word),
  );

suite('Words stay words', () => {
  for (const { name, frame } of wordFrames) {
    test(`${name}: words that hold the name of a sign`, () => {
      assert.deepEqual(changedWords(hardWords, frame), []);
    });
  }

  test('the words of the seeds, alone, in brackets and in a sentence with mathematics', () => {
    assert.ok(seedWords.length >= 5000, String(seedWords.length));
    const names = new Set(['alone', 'in brackets', 'in a sentence with mathematics']);
    const words = seedWords.filter((_, at) => isFullLength || at % 3 === 0);
    for (const { name, frame } of wordFrames.filter((each) => names.has(each.name)))
      assert.deepEqual(changedWords(words, frame), [], name);
  });

  const sentences: readonly (readonly [text: string, rendered: string])[] = [
    ['It needs 10times less memory.', 'It needs 10times less memory.'],
    ['It was repeated 10times.', 'It was repeated 10times.'],
    ['It is 2.5times faster.', 'It is ⟦2.5×⟧ faster.'],
    ['It is 2.5times faster and 10times smaller.', 'It is ⟦2.5×⟧ faster and ⟦10×⟧ smaller.'],
    ['a grid of 10times10 cells', 'a grid of ⟦10 × 10⟧ cells'],
    ['a grid of 8times 8 cells', 'a grid of ⟦8 × 8⟧ cells'],
    ['It took ten times longer.', 'It took ten times longer.'],
    ['images of 256 times 256 pixels', 'images of ⟦256 × 256⟧ pixels'],
    ['two less models because of the land', 'two less models because of the land'],
    ['level alpha = 0.05', 'level ⟦α = 0.05⟧'],
    ['the alpha version of the beta test', 'the alpha version of the beta test'],
    ['an A^top B product', 'an ⟦A^⊤ B⟧ product'],
    ['the top of A^2', 'the top of ⟦A²⟧'],
    ['x in R^d', '⟦x ∈ R^d⟧'],
    ['there exists x_0 in R^d', 'there exists ⟦x₀ ∈ R^d⟧'],
    ['the sum S of mathcal{O}(S)', 'the sum ⟦S⟧ of ⟦𝒪(S)⟧'],
    ['I/O costs mathcal{O}(n) of all I/O', 'I/O costs ⟦𝒪(n)⟧ of all I/O'],
    ["today's models need mathcal{O}(n)", "today's models need ⟦𝒪(n)⟧"],
    ['quantum dots with x_i', 'quantum dots with ⟦x_i⟧'],
    ['EnleftrightarrowDe and EnrightarrowDe', '⟦En↔De⟧ and ⟦En→De⟧'],
    ['the meta loss L_{meta} and c_{deg}', 'the meta loss ⟦L_meta⟧ and ⟦c_deg⟧'],
    ['of G_{sim} and p_{in}', 'of ⟦G_sim⟧ and ⟦p_in⟧'],
  ];
  for (const [text, rendered] of sentences)
    test(`“${text}” reads “${rendered}”`, () => {
      assert.equal(readable(text), rendered);
    });
});
