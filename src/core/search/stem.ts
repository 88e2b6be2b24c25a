// The English stemmer of the Snowball project (M. F. Porter, "The English (Porter2) stemming algorithm",
// snowballstem.org/algorithms/english/stemmer.html); step and region names are those of that page.

const irregular: ReadonlyMap<string, string> = new Map(
  (
    'skis:ski skies:sky dying:die lying:lie tying:tie idly:idl gently:gentl ugly:ugli early:earli only:onli ' +
    'singly:singl sky:sky news:news howe:howe atlas:atlas cosmos:cosmos bias:bias andes:andes'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

const wholeAfterStep1a = /^(?:(?:inn|out|cann|herr|earr)ing|(?:proc|exc|succ)eed)$/;
const vowel = /[aeiouy]/;
const shortSyllableAtEnd = /(?:[^aeiouy][aeiouy][^aeiouwxyY]|^[aeiouy][^aeiouy])$/;
const regionAfter = /[aeiouy][^aeiouy]/;
const specialRegion = /^(?:gener|commun|arsen)/;

const step2Endings = endings(
  'ational:ate ization:ize fulness:ful ousness:ous iveness:ive tional:tion biliti:ble lessli:less entli:ent ' +
    'ation:ate alism:al aliti:al ousli:ous iviti:ive fulli:ful enci:ence anci:ance abli:able izer:ize ator:ate ' +
    'alli:al bli:ble ogi:og li:',
);
const step3Endings = endings('ational:ate tional:tion alize:al icate:ic iciti:ic ative: ical:ic ness: ful:');
const step4Endings = endings(
  'ement: ance: ence: able: ible: ment: ant: ent: ism: ate: iti: ous: ive: ize: ion: al: er: ic:',
);

function endings(list: string): readonly (readonly [ending: string, becomes: string])[] {
  return list.split(' ').map((pair) => pair.split(':') as [string, string]);
}

/**
 * The stem of an English word in lower case: what its inflections and derivations share. A word with other than the
 * letters a to z is its own stem.
 */
export function stem(word: string): string {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word;
  const known = irregular.get(word);
  if (known !== undefined) return known;
  const marked = word.replace(/^y/, 'Y').replace(/([aeiouy])y/g, '$1Y');
  const r1 = specialRegion.exec(marked)?.[0].length ?? regionStart(marked, 0);
  const r2 = regionStart(marked, r1);
  const trimmed = step1a(marked);
  if (wholeAfterStep1a.test(trimmed)) return trimmed;
  const base = step1c(step1b(trimmed, r1));
  return step5(step4(step3(step2(base, r1), r1, r2), r2), r1, r2).toLowerCase();
}

function regionStart(word: string, from: number): number {
  const found = word.slice(from).search(regionAfter);
  return found < 0 ? word.length : from + found + 2;
}

function step1a(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (/ie[ds]$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1);
  if (/[us]s$/.test(word) || !word.endsWith('s')) return word;
  return vowel.test(word.slice(0, -2)) ? word.slice(0, -1) : word;
}

function step1b(word: string, r1: number): string {
  const eed = /eed(?:ly)?$/.exec(word);
  if (eed) return eed.index >= r1 ? word.slice(0, eed.index + 2) : word;
  const found = /(?:ed|ing)(?:ly)?$/.exec(word);
  if (!found || !vowel.test(word.slice(0, found.index))) return word;
  const rest = word.slice(0, found.index);
  if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`;
  if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(rest)) return rest.slice(0, -1);
  return rest.length <= r1 && shortSyllableAtEnd.test(rest) ? `${rest}e` : rest;
}

function step1c(word: string): string {
  return /.[^aeiouy][yY]$/.test(word) ? `${word.slice(0, -1)}i` : word;
}

function step2(word: string, r1: number): string {
  return replaceEnding(word, step2Endings, (ending, at) => {
    if (at < r1) return false;
    if (ending === 'ogi') return word.charAt(at - 1) === 'l';
    return ending !== 'li' || /[cdeghkmnrt]/.test(word.charAt(at - 1));
  });
}

function step3(word: string, r1: number, r2: number): string {
  return replaceEnding(word, step3Endings, (ending, at) => at >= (ending === 'ative' ? r2 : r1));
}

function step4(word: string, r2: number): string {
  return replaceEnding(
    word,
    step4Endings,
    (ending, at) => at >= r2 && (ending !== 'ion' || /[st]/.test(word.charAt(at - 1))),
  );
}

function step5(word: string, r1: number, r2: number): string {
  const at = word.length - 1;
  if (word.endsWith('e')) {
    const drop = at >= r2 || (at >= r1 && !shortSyllableAtEnd.test(word.slice(0, at)));
    return drop ? word.slice(0, at) : word;
  }
  return word.endsWith('ll') && at >= r2 ? word.slice(0, at) : word;
}

/** Replaces the longest of `list` that the word ends in, where `allowed` says so; no shorter one is tried instead. */
function replaceEnding(
  word: string,
  list: readonly (readonly [string, string])[],
  allowed: (ending: string, at: number) => boolean,
): string {
  const found = list.find(([ending]) => word.endsWith(ending));
  if (!found) return word;
  const at = word.length - found[0].length;
  return allowed(found[0], at) ? word.slice(0, at) + found[1] : word;
}
