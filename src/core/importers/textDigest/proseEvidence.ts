/**
 * The evidence that a paragraph is part of an abstract (positive) or a title (negative), similar to log odds. No single
 * feature decides, since titles may be questions or contain full stops ("vs."), and paragraphs may be short or end in
 * an address.
 */
export function proseEvidence(text: string): number {
  if (text.length > longerThanAnyTitle) return certain;
  return endEvidence(text) + lengthEvidence(text) + wordEvidence(text) + letterCaseEvidence(text);
}

/** Evidence that no other feature can outweigh. */
export const certain = 20;

/** In UTF-16 units. The longest title of the seeds has 168; the longest ones on arXiv are below this limit. */
const longerThanAnyTitle = 400;

/** Most titles are shorter. */
const usualTitle = 130;

/** Whether `text` ends like a sentence (ignoring closing quotes and brackets) and not in an abbreviation. */
export function endsSentence(text: string): boolean {
  const end = text.slice(-8);
  return /[.!?。！？…]["'”’)\]}]{0,3}$/.test(end) && !/\b(?:vs|e\.g|i\.e|cf)\.$/.test(end);
}

/** Titles rarely end in a full stop; abstracts almost always do, or end in an address. */
function endEvidence(text: string): number {
  const end = text.slice(-8);
  if (/[.。…]["'”’)\]}]{0,3}$/.test(end)) return 5;
  if (/[,;]$/.test(end)) return 4;
  if (end.endsWith(':')) return 2;
  if (/[?？]["'”’)]{0,3}$/.test(end)) return text.length <= usualTitle ? -4 : -1;
  if (/[!！]["'”’)]{0,3}$/.test(end)) return 0;
  return -3;
}

function lengthEvidence(text: string): number {
  if (text.length <= usualTitle) return -1;
  return text.length <= 180 ? 0 : (text.length - 180) / 20;
}

const sentenceBreak =
  /(?<!\b(?:[Vv]s|al|etc|e\.g|i\.e|eg|ie|St|Dr|No|Fig|[Vv]ol|cf|approx|\p{L}))\.["')\]]?\s+\p{Lu}/u;
const opening =
  /^(?:we|our|this (?:paper|work|study|article|report|survey)|in this|in particular|these|however|moreover|furthermore|recently|to (?:address|this end)|codes?(?: is| are|:)|here,|finally|abstract\b)/i;

function wordEvidence(text: string): number {
  let evidence = 0;
  if (sentenceBreak.test(text)) evidence += 4;
  if (/https?:\/\//i.test(text)) evidence += 6;
  if (opening.test(text)) evidence += 3;
  if (/\b(?:we|our)\b/.test(text)) evidence += 2;
  return evidence;
}

/** Title case is evidence for a title, a lower-case first letter for the middle of a sentence. */
function letterCaseEvidence(text: string): number {
  const longWords = text.match(/(?<![\p{L}-])\p{L}[\p{L}'’-]{3,}/gu) ?? [];
  const capitals = longWords.filter((word) => /^\p{Lu}/u.test(word)).length;
  const startsSmall = /^\p{Ll}/u.test(text) ? 1.5 : 0;
  if (longWords.length < 3) return startsSmall;
  const share = capitals / longWords.length;
  return startsSmall + (share >= 0.7 ? -2.5 : share <= 0.3 ? 1 : 0);
}
