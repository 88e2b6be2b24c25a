import { percentDecoded } from '../base/percentDecoded';
import { arxivCandidates } from '../library/arxivId';
import { arxivIdOfDoi, isCutDoi, LONGEST_SERIAL_ITEM, SERIAL_ITEM, withPlainBrackets } from '../library/doi';
import { type CueWords, continuesList, hasCue, isQuantity } from './cue';
import type { FoundReference } from './reference';
import type { TextRange } from '../text/sentences';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const ofAddresses =
  'https http www com org net co dx export beta api v1 graph labs abs pdf html ps src format overview audio full epdf ' +
  'e fullhtml epub book chapter reader papers paper query search list 3a 2f zh en';
const ofFields =
  'id ids identifier identifiers number no nr num ref refs reference references link links url urls key version preprint ' +
  'preprints eprints see in at is the value name type title code property content string str default submission dl get download';

/** HTML elements and attributes and commands of LaTeX that can occur between a cue and an identifier. */
const ofMarkup =
  'a b i em strong span td th tt dt dd li href class sup small code content ' +
  'texttt textit textbf textsc textrm textsf emph path nolinkurl burl text';

const arxivCues: CueWords = {
  isCue: (word) => word.includes('arxiv') || word === 'ar5iv' || word === 'alphaxiv' || word === 'eprint',
  between: words(
    `${ofAddresses} ${ofFields} print article articles cs stat math physics cond mat astro ph hep th lg cl cv ai ml ne ro ir ${ofMarkup}`,
  ),
  address:
    /(?:(?:huggingface\.co|hf\.co)\/papers|xxx\.lanl\.gov\/(?:abs|pdf)|\bcorr,?\s?abs)\/$|:arxiv:`[^`<\n]{1,80}<$/,
};

const doiCues: CueWords = {
  isCue: (word) => word.endsWith('doi') || /^doi(?:s|url|link|id|org)$/.test(word),
  between: words(`${ofAddresses} ${ofFields} ${ofMarkup}`),
  // Publishers and services that name a work by its DOI.
  address:
    /(?:link\.springer\.com\/(?:content\/pdf|[a-z]{1,20})|journals\.aps\.org\/[a-z]{1,12}\/[a-z]{1,12}|api\.crossref\.org\/works|joss\.theoj\.org\/papers|(?:bio|med)rxiv\.org\/content|nature\.com\/doifinder|frontiersin\.org\/(?:journals\/[a-z-]{1,60}\/)?articles|plos\.org\/[a-z/]{1,40}\?id=)\/?$|:doi:`[^`<\n]{1,80}<$/,
};

