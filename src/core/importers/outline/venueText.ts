/** In UTF-16 units; longer texts are no venues. */
const LONGEST = 60;
const AND_YEAR =
  /^([^'’\n]{0,60}?)[\s,]{0,3}(?:(?:19|20)\d{2}(?:[-/.]\d{1,2}){0,2}|['’]\d{2})(?:[\s,]{1,3}[([]?(?:oral|spotlight|poster|highlight|workshops?|findings|best paper)[)\]]?)?$/iu;
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

/** `[CVPR 2024] `, `(*arXiv 2024*) `, `**[ICLR'24]** `, `\`NeurIPS 2023\` `, and dates before a bar or a dash. */
const LEAD =
  /^\s{0,9}(?:[`*_]{0,4}[([【]([^()[\]【】\n]{2,60})[)\]】][`*_]{0,4}[:.,]?|`([^`\n]{2,60})`[:.,]?|(\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?)\s{0,9}[|:–—-])\s{1,9}(?=\S)/u;
/** `Mar 2024`, `Findings of ACL 2024`. */
const WORDS_AND_YEAR = /^(?:\p{L}[\p{L}\d.&'/-]{0,40}\s{1,3}){0,4}(?:19|20)\d{2}$/u;

/** The length of a venue or a date that a title begins with; 0 if it begins with its own words. */
export function leadLength(text: string): number {
  const [whole = '', inBrackets, inCode, date] = LEAD.exec(text.slice(0, 200)) ?? [];
  if (date !== undefined) return whole.length;
  const words = (inBrackets ?? inCode ?? '').replace(/[`*_]/gu, '').trim();
  const isLead = WORDS_AND_YEAR.test(words) || isVenueAndYear(words) || /^(?:pdf|html|paper)$/iu.test(words);
  return isLead ? whole.length : 0;
}
