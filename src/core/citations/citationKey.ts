import { defaultKeyFormula, type KeySource, parseKeyFormula } from './keyFormula';

const byDefault = parseKeyFormula(defaultKeyFormula);

/**
 * A citation key by the formula `auth.lower + shorttitle(3,3) + year` as Better BibTeX makes it, in ASCII:
 * `lecunDeepLearning2015`. It differs in signs that are left out, such as `$` and `+`, and in scripts other than Latin, Greek and
 * Cyrillic. Parts that are not known are left out; `paper` if none is.
 */
export function citationKey(paper: KeySource): string {
  return byDefault.ok ? byDefault.value(paper) : 'paper';
}

/**
 * A key that is not taken: with a letter after it if it is, as in `lovelaceNotes2024a`, after `z` with two.
 * `isTaken` is called with keys in lower case, as BibTeX ignores case.
 */
export function freeKey(key: string, isTaken: (lowerCaseKey: string) => boolean): string {
  if (!isTaken(key.toLowerCase())) return key;
  for (let count = 1; ; count++) {
    const candidate = `${key}${letters(count)}`;
    if (!isTaken(candidate.toLowerCase())) return candidate;
  }
}

/** `a` to `z`, then `aa`, `ab` and so on. */
function letters(count: number): string {
  const last = String.fromCodePoint(0x61 + ((count - 1) % 26));
  const rest = Math.floor((count - 1) / 26);
  return rest === 0 ? last : `${letters(rest)}${last}`;
}
