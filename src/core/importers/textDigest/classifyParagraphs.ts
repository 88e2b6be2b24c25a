import type { Paragraph } from './paragraphs';
import { certain, endsSentence, proseEvidence } from './proseEvidence';

/** What a paragraph is in a digest; `untitled` belongs to an abstract that no title stands above. */
export type ParagraphRole = 'title' | 'abstract' | 'untitled';

/** How far a digest has been read: what the next paragraph follows. */
export interface DigestPosition {
  readonly role: ParagraphRole | 'start';
  /** Length of the abstract so far. */
  readonly length: number;
  /** Absent at the start. */
  readonly last?: Paragraph;
}

export const digestStart: DigestPosition = { role: 'start', length: 0 };

/**
 * What speaks against a reading, in the unit of {@link proseEvidence}. A digest gives title and abstract by turns;
 * departures from that are possible and cost something, so that they are taken where the text itself speaks for them.
 */
const price = {
  missingAbstract: 6,
  /** Among real abstracts, or in a list of titles, a lone title is likelier than an abstract that looks like one. */
  missingAbstractThere: 3,
  unlikelyAbstractThere: 4,
  missingTitle: 4,
  /** Of a line cut off because it reads like a title. */
  cutOffTitle: 2,
  cutOffTitleAfterTitle: 6,
  furtherParagraph: 1,
  afterUnfinishedParagraph: 2,
  titleWithinBlock: 3.5,
  titleWithinSentence: 6,
  abstractFromSmallLetter: 4,
  tooLong: 8,
} as const;

/** arXiv takes abstracts of at most 1,920 characters, hence two long paragraphs beyond that are two abstracts. */
const usualAbstract = 2000;
const longestAbstract = 4000;
const longParagraph = 600;

/** Among real abstracts, less is no abstract: it looks like a title or like a question. */
const convincing = 3;

/** What matters of a paragraph and the one before it. */
interface Clues {
  readonly length: number;
  readonly evidence: number;
  readonly cutOff: boolean;
  readonly separate: boolean;
  readonly startsSmall: boolean;
  readonly afterSentence: boolean;
  readonly afterFinished: boolean;
  /** Real abstracts nearby, or none at all among many titles, show what an abstract is here. */
  readonly isClear: boolean;
}

const roles: readonly (ParagraphRole | 'start')[] = ['title', 'abstract', 'untitled', 'start'];

/** The cheapest way to each role, and the length of the abstract that it has gathered. By index into `roles`. */
interface Frontier {
  readonly cost: number[];
  readonly length: number[];
}

/**
 * The likeliest roles of consecutive paragraphs, by the Viterbi algorithm: of all readings, the one that costs
 * least. Linear in the number of paragraphs.
 */
export function classifyParagraphs(
  paragraphs: readonly Paragraph[],
  after: DigestPosition = digestStart,
): ParagraphRole[] {
  const evidence = paragraphs.map(({ text }) => proseEvidence(text));
  const isClear = evidence.some((value) => value >= certain) || isListOfTitles(evidence);
  const origins: number[][] = [];
  let frontier: Frontier = {
    cost: roles.map((role) => (role === after.role ? 0 : Infinity)),
    length: roles.map((role) => (role === after.role ? after.length : 0)),
  };
  paragraphs.forEach((paragraph, i) => {
    const clues = gatherClues(paragraph, i === 0 ? after.last : paragraphs[i - 1], evidence[i] ?? 0, isClear);
    const next = advance(frontier, clues);
    origins.push(next.origin);
    frontier = next;
  });
  return traceBack(frontier, origins);
}

/** Where the digest stands once `paragraph` has been read as `role`. */
export function positionAfter(
  previous: DigestPosition,
  role: ParagraphRole,
  paragraph: Paragraph,
): DigestPosition {
  return {
    role,
    length: lengthAfter(previous.role, previous.length, role, paragraph.text.length),
    last: paragraph,
  };
}

