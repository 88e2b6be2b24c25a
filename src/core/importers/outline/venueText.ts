/** In UTF-16 units; longer texts are no venues. */
const LONGEST = 60;
const AND_YEAR =
  /^([^'’\n]{0,60}?)[\s,]{0,3}(?:(?:19|20)\d{2}|['’]\d{2})(?:[\s,]{1,3}[([]?(?:oral|spotlight|poster|highlight|workshops?|findings|best paper)[)\]]?)?$/iu;
const MARKS = /^[\s()[\]{}*_`.,;:]+|(?<=[^\s()[\]{}*_`.,;:])[\s()[\]{}*_`.,;:]+$/gu;
/** An abbreviation with several capitals, or a venue whose name is not abbreviated. */
const NAME = /\p{Lu}\S*\p{Lu}|^(?:[Aa]r[Xx]iv|Nature|Science|[Pp]reprint|Interspeech)$/u;

/** Whether a text is a venue with its year, or a year alone: `CVPR 2024`, `(NeurIPS'23 Oral)`, `2024`. */
export function isVenueAndYear(text: string): boolean {
  if (text.length > LONGEST || !/\d/u.test(text)) return false;
  const name = AND_YEAR.exec(text.replace(MARKS, ''))?.[1];
  if (name === undefined) return false;
  const words = name.split(/\s+/u).filter((word) => word !== '');
  return words.length === 0 || (words.length < 6 && words.some((word) => NAME.test(word)));
}
