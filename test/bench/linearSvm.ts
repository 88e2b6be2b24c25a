import loadLibsvm from 'libsvm-js';
import { always, type Vector, vectoriser } from '../../src/core/search/wordVectors';
import { finish } from '../../src/core/base/cooperativeTask';
import type { Ranker } from './recommend';

/**
 * LIBSVM's linear classifier on the same tf-idf vectors, used as arxiv-sanity-lite uses one: the marked papers against
 * all others, the classes balanced. It is given the products of the vectors, as it has no sparse ones here.
 */
export async function linearSvm(cost: number): Promise<Ranker> {
  const Svm = await loadLibsvm;
  return (wanted, rest) => {
    const papers = [...wanted, ...rest];
    const vectorOf = finish(vectoriser(papers));
    const vectors = papers.map(({ words }) => vectorOf(words));
    const svm = new Svm({
      type: Svm.SVM_TYPES.C_SVC,
      kernel: Svm.KERNEL_TYPES.PRECOMPUTED,
      cost,
      weight: { 1: papers.length / (2 * wanted.length), 0: papers.length / (2 * rest.length) },
      quiet: true,
    });
    const labels = papers.map((_paper, at) => (at < wanted.length ? 1 : 0));
    svm.train(productsOf(vectors), labels);
    // With a linear kernel the sum over the support vectors is one vector of weights. The first label is that of `wanted`.
    const weights = new Map<string, number>();
    const coefficients = supportCoefficients(svm.serializeModel());
    for (const [at, row] of svm.getSVIndices().entries()) {
      for (const [word, value] of vectors[row] ?? [])
        weights.set(word, (weights.get(word) ?? 0) + (coefficients[at] ?? 0) * value);
    }
    svm.free();
    return rest
      .map(({ id }, at) => ({ id, score: product(weights, vectors[wanted.length + at]) }))
      .sort((a, b) => b.score - a.score);
  };
}

/** LIBSVM's form of a precomputed kernel: a row begins with its own number, from 1. */
function productsOf(vectors: readonly Vector[]): readonly Float64Array[] {
  const holders = new Map<string, [row: number, value: number][]>();
  for (const [row, vector] of vectors.entries()) {
    for (const [word, value] of vector) {
      if (word === always) continue; // LIBSVM has a bias of its own.
      const list = holders.get(word);
      if (list) list.push([row, value]);
      else holders.set(word, [[row, value]]);
    }
  }
  return vectors.map((vector, number) => {
    const products = new Float64Array(vectors.length + 1);
    products[0] = number + 1;
    for (const [word, value] of vector)
      for (const [row, other] of holders.get(word) ?? [])
        products[row + 1] = (products[row + 1] ?? 0) + value * other;
    return products;
  });
}

/** The numbers that lines begin with after the line `SV` of LIBSVM's model format. */
function supportCoefficients(model: string): readonly number[] {
  const lines = model.slice(model.indexOf('\nSV\n') + 4).split('\n');
  return lines.map((line) => Number.parseFloat(line));
}

function product(weights: ReadonlyMap<string, number>, vector: Vector = new Map()): number {
  let sum = 0;
  for (const [word, value] of vector) if (word !== always) sum += (weights.get(word) ?? 0) * value;
  return sum;
}