/** Signs in front of a number that make it a part of a name, a label, an expression or a longer number. */
const PART_OF_WORD =
  /(?:[\p{L}\p{N}.\-–/_@]|[$#]\{|\p{L}:`|(?<!\p{L})(?:fig|tab|tbl|sec|eq|eqn|lst|alg|thm|app):)$/iu;

/**
 * arXiv identifiers that words, a field or an address around them announce, and further ones of the same list. Others that
 * stand in `areas` (comments, prose) count if the library holds them.
 */
export function arxivReferences(text: string, isProse: (offset: number) => boolean): FoundReference[] {
  const found: FoundReference[] = [];
  let announced: TextRange | undefined;
  for (const { id, start, end } of arxivCandidates(text)) {
    if (isBeforeArxiv(id)) continue;
    const place = { start, end };
    const reference: FoundReference = { start, end, kind: 'arxiv', value: id };
    if (isAnnounced(text, place, arxivCues, announced)) {
      announced = place;
      found.push(reference);
    } else if (isProse(start) && !isPartOfName(text, place) && !isQuantity(text, place))
      found.push(ON_ARXIV.test(text.slice(end, end + 20)) ? reference : { ...reference, needs: 'library' });
  }
  return found;
}

function isPartOfName(text: string, { start, end }: TextRange): boolean {
  return (
    PART_OF_WORD.test(text.slice(Math.max(0, start - 6), start)) || PATH_AFTER.test(text.slice(end, end + 8))
  );
}

/** The rest of a path behind a number. */
const PATH_AFTER = /^(?:\.[a-z][a-z\d]{1,4}(?![\p{L}\p{N}])|\/(?!\d{4}\.))/iu;
/** Words behind an identifier that say what it is. */
const ON_ARXIV = /^ (?:on|at|from|in) (?:the )?arXiv\b/i;

/** Whether a cue precedes an identifier, or the list that it continues; `before` is the previous item. */
function isAnnounced(text: string, place: TextRange, cues: CueWords, before: TextRange | undefined): boolean {
  return hasCue(text, place.start, cues) || (before !== undefined && continuesList(text, before, place));
}

/** Identifiers of the new style exist since April 2007; those of the nineties have the old one. */
function isBeforeArxiv(id: string): boolean {
  return /^\d/.test(id) && (Number(id.slice(0, 4)) < 704 || id.startsWith('9'));
}

const DOI_START = /(?<![\d.])10\.\d{4,9}(?:\\?\/|%2f)(?=[^\s"<>{}|^`])/giu;

/**
 * DOIs that words, a field or an address around them announce. Others in `areas` count if the library holds them. Those
 * that arXiv itself registers are arXiv identifiers.
 */
export function doiReferences(text: string, isProse: (offset: number) => boolean): FoundReference[] {
  const found: FoundReference[] = [];
  let announced: TextRange | undefined;
  let last = 0;
  for (const match of text.matchAll(DOI_START)) {
    const start = match.index;
    if (start < last) continue;
    const isOnBadge = BADGE.test(text.slice(Math.max(0, start - 60), start));
    const end = doiEnd(text, start, start + match[0].length, isOnBadge);
    if (end <= start + match[0].length) continue;
    last = end;
    const value = doiValue(text.slice(start, end), isOnBadge);
    if (arxivIdOfDoi(value) || isCutDoi(value)) continue;
    const place = { start, end };
    if (isAnnounced(text, place, doiCues, announced)) {
      announced = place;
      found.push({ ...place, kind: 'doi', value });
    } else if (isProse(start)) found.push({ ...place, kind: 'doi', value, needs: 'library' });
  }
  return found;
}

function doiValue(raw: string, isOnBadge: boolean): string {
  const shown = isOnBadge ? raw.replaceAll('--', '-').replaceAll('__', '_') : raw;
  const plain = withPlainBrackets(shown).replace(/\\([_/&%#])/g, '$1');
  return (plain.includes('%') ? (percentDecoded(plain) ?? plain) : plain).toLowerCase();
}

/** In UTF-16 units. */
const longestDoi = 500;
const CLOSING: Readonly<Record<string, string>> = { ')': '(', ']': '[' };
const COMMENT_END = /^(?:\*\/|-->|\*\}|#\})/;

/** The end of a DOI, without brackets, quotes and punctuation around it, and without the end of an address. */
function doiEnd(text: string, start: number, from: number, isOnBadge: boolean): number {
  const quote = /['‘’]/.test(text.charAt(start - 1));
  const open: string[] = [];
  const limit = Math.min(text.length, start + longestDoi);
  let at = from;
  for (; at < limit; at++) {
    const char = text.charAt(at);
    const itemEnd = serialItemEnd(text, at);
    if (itemEnd !== undefined) return itemEnd;
    if (endsDoi(text, at, quote)) break;
    // Rows of a table with commas go on after it.
    if (char === ',' && open.length === 0) break;
    if (char === '(' || char === '[') open.push(char);
    const opening = CLOSING[char];
    if (opening !== undefined && open.pop() !== opening) break;
  }
  while (at > from && /[.,;:!?…*_~'’\\&#@/-]/u.test(text.charAt(at - 1))) at--;
  const ofAddress = (isOnBadge ? BADGE_COLOR : OF_ADDRESS).exec(text.slice(from, at));
  return at - (ofAddress?.[0].length ?? 0);
}

function serialItemEnd(text: string, at: number): number | undefined {
  if (!/[<%&\\$]/.test(text.charAt(at))) return undefined;
  const [item] = SERIAL_ITEM.exec(text.slice(at, at + LONGEST_SERIAL_ITEM)) ?? [];
  return item === undefined ? undefined : at + item.length;
}

/** The start of the address of a badge, before the DOI. */
const BADGE = /\/badge\/[^\s/]{1,40}-$/;
/** The color of a badge, after the DOI. */
const BADGE_COLOR = /-[\w.]{1,40}$/;
/** Endings of addresses after a DOI: of a file that is named after it, a part of a page, or a version of a preprint. */
const OF_ADDRESS =
  /(?:\/status)?\.(?:svg|pdf|html?|png|json|bib|xml|txt)$|\/(?:full|abstract|meta|pdf|epub|status|citations|references|authors)$|v\d{1,2}(?:\.full(?:\.pdf|-text)?|\.abstract|(?<=^(?:[\d.]{11})?\d{6,8}v\d{1,2}))$/i;

/** Whether the sign at an offset cannot belong to a DOI there. */
function endsDoi(text: string, at: number, isQuoted: boolean): boolean {
  const char = text.charAt(at);
  const next = text.charAt(at + 1);
  if (/[\s<>"{}|^`“”„«»‹›，。；、（）【】《》「」]/u.test(char)) return true;
  if (char === '\\') return !/[_/&%#]/.test(next);
  // Text of a link in AsciiDoc; old identifiers have numbers in brackets.
  if (char === '[') return /[\p{L}\]]/u.test(next);
  if (char === "'" || char === '’')
    return isQuoted || /^s?(?![\p{L}\p{N}])/u.test(text.slice(at + 1, at + 3));
  if (char === ';') return /^.\s*(?:https?:|doi|10\.\d{4})/i.test(text.slice(at, at + 12));
  return COMMENT_END.test(text.slice(at, at + 3)) || isQuery(text, at);
}

/** Whether a query, a fragment or the text of a link begins here. */
function isQuery(text: string, at: number): boolean {
  const char = text.charAt(at);
  if (char === '&') return /^&(?:amp|lt|gt|quot|nbsp|#\d)/.test(text.slice(at, at + 6));
  return (char === '?' || char === '#') && /^.[\w!-]*(?:[=&\s]|$)/.test(text.slice(at, at + 40));
}