function gatherClues(
  paragraph: Paragraph,
  before: Paragraph | undefined,
  evidence: number,
  isClear: boolean,
): Clues {
  const afterSentence = endsSentence(before?.text ?? '');
  return {
    length: paragraph.text.length,
    evidence,
    cutOff: paragraph.cutOff,
    separate: paragraph.separate,
    startsSmall: /^\p{Ll}/u.test(paragraph.text),
    afterSentence,
    // Abstracts that end in an address often leave the full stop out.
    afterFinished: afterSentence || /https?:\/\//i.test(lastWord(before?.text.slice(-200) ?? '')),
    isClear,
  };
}

const lastWord = (text: string): string => text.split(/\s/).at(-1) ?? '';

/** One step of the algorithm: for each role the best way there, and which role it came from. */
function advance({ cost, length }: Frontier, clues: Clues): Frontier & { origin: number[] } {
  const next = { cost: Array<number>(4).fill(Infinity), length: [0, 0, 0, 0], origin: [0, 0, 0, 0] };
  for (let to = 0; to < 3; to++) {
    for (let from = 0; from < 4; from++) {
      const [before, gathered] = [cost[from] ?? Infinity, length[from] ?? 0];
      if (before === Infinity) continue;
      const [origin, role] = [roles[from] ?? 'start', roles[to] ?? 'title'];
      const total = before + costOf(origin, gathered, role, clues);
      if (total >= (next.cost[to] ?? Infinity)) continue;
      next.cost[to] = total;
      next.length[to] = lengthAfter(origin, gathered, role, clues.length);
      next.origin[to] = from;
    }
  }
  return next;
}

function lengthAfter(
  from: ParagraphRole | 'start',
  gathered: number,
  to: ParagraphRole | 'start',
  added: number,
): number {
  if (to === 'title') return 0;
  return from === to ? gathered + added : added;
}

function traceBack({ cost }: Frontier, origins: readonly number[][]): ParagraphRole[] {
  let at = cost.indexOf(Math.min(...cost));
  const found: ParagraphRole[] = [];
  for (let i = origins.length - 1; i >= 0; i--) {
    const role = roles[at];
    if (role !== undefined && role !== 'start') found.push(role);
    at = origins[i]?.[at] ?? 0;
  }
  return found.reverse();
}

function isListOfTitles(evidence: readonly number[]): boolean {
  return evidence.length >= 8 && evidence.every((value) => value <= 2);
}

function costOf(
  from: ParagraphRole | 'start',
  gathered: number,
  to: ParagraphRole | 'start',
  clues: Clues,
): number {
  if (to === 'title') return Math.max(0, clues.evidence) + costOfTitle(from, clues);
  // A cut off line that is none is the beginning of something longer, and says nothing by itself.
  const against = clues.cutOff ? 0 : Math.max(0, -clues.evidence);
  if (from === to) return against + costOfGoingOn(gathered, clues);
  if (to === 'abstract') return from === 'title' ? against + costOfBeginning(clues) : Infinity;
  return from === 'title' ? Infinity : against + price.missingTitle;
}

function costOfTitle(
  from: ParagraphRole | 'start',
  { isClear, separate, cutOff, afterSentence }: Clues,
): number {
  const ownLine = cutOff ? price.cutOffTitle : 0;
  if (from === 'start') return ownLine;
  if (from === 'title') {
    return (
      (isClear ? price.missingAbstractThere : price.missingAbstract) +
      (cutOff ? price.cutOffTitleAfterTitle : 0)
    );
  }
  if (separate) return ownLine;
  return price.titleWithinBlock + (afterSentence ? 0 : price.titleWithinSentence);
}

function costOfBeginning({ separate, cutOff, startsSmall, isClear, evidence }: Clues): number {
  const small = !separate && startsSmall ? price.abstractFromSmallLetter : 0;
  const unlikely = isClear && !cutOff && evidence < convincing;
  return small + (unlikely ? price.unlikelyAbstractThere : 0);
}

function costOfGoingOn(gathered: number, { separate, afterFinished, length }: Clues): number {
  const tooLong = isTooLong(gathered, length) ? price.tooLong : 0;
  if (!separate) return tooLong;
  return price.furtherParagraph + (afterFinished ? 0 : price.afterUnfinishedParagraph) + tooLong;
}

function isTooLong(before: number, added: number): boolean {
  const total = before + added;
  return (
    total > longestAbstract || (total > usualAbstract && before >= longParagraph && added >= longParagraph)
  );
}
