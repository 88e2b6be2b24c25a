import type { Paragraph } from './paragraphs';
import { certain, endsSentence, proseEvidence } from './proseEvidence';

/** What a paragraph is in a digest; `untitled` belongs to an abstract that no title stands above. */
export type Role = 'title' | 'abstract' | 'untitled';

/** How far a digest has been read: what the next paragraph follows. */
export interface Position {
  readonly role: Role | 'start';
  /** Length of the abstract so far. */
  readonly length: number;
  /** Absent at the start. */
  readonly last?: Paragraph;
}

export const start: Position = { role: 'start', length: 0 };

interface Reading extends Position {
  readonly cost: number;
  readonly previous?: Reading;
}

/**
 * What speaks against a reading, in the unit of {@link proseEvidence}. A digest gives title and abstract by turns;
 * departures from that are possible and cost something, so that they are taken where the text itself speaks for them.
 */
const price = {
  missingAbstract: 6,
  /** Where real abstracts stand nearby, a lone title is likelier than an abstract that looks like a title. */
  missingAbstractAmongReal: 3,
  titleLikeAbstractAmongReal: 4,
  missingTitle: 4,
  furtherParagraph: 1.5,
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

const roles: readonly Role[] = ['title', 'abstract', 'untitled'];

/**
 * The likeliest roles of consecutive paragraphs, by the Viterbi algorithm: of all readings, the one that costs
 * least. Linear in the number of paragraphs.
 */
export function readRoles(paragraphs: readonly Paragraph[], after: Position = start): Role[] {
  const evidence = paragraphs.map(({ text }) => proseEvidence(text));
  const amongReal = evidence.some((value) => value >= certain);
  let readings: readonly Reading[] = [{ ...after, cost: 0 }];
  paragraphs.forEach((paragraph, i) => {
    const step: Step = { paragraph, evidence: evidence[i] ?? 0, amongReal };
    readings = roles.flatMap((role) => cheapest(readings, role, step) ?? []);
  });
  return unwind(readings);
}

interface Step {
  readonly paragraph: Paragraph;
  readonly evidence: number;
  readonly amongReal: boolean;
}

function cheapest(readings: readonly Reading[], role: Role, step: Step): Reading | undefined {
  let best: Reading | undefined;
  for (const previous of readings) {
    const cost = previous.cost + costOf(previous, role, step);
    if (cost === Infinity || (best && best.cost <= cost)) continue;
    best = { ...positionAfter(previous, role, step.paragraph), cost, previous };
  }
  return best;
}

/** Where the digest stands once `paragraph` has been read as `role`. */
export function positionAfter(previous: Position, role: Role, paragraph: Paragraph): Position {
  const before = previous.role === role ? previous.length : 0;
  return { role, length: role === 'title' ? 0 : before + paragraph.text.length, last: paragraph };
}

function costOf(previous: Position, role: Role, step: Step): number {
  if (role === 'title') return Math.max(0, step.evidence) + costOfTitle(previous, step);
  const against = Math.max(0, -step.evidence);
  if (previous.role === role) return against + costOfGoingOn(previous, step.paragraph);
  if (role === 'abstract') return previous.role === 'title' ? against + costOfBeginning(step) : Infinity;
  return previous.role === 'title' ? Infinity : against + price.missingTitle;
}

function costOfTitle(previous: Position, { paragraph, amongReal }: Step): number {
  if (previous.role === 'start') return 0;
  if (previous.role === 'title') return amongReal ? price.missingAbstractAmongReal : price.missingAbstract;
  if (paragraph.separate) return 0;
  return price.titleWithinBlock + (endsSentence(previous.last?.text ?? '') ? 0 : price.titleWithinSentence);
}

function costOfBeginning({ paragraph, evidence, amongReal }: Step): number {
  const small = !paragraph.separate && /^\p{Ll}/u.test(paragraph.text) ? price.abstractFromSmallLetter : 0;
  return small + (amongReal && evidence < 0 ? price.titleLikeAbstractAmongReal : 0);
}

function costOfGoingOn(previous: Position, { text, separate }: Paragraph): number {
  if (!separate) return 0;
  const unfinished = isFinished(previous.last?.text ?? '') ? 0 : price.afterUnfinishedParagraph;
  return price.furtherParagraph + unfinished + (isTooLong(previous.length, text.length) ? price.tooLong : 0);
}

function isTooLong(before: number, added: number): boolean {
  const total = before + added;
  return (
    total > longestAbstract || (total > usualAbstract && before >= longParagraph && added >= longParagraph)
  );
}

/** Abstracts that end in an address often leave the full stop out. */
function isFinished(text: string): boolean {
  return endsSentence(text) || /https?:\/\/\S*$/i.test(text.slice(-200));
}

function unwind(readings: readonly Reading[]): Role[] {
  let reading = readings.reduce<Reading | undefined>((a, b) => (a && a.cost <= b.cost ? a : b), undefined);
  const found: Role[] = [];
  for (; reading?.previous; reading = reading.previous) {
    if (reading.role !== 'start') found.push(reading.role);
  }
  return found.reverse();
}
