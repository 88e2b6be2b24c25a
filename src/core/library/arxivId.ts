/** An arXiv identifier, split into id and version. */
export interface ArxivId {
  /** Without version, as printed: `2401.01234` or `cs.LG/0101001`. */
  readonly id: string;
  readonly version?: number;
}

/** An identifier found in a text, at UTF-16 offsets. */
export interface ArxivReference extends ArxivId {
  readonly start: number;
  readonly end: number;
}

// https://info.arxiv.org/help/arxiv_identifier.html: YYMM.NNNN from April 2007, YYMM.NNNNN from 2015, and before
// that archive(.subject class)/YYMMNNN. An impossible month shows that it is a decimal number, not an identifier.
const newStyle = String.raw`\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}`;
const oldStyle = String.raw`[a-z]{2,8}(?:-[a-z]{2,4})?(?:\.[a-z]{2})?\/\d{2}(?:0[1-9]|1[0-2])\d{3}`;
const identifier = String.raw`(?<id>${newStyle}|${oldStyle})(?:v(?<version>[1-9]\d{0,2}))?`;
const whole = new RegExp(`^${identifier}$`, 'i');
const anywhere = new RegExp(
  String.raw`(?<=arxiv\.|(?<![\p{L}\p{N}.\-]))${identifier}(?![\p{L}\p{N}]|\.\d)`,
  'giu',
);

/** Follows any sign but one that makes the number a part of a longer one: `arXiv2401.01234`, `arxiv-2401.01234`. */
const afterAnySign = new RegExp(String.raw`(?<!\d)(?<!\d\.)${identifier}(?![\p{L}\p{N}]|\.\d)`, 'giu');

/** A part of every identifier. */
const likely = /\d{4}\.\d{4}|[a-z]\/\d{7}/gi;

/** All archives with identifiers of the old style; the list is final. */
const archives = new Set(
  (
    'acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas cond-mat cs ' +
    'dg-ga funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin nucl-ex nucl-th patt-sol physics ' +
    'plasm-ph q-alg q-bio quant-ph solv-int stat supr-con'
  ).split(' '),
);

/**
 * Parses a text that is an identifier and nothing else, in any common spelling: `2401.01234v2`,
 * `arXiv:cs/0101001`, `https://arxiv.org/pdf/2401.01234v2.pdf`, `huggingface.co/papers/2401.01234`.
 */
export function parseArxivId(text: string): ArxivId | undefined {
  if (text.length > 500) return undefined;
  const bare = text
    .trim()
    .replace(
      /^(?:https?:\/\/)?(?:[\w-]+\.)*(?:arxiv\.org|alphaxiv\.org|huggingface\.co|hf\.co)\/(?:[a-z]+\/)?/i,
      '',
    )
    .replace(/^arxiv:\s*/i, '')
    .replace(/(?<!\s)\s*\[[\w.-]+\]$/, '')
    .replace(/[?#].*$/s, '')
    .replace(/(?:\.pdf)?\/?$/i, '');
  return toArxivId(whole.exec(bare)?.groups);
}

/** All identifiers in `text`, bare, after `arXiv:` or in a link, in order, repetitions included. */
export function findArxivIds(text: string): ArxivReference[] {
  return referencesOf(text, anywhere);
}

function referencesOf(text: string, form: RegExp): ArxivReference[] {
  const found: ArxivReference[] = [];
  for (const match of text.matchAll(form)) {
    const id = toArxivId(match.groups);
    if (id) found.push({ ...id, start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/**
 * Parts that look like an identifier, in order, also attached to other words and in possible decimal numbers: whether
 * it is one has to be seen from the words around it.
 */
export function arxivCandidates(text: string): ArxivReference[] {
  const found: ArxivReference[] = [];
  let end = 0;
  // Only lines with a part of an identifier are searched, which takes a fraction of the time.
  for (const { index } of text.matchAll(likely)) {
    if (index < end) continue;
    const start = text.lastIndexOf('\n', index) + 1;
    const next = text.indexOf('\n', index);
    end = next < 0 ? text.length : next;
    for (const one of referencesOf(text.slice(start, end), afterAnySign))
      found.push({ ...one, start: one.start + start, end: one.end + start });
  }
  return found;
}

/**
 * A key that is equal for all spellings of an identifier: arXiv treats `math.GT/0309136` and `math/0309136` as the
 * same, and ignores case.
 */
export function arxivKey(id: string): string {
  return id.toLowerCase().replace(/\.[a-z]{2}\//, '/');
}

/** The placeholder title of a paper of which only the identifier is known. */
export function identifierTitle({ id }: ArxivId): string {
  return `arXiv:${id}`;
}

/**
 * Whether a paper's title is the stand-in that {@link identifierTitle} gives, so that its details are still to fetch.
 */
export function isIdentifierTitle(title: string): boolean {
  return /^arXiv:\S+$/u.test(title) && parseArxivId(title) !== undefined;
}

function toArxivId(groups: Record<string, string | undefined> | undefined): ArxivId | undefined {
  const id = groups?.['id'];
  if (id === undefined || !isIssued(id)) return undefined;
  const version = groups?.['version'];
  return version === undefined ? { id } : { id, version: Number(version) };
}

function isIssued(id: string): boolean {
  const archive = /^[a-z-]+/i.exec(id)?.[0];
  if (archive !== undefined) return archives.has(archive.toLowerCase());
  return id.length === 5 + digitsIn(Number(id.slice(0, 4)));
}

/** How many digits follow the month in an identifier, by year and month as printed: five since January 2015. */
function digitsIn(month: number): number {
  return month >= 1501 ? 5 : 4;
}

/**
 * An identifier that a program read as a decimal number, with the zeros at its end that were lost: `2403.0123` is
 * `2403.01230`. Undefined for other numbers and for texts that are no number.
 */
export function arxivIdOfNumber(value: string): ArxivId | undefined {
  const [, month = '', number = ''] = /^\s*(\d{3,4})\.(\d{1,5})\s*$/.exec(value) ?? [];
  const yearMonth = month.padStart(4, '0');
  if (month === '' || Number(yearMonth) < 704) return undefined;
  return parseArxivId(`${yearMonth}.${number.padEnd(digitsIn(Number(yearMonth)), '0')}`);
}
