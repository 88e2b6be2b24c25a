// The page of one paper, as sent from the host to the webview.
import type { LinkKind, PaperLink, Repository } from '../core/library/paper';
import { type HighlightField, highlightFields } from '../core/notes/note';
import { type NoteNode, noteNodeKinds } from '../core/notes/noteNode';
import type { TriageState } from '../core/triage/triageState';
import { triageStates } from '../core/triage/triageState';
import { limits } from '../core/base/limits';
import type { Guard, OptionalGuards, RequiredGuards } from '../core/base/guards';
import { isBoolean, isCount, isRecord, list, object, oneOf, text } from '../core/base/guards';
import type { MathNode } from '../core/tex/mathml';
import { isFormula } from './mathml';

/** A run of the raw text and how to show it. Offsets are UTF-16 units into the raw text. */
export interface PageToken {
  readonly kind: 'text' | 'math' | 'bold' | 'italic' | 'link';
  readonly start: number;
  readonly end: number;
  /** Plain text, with mathematics in Unicode. */
  readonly plain: string;
  readonly href?: string;
  /** The token was reconstructed from damaged TeX. */
  readonly reconstructed?: boolean;
  /** Absent if the formula could not be converted; the raw text is shown then. */
  readonly math?: MathNode;
}

/** A raw text and the tokens that cover it completely, in order. */
export interface PageText {
  readonly raw: string;
  readonly tokens: readonly PageToken[];
}

export interface PaperTitle {
  readonly id: string;
  readonly title: string;
}

/** A node of the note's Markdown; `math` as of {@link PageToken}. */
export interface PageNoteNode extends Omit<NoteNode, 'children'> {
  readonly math?: MathNode;
  readonly children?: readonly PageNoteNode[];
}

/** A day that lists the paper, and its position there. */
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
  /** The terms that it shares with this paper, most significant first. */
  readonly terms: readonly string[];
}

/** A highlight with its offsets in the current text. */
export interface PageHighlight {
  readonly id: string;
  readonly field: HighlightField;
  /** UTF-16 offsets into the raw text; meaningless for an orphan. */
  readonly start: number;
  readonly end: number;
  /** The quote as plain text. */
  readonly plain: string;
  readonly color: string;
  readonly comment: string;
  readonly tags: readonly string[];
  /** ISO 8601, or empty. */
  readonly created: string;
  /** The quote is not found in the text any more. */
  readonly orphaned: boolean;
  /** For an orphan: the range of words that are similar to the quote. */
  readonly likelyPlace?: { readonly start: number; readonly end: number };
}

/** A place in the workspace's files that names the paper. */
export interface PagePlace {
  /** File and line, as people read them: `src/model.py:12`. */
  readonly label: string;
  /** The line, without white space around it. */
  readonly text: string;
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
  /** A sentence about the triage rule that applies to the paper. */
  readonly ruleResult?: string;
  readonly tags: readonly string[];
  readonly links: readonly PaperLink[];
  readonly related: readonly RelatedPaper[];
  /** The papers whose notes mention this one. */
  readonly mentions?: readonly PaperTitle[];
  /** The places in the workspace that name the paper, by file and line. */
  readonly places?: readonly PagePlace[];
  /** The start of the note as text; shown if there is no `noteTree`. */
  readonly note?: string;
  /** The start of the note as its Markdown says. */
  readonly noteTree?: readonly PageNoteNode[];
  /** Sorted by field (title first), then by start. */
  readonly highlights?: readonly PageHighlight[];
  /** A sentence about the values that come only from digests in the workspace folder, which is not trusted. */
  readonly fromFolder?: string;
  /** The end of the note as text, if `note` does not have it. */
  readonly noteEnd?: string;
  /** Why the note and its highlights cannot be edited. */
  readonly readOnly?: string;
  /** A sentence about what was omitted from the page because of size limits. */
  readonly leftOut?: string;
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

/** Deeper trees are not drawn, so that drawing cannot overflow the stack. */
const deepestNote = 40;

function isNoteNode(value: unknown, depth: number): value is PageNoteNode {
  return (
    depth < deepestNote &&
    hasNoteFields(value) &&
    (value.children ?? []).every((child) => isNoteNode(child, depth + 1))
  );
}

const hasNoteFields = object<PageNoteNode>(
  { kind: oneOf(...noteNodeKinds) },
  {
    text: longText,
    href: longText,
    level: isCount,
    display: isBoolean,
    math: isFormula,
    children: (value): value is readonly PageNoteNode[] =>
      Array.isArray(value) && value.length <= limits.tokens,
  },
);

const isNoteTree: Guard<readonly PageNoteNode[]> = list(
  (node): node is PageNoteNode => isNoteNode(node, 0),
  limits.tokens,
);

const isPaperTitle = object<PaperTitle>({ id: line, title: longText }, {});

const isPlace = object<PagePlace>({ label: line, text: line }, {});

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
    field: oneOf(...highlightFields),
    start: isCount,
    end: isCount,
    plain: longText,
    color: line,
    comment: longText,
    tags: items(longText),
    created: line,
    orphaned: isBoolean,
  },
  { likelyPlace: object<{ start: number; end: number }>({ start: isCount, end: isCount }, {}) },
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
  noteEnd: longText,
  noteTree: isNoteTree,
  mentions: items(isPaperTitle),
  places: items(isPlace),
  highlights: items(isHighlight),
  readOnly: longText,
  ruleResult: longText,
  leftOut: longText,
  fromFolder: line,
};

export const isReaderPage = object<ReaderPage>(required, optional);

/** The names of the fields because of which `isReaderPage` rejects a value; for the log. */
export function invalidPageFields(value: unknown): readonly string[] {
  if (!isRecord(value)) return ['page'];
  return [
    ...Object.entries(required).filter(([name, guard]) => !guard(value[name])),
    ...Object.entries(optional).filter(([name, guard]) => value[name] !== undefined && !guard(value[name])),
  ].map(([name]) => name);
}
