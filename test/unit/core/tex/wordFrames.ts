import { render } from '../../../../src/core/tex/render';

/** Puts a word into its surroundings. */
export type Frame = (word: string) => string;

const capitalised = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/** The surroundings in which no word becomes a formula. */
export const wordFrames: readonly { readonly name: string; readonly frame: Frame }[] = [
  { name: 'alone', frame: (word) => word },
  { name: 'capitalised', frame: capitalised },
  { name: 'in capitals', frame: (word) => word.toUpperCase() },
  { name: 'in brackets', frame: (word) => `(${word}) [${word}]` },
  { name: 'with an apostrophe', frame: (word) => `the ${word}'s` },
  { name: 'joined by hyphens', frame: (word) => `pre-${word}-based ${word}-${word}` },
  { name: 'after a number', frame: (word) => `the 10 ${word} of 5` },
  { name: 'joined to a name', frame: (word) => `${capitalised(word)}Scale ${capitalised(word)}GPT` },
  { name: 'in quotation marks', frame: (word) => `the "${word}" and ‘${word}’: ${word}.` },
  { name: 'in a sentence', frame: (word) => `We study ${word} in the model.` },
  {
    name: 'in a sentence with mathematics',
    frame: (word) => `We show mathcal{O}(n^2) for the ${word} of x_i in R^d, and ${word}, too (${word}).`,
  },
  { name: 'in a sentence with intact mathematics', frame: (word) => `For $x_i$ the ${word} is (${word}).` },
];

/** The text as it is read, with the formulas marked. */
export const readable = (text: string): string =>
  render(text)
    .map((token) => (token.kind === 'math' ? `⟦${token.plain}⟧` : token.plain))
    .join('');

/** A word that no rule concerns, to tell what the surroundings render as. */
const neutral = 'qwertz';

/** The change that a frame makes to the letters of its word. */
function spellingIn(frame: Frame): (word: string) => string {
  const text = frame(neutral);
  if (text.includes(neutral)) return (word) => word;
  return text.includes(capitalised(neutral)) ? capitalised : (word) => word.toUpperCase();
}

/** The words that are not rendered as they are; the formulas of the frame may be. */
export function changedWords(words: readonly string[], frame: Frame): string[] {
  const expected = readable(frame(neutral));
  const spelt = spellingIn(frame);
  return words.filter(
    (word) => readable(frame(word)) !== expected.replaceAll(spelt(neutral), () => spelt(word)),
  );
}
