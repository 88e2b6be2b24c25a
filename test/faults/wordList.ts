import { readFile } from 'node:fs/promises';
import list from 'word-list';
import { isGreek } from '../../src/core/tex/damaged/commandNames';
import { changedWords, wordFrames } from '../unit/core/tex/wordFrames';
import type { Scenario } from './scenario';

/** Words of the list that are the names of signs and of nothing else that papers write about. */
const signs = new Set(['epsilon', 'ell', 'nabla']);

const fewer = 100;

/** Every word of a large English list stays a word in every surrounding of `wordFrames`. */
export const wordList: Scenario = {
  name: 'no word of an English word list becomes a formula',
  async run(bench) {
    const all = (await readFile(list, 'utf8')).split('\n').filter((word) => word.length > 1);
    const words = all.filter(
      (word, at) => !isGreek(word) && !signs.has(word) && (!bench.short || at % fewer === 0),
    );
    for (const { name, frame } of wordFrames) {
      const changed = changedWords(words, frame);
      if (changed.length > 0) throw new Error(`${name}: ${changed.slice(0, 20).join(' ')}`);
    }
    bench.say(`${words.length} words in ${wordFrames.length} surroundings`);
  },
};
