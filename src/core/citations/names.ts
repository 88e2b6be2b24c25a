import { isNameSuffix } from '../text/nameSuffix';

/** Words before a family name that belong to it, as BibTeX reads them: `van`, `de la`. */
const particle = /^\p{Ll}/u;

export interface NameParts {
  readonly given: string;
  readonly particle: string;
  readonly family: string;
  readonly suffix: string;
}

/** The comma that some sources print before a suffix: `Martin King, Jr.`. */
const suffixComma = / ?, ?(?=(?:Jr|Sr|I{2,3}|IV)\.?$)/u;

/**
 * The parts of a name as it is spoken: `Ludwig van Beethoven Jr.` or `Martin King, Jr.`. As in BibTeX the particle reaches from the first to
 * the last word in lower case; without one the family name is one word.
 */
export function nameParts(name: string): NameParts {
  const words = separated(name).trim().replace(suffixComma, ' ').split(/\s+/u);
  const last = words.at(-1) ?? '';
  const end = words.length > 2 && isNameSuffix(last) ? words.length - 1 : words.length;
  const before = words.slice(0, end - 1);
  const firstParticle = before.findIndex((word) => particle.test(word));
  const start = firstParticle < 0 ? end - 1 : firstParticle;
  const family = firstParticle < 0 ? end - 1 : before.findLastIndex((word) => particle.test(word)) + 1;
  return {
    given: words.slice(0, start).join(' '),
    particle: words.slice(start, family).join(' '),
    family: words.slice(family, end).join(' '),
    suffix: words.slice(end).join(' '),
  };
}

/** Some sources print initials and family name without a space: `A.N.Kolmogorov`. */
function separated(name: string): string {
  return name.replace(/^((?:\p{Lu}\.-?){1,6})(?=\p{Lu}\p{Ll})/u, '$1 ');
}

/** `van Beethoven`: the family name with its particles. */
export function keyName(name: string): string {
  const parts = nameParts(name);
  return `${parts.particle} ${parts.family}`;
}

/** Whether a name is that of a collaboration or an institution, which has no given and family names. */
export function isGroup(name: string): boolean {
  return /\b(?:Collaboration|Consortium|Team|Group|Committee|Project|Organi[sz]ation|Institut[eo]?|Universit(?:y|é|ät|à)|Department|Ministry|Association|Foundation|Agency|Council|Laborator(?:y|ies)|Corporation|Federation)\b/u.test(
    name,
  );
}

/** `van Beethoven, Jr., Ludwig`, as BibTeX lists authors. */
export function invertedName(name: string): string {
  const parts = nameParts(name);
  const family = [parts.particle, parts.family].filter((part) => part !== '').join(' ');
  return [family, parts.suffix, parts.given].filter((part) => part !== '').join(', ');
}
