import { isNamed } from './related';
import { finish } from '../base/cooperativeTask';
import { always, type Vector, vectoriser, type WordedPaper } from './wordVectors';

/** A paper that the person has judged by what they did with it. */
export interface TrainingExample extends WordedPaper {
  readonly wanted: boolean;
  /** How much it says, above 0: 1 for a tag or "later", less for what was only read or skipped. */
  readonly weight: number;
}

export interface Recommendation {
  readonly id: string;
  /** Greater is better; above 0, more like what was wanted than like the rest. */
  readonly score: number;
  /** The words that speak for it, the strongest first. */
  readonly terms: readonly string[];
}

const namedWords = 6;
/** Passes over the training examples: further passes hardly change the weights. */
const passes = 30;
/** The cost of a mistake relative to large weights (the C of an SVM). */
const cost = 0.003;
/** The weight of a paper that nobody has judged, which counts as unwanted. */
const unjudgedWeight = 0.2;

interface LabelledVector {
  readonly vector: Vector;
  readonly wanted: boolean;
  readonly weight: number;
}

interface Example {
  readonly vector: Vector;
  readonly sign: 1 | -1;
  /** The square of the vector's length, and the example's share in it: 1 / 2C. */
  readonly square: number;
  readonly slack: number;
  alpha: number;
}

/**
 * Ranks papers by earlier judgements: a linear support vector machine on tf-idf, its two classes balanced. Candidates
 * count as unwanted, with a low weight, as long as nobody has judged them. Best first, equal ones by id;
 * empty if no paper was wanted yet.
 */
export function recommend(
  trainingExamples: readonly TrainingExample[],
  candidates: readonly WordedPaper[],
): Recommendation[] {
  return finish(recommending(trainingExamples, candidates));
}

/**
 * Like {@link recommend}, in steps of well under a millisecond each except for sorting: thousands of papers take a
 * second.
 */
export function* recommending(
  trainingExamples: readonly TrainingExample[],
  candidates: readonly WordedPaper[],
): Generator<undefined, Recommendation[]> {
  if (!trainingExamples.some(({ wanted }) => wanted)) return [];
  const vectorOf = yield* vectoriser([...trainingExamples, ...candidates]);
  const labelled: LabelledVector[] = [];
  for (const { words, wanted, weight } of trainingExamples) {
    yield;
    labelled.push({ vector: vectorOf(words), wanted, weight });
  }
  const vectors: { readonly id: string; readonly vector: Vector; readonly codes: ReadonlySet<string> }[] = [];
  for (const { id, words, codes = new Set<string>() } of candidates) {
    yield;
    const vector = vectorOf(words);
    vectors.push({ id, vector, codes });
    labelled.push({ vector, wanted: false, weight: unjudgedWeight });
  }
  const weights = yield* train(labelled);
  const ranked: Recommendation[] = [];
  for (const { id, vector, codes } of vectors) {
    yield;
    ranked.push({ id, score: product(weights, vector), terms: reasons(weights, vector, codes) });
  }
  return ranked.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

/**
 * Dual coordinate descent for the squared hinge loss: Hsieh, Chang, Lin, Keerthi, Sundararajan, "A dual coordinate
 * descent method for large-scale linear SVM", ICML 2008, algorithm 1. The order is fixed, so the outcome is too.
 */
function* train(labelled: readonly LabelledVector[]): Generator<undefined, Map<string, number>> {
  const mass = (wanted: boolean): number =>
    labelled.reduce((sum, one) => sum + (one.wanted === wanted ? one.weight : 0), 0);
  const masses = { wanted: mass(true), unwanted: mass(false) };
  const whole = masses.wanted + masses.unwanted;
  const examples = labelled.map(({ vector, wanted, weight }): Example => {
    const share = whole / (2 * (wanted ? masses.wanted : masses.unwanted));
    const slack = 1 / (2 * cost * weight * share);
    return { vector, sign: wanted ? 1 : -1, square: product(vector, vector), slack, alpha: 0 };
  });
  const weights = new Map<string, number>();
  for (let pass = 0; pass < passes; pass += 1) {
    for (const example of examples) {
      yield;
      adjust(weights, example);
    }
  }
  return weights;
}

function adjust(weights: Map<string, number>, example: Example): void {
  const { vector, sign, square, slack, alpha } = example;
  const gradient = sign * product(weights, vector) - 1 + slack * alpha;
  example.alpha = Math.max(0, alpha - gradient / (square + slack));
  const step = (example.alpha - alpha) * sign;
  if (step === 0) return;
  for (const [word, value] of vector) weights.set(word, (weights.get(word) ?? 0) + step * value);
}

function product(weights: ReadonlyMap<string, number>, vector: Vector): number {
  let sum = 0;
  for (const [word, value] of vector) sum += (weights.get(word) ?? 0) * value;
  return sum;
}

function reasons(weights: ReadonlyMap<string, number>, vector: Vector, codes: ReadonlySet<string>): string[] {
  const ordered = [...vector]
    .map(([word, value]) => ({ word, worth: value * (weights.get(word) ?? 0) }))
    .filter(({ word, worth }) => worth > 0 && word !== always)
    .sort((a, b) => b.worth - a.worth || (a.word < b.word ? -1 : 1));
  const named: string[] = [];
  // Few are looked at: thousands of papers are ranked.
  for (const { word } of ordered) {
    if (named.length === namedWords) break;
    if (!codes.has(word) && isNamed(word, (other) => vector.has(other))) named.push(word);
  }
  return named;
}
