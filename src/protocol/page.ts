// What the reader shows of one paper, as it crosses to the webview.
import type { LinkKind, PaperLink, Repository } from '../core/library/paper';
import type { TriageState } from '../core/triage/triageState';
import { triageStates } from '../core/triage/triageState';
import { limits } from '../core/base/limits';
import type { Guard, OptionalGuards, RequiredGuards } from './guards';
import { isBoolean, isCount, isRecord, list, object, oneOf, text } from './guards';
import type { MathNode } from './mathml';
import { isFormula } from './mathml';

/** A run of the raw text and how to show it. Offsets are UTF-16 units into the raw text. */
export interface PageToken {
  readonly kind: 'text' | 'math' | 'bold' | 'italic' | 'link';
  readonly start: number;
  readonly end: number;
  /** As a person would type it, Unicode mathematics included. */
  readonly plain: string;
  readonly href?: string;
  /** What is shown was rebuilt from damaged TeX. */
  readonly reconstructed?: boolean;
  /** Absent where the formula could not be set: the raw text is shown then. */
  readonly math?: MathNode;
}

/** A raw text and the tokens that cover it, in order, without a gap. */
export interface PageText {
  readonly raw: string;
  readonly tokens: readonly PageToken[];
}

export interface PaperTitle {
  readonly id: string;
  readonly title: string;
}

/** A day that the paper appeared in, and its place there. */
export interface DayPosition {
  readonly id: string;
  readonly label: string;
  /** 1-based. */
  readonly position: number;
  readonly count: number;
  readonly previous?: PaperTitle;
  readonly next?: PaperTitle;
}

export interface RelatedPaper extends PaperTitle {
  /** The words that tie it to this paper, strongest first. */
  readonly terms: readonly string[];
}

/** A highlight of the person's, where it stands in the text of today. */
export interface PageHighlight {
  readonly id: string;
  readonly field: 'title' | 'abstract';
  /** UTF-16 offsets into the raw text; of no meaning for an orphan. */
  readonly start: number;
  readonly end: number;
  /** The quoted words as people read them. */
  readonly plain: string;
  readonly color: string;
  readonly comment: string;
  readonly tags: readonly string[];
  /** ISO 8601, or empty. */
  readonly created: string;
  /** Its words are not found in the text any more. */
  readonly orphaned: boolean;
}

export interface ReaderPage {
  readonly paperId: string;
  readonly title: PageText;
  readonly abstract: PageText;
  readonly authors: readonly string[];
  readonly arxivId?: string;
  readonly published?: string;
  readonly updated?: string;
  readonly categories?: readonly string[];
  readonly upvotes?: number;
  readonly repository?: Repository;
  readonly days: readonly DayPosition[];
  /** The day whose previous and next papers the reader offers; one of `days`. */
  readonly dayId?: string;
  readonly triage: TriageState;
  /** What a triage rule does with the paper, as a person reads it. */
  readonly ruleResult?: string;
  readonly tags: readonly string[];
  readonly links: readonly PaperLink[];
  readonly related: readonly RelatedPaper[];
  /** The papers whose notes name this one. */
  readonly mentions?: readonly PaperTitle[];
  /** The start of the person's note. */
  readonly note?: string;
  /** Title before abstract, then as they begin. */
  readonly highlights?: readonly PageHighlight[];
  /** What is known of the paper from digests in the workspace folder alone, which may be anybody's. */
  readonly fromFolder?: string;
  /** Why the note, and the highlights in it, cannot be changed. */
  readonly readOnly?: string;
  /** What of the paper and its note is not on the page, as there is too much of it. */
  readonly leftOut?: string;
}

/** The page of a paper on arXiv. */
export function arxivAddress(arxivId: string): string {
  return `https://arxiv.org/abs/${arxivId}`;
}

const longText = text(limits.text);
const line = text(limits.line);
const items = <T>(item: Guard<T>): Guard<readonly T[]> => list(item, limits.items);

const isToken = object<PageToken>(
  { kind: oneOf('text', 'math', 'bold', 'italic', 'link'), start: isCount, end: isCount, plain: longText },
  { href: longText, reconstructed: isBoolean, math: isFormula },
);

const hasTextShape = object<PageText>({ raw: longText, tokens: list(isToken, limits.tokens) }, {});

const isPageText: Guard<PageText> = (value): value is PageText => hasTextShape(value) && covers(value);

function covers({ raw, tokens }: PageText): boolean {
  let end = 0;
  for (const token of tokens) {
    if (token.start !== end || token.end < token.start) return false;
    end = token.end;
  }
  return end === raw.length;
}

const isPaperTitle = object<PaperTitle>({ id: line, title: longText }, {});

const isDayPlace = object<DayPosition>(
  { id: line, label: longText, position: isCount, count: isCount },
  { previous: isPaperTitle, next: isPaperTitle },
);

const isLink = object<PaperLink>(
  { kind: oneOf<readonly LinkKind[]>('code', 'project', 'arxiv', 'dataset', 'web'), href: longText },
  {},
);

const isRepository = object<Repository>({ url: longText }, { stars: isCount });

const isRelatedPaper = object<RelatedPaper>({ id: line, title: longText, terms: items(longText) }, {});

const isHighlight = object<PageHighlight>(
  {
    id: longText,
    field: oneOf('title', 'abstract'),
    start: isCount,
    end: isCount,
    plain: longText,
    color: line,
    comment: longText,
    tags: items(longText),
    created: line,
    orphaned: isBoolean,
  },
  {},
);

const required: RequiredGuards<ReaderPage> = {
  paperId: line,
  title: isPageText,
  abstract: isPageText,
  authors: items(longText),
  days: items(isDayPlace),
  triage: oneOf(...triageStates),
  tags: items(longText),
  links: items(isLink),
  related: items(isRelatedPaper),
};

const optional: OptionalGuards<ReaderPage> = {
  arxivId: line,
  published: line,
  updated: line,
  categories: items(line),
  upvotes: isCount,
  repository: isRepository,
  dayId: line,
  note: longText,
  mentions: items(isPaperTitle),
  highlights: items(isHighlight),
  readOnly: longText,
  ruleResult: longText,
  leftOut: longText,
  fromFolder: line,
};

export const isReaderPage = object<ReaderPage>(required, optional);

/** The names of the fields for which a value is not a page. */
export function invalidPageFields(value: unknown): readonly string[] {
  if (!isRecord(value)) return ['page'];
  return [
    ...Object.entries(required).filter(([name, guard]) => !guard(value[name])),
    ...Object.entries(optional).filter(([name, guard]) => value[name] !== undefined && !guard(value[name])),
  ].map(([name]) => name);
}
