import { arxivAddress } from '../../core/library/arxivAddress';
import type { AbstractToken } from '../../core/tex/token';
import { limits } from '../../core/base/limits';
import { limitList, limitText } from '../../core/library/limitRecord';
import type { RecordField } from '../../core/library/mergePapers';
import type { Paper, PaperLink } from '../../core/library/paper';
import type { NoteNode } from '../../core/notes/noteNode';
import type { MathNode } from '../../core/tex/mathml';
import {
  type PageHighlight,
  type PageNoteNode,
  type PageText,
  type PageToken,
  type ReaderPage,
} from '../../protocol/page';
import { loadedApart } from '../../platform/common/turnOfItsOwn';
import type { FolderShare, ReaderView } from './readerView';
import type { Formula } from '../parsing/setFormula';
import {
  type Localization,
  type Message,
  english,
  localizable,
  localized,
} from '../../core/base/localization';

type Convert = (formula: Formula) => Promise<MathNode | undefined>;

/**
 * A view made ready for the webview: its formulas set, its day chosen (the first, where `dayId` is not among them), and
 * all of it within the limits that the webview's guard of a page has.
 */
export async function readerPage(
  view: ReaderView,
  convert: Convert,
  { dayId, l10n = english }: { readonly dayId?: string | undefined; readonly l10n?: Localization } = {},
): Promise<ReaderPage> {
  const { paper } = view;
  const { highlights, leftOut, ...lists } = limitLists(view, l10n);
  const page: ReaderPage = {
    paperId: paper.id,
    title: await pageText(paper.title, view.titleTokens, convert),
    abstract: await pageText(paper.abstract, view.abstractTokens, convert),
    authors: paper.authors ?? [],
    ...(paper.arxivId !== undefined && { arxivId: paper.arxivId }),
    ...facts(paper),
    ...lists,
    triage: view.triage,
    ...(view.ruleResult !== undefined && { ruleResult: limitText(view.ruleResult) }),
    related: view.related.map((related) => ({ ...related, terms: limitList(related.terms) })),
    ...(view.note !== undefined && {
      note: limitText(view.note, limits.text),
      noteTree: await noteNodes(await treeOf(view.note), convert),
    }),
    ...(view.noteEnd !== undefined && { noteEnd: view.noteEnd }),
    ...(highlights && { highlights: highlights.map(limitHighlight) }),
    ...(view.fromFolder && { fromFolder: limitText(folderSentence(view.fromFolder, l10n)) }),
    ...(view.readOnly !== undefined && { readOnly: limitText(localized(view.readOnly, l10n)) }),
    ...(leftOut !== undefined && { leftOut }),
  };
  return withDay(page, dayId);
}

/** The page with the neighbours of one of its days offered; of the first, where `dayId` is not among them. */
export function withDay(page: ReaderPage, dayId: string | undefined): ReaderPage {
  const day = page.days.find(({ id }) => id === dayId) ?? page.days[0];
  return day ? { ...page, dayId: day.id } : page;
}

/** The lists of a view, each cut to what a page may hold, and a sentence about what is then missing. */
function limitLists(view: ReaderView, l10n: Localization) {
  const { days, tags, mentions, places, highlights } = view;
  const cut = <T>(list: readonly T[]): readonly T[] => list.slice(0, limits.items);
  const isTooLong = (list: readonly unknown[] | undefined): boolean => (list?.length ?? 0) > limits.items;
  const tooMany = [
    ...(isTooLong(tags) ? [l10n.t('the first {0} tags', limits.items)] : []),
    ...(isTooLong(highlights) ? [l10n.t('the first {0} highlights', limits.items)] : []),
    ...(isTooLong(mentions) ? [l10n.t('the first {0} papers that mention this one', limits.items)] : []),
  ];
  return {
    days: cut(days),
    tags: cut(tags),
    links: cut(linksOf(view.paper, view.fromFolder?.fields ?? [])),
    ...(mentions && { mentions: cut(mentions) }),
    ...(places && places.length > 0 && { places: cut(places) }),
    highlights: highlights && cut(highlights),
    leftOut:
      tooMany.length === 0
        ? undefined
        : l10n.t(
            'There is too much here for one page: only {0} are shown. Open the note to see all of it.',
            tooMany.join(', '),
          ),
  };
}

/** Limits the colour and the date, which are only shown. Id, comment and tags stay whole, because they are edited. */
function limitHighlight(highlight: PageHighlight): PageHighlight {
  const { color, created } = highlight;
  return { ...highlight, color: limitText(color), created: limitText(created) };
}

/** Data that only some sources have, beside title and abstract. */
function facts({ published, updated, categories, upvotes, repository }: Paper): Partial<ReaderPage> {
  return {
    ...(published !== undefined && { published }),
    ...(updated !== undefined && { updated }),
    ...(categories && { categories }),
    ...(upvotes !== undefined && { upvotes }),
    ...(repository && { repository }),
  };
}

async function pageText(raw: string, tokens: readonly AbstractToken[], convert: Convert): Promise<PageText> {
  return { raw, tokens: await Promise.all(tokens.map((token) => pageToken(token, convert))) };
}

async function pageToken(token: AbstractToken, convert: Convert): Promise<PageToken> {
  const { kind, start, end, plain, reconstructed } = token;
  const math = kind === 'math' ? await convert(token) : undefined;
  return {
    kind,
    start,
    end,
    plain,
    ...(kind === 'link' && { href: token.href }),
    ...(reconstructed && { reconstructed }),
    ...(math && { math }),
  };
}

async function treeOf(note: string): Promise<readonly NoteNode[]> {
  return (await noteReader())(note);
}

/** The parser of Markdown is loaded at the first note. */
const noteReader = loadedApart(async () => (await import('../../core/notes/noteTree')).noteTree);

async function noteNodes(nodes: readonly NoteNode[], convert: Convert): Promise<readonly PageNoteNode[]> {
  return Promise.all(
    nodes.map(async ({ children, ...node }) => {
      const math =
        node.kind === 'math'
          ? await convert({ tex: node.text ?? '', display: node.display === true })
          : undefined;
      return {
        ...node,
        ...(math && { math }),
        ...(children && { children: await noteNodes(children, convert) }),
      };
    }),
  );
}

/**
 * The links of a paper, each address once: those that the source gives, then those in the abstract, then those that a
 * digest in the workspace folder gives.
 */
function linksOf(
  { links, repository, projectPage }: Paper,
  fromFolder: readonly RecordField[],
): readonly PaperLink[] {
  const code: readonly PaperLink[] = repository ? [{ kind: 'code', href: repository.url }] : [];
  const project: readonly PaperLink[] =
    projectPage === undefined ? [] : [{ kind: 'project', href: projectPage }];
  const groups = [
    { field: 'repository', links: code },
    { field: 'projectPage', links: project },
    { field: 'abstract', links },
  ] as const;
  const isBelow = (group: (typeof groups)[number]): boolean => fromFolder.includes(group.field);
  const ordered = [...groups.filter((group) => !isBelow(group)), ...groups.filter(isBelow)];
  const byAddress = new Map<string, PaperLink>();
  for (const link of ordered.flatMap((group) => group.links))
    if (!byAddress.has(link.href)) byAddress.set(link.href, link);
  return [...byAddress.values()];
}

const fieldNames: Readonly<Record<RecordField, Message>> = {
  title: localizable('title'),
  abstract: localizable('abstract'),
  authors: localizable('authors'),
  arxivId: localizable('arXiv number'),
  arxivVersion: localizable('arXiv version'),
  doi: localizable('DOI'),
  venue: localizable('venue'),
  journalRef: localizable('journal reference'),
  year: localizable('year'),
  entryType: localizable('kind of publication'),
  categories: localizable('categories'),
  published: localizable('date'),
  updated: localizable('date of update'),
  upvotes: localizable('upvotes'),
  repository: localizable('code link'),
  projectPage: localizable('project page'),
};

/** Says what is from the workspace folder: “Abstract, code link from this folder’s digest “list.txt””. */
function folderSentence({ fields, digests, isFolderOnly }: FolderShare, l10n: Localization): string {
  const named = digests.map((name) => l10n.t('“{0}”', name)).join(', ');
  const isOne = digests.length === 1;
  if (isFolderOnly)
    return isOne
      ? l10n.t('From this folder’s digest {0}', named)
      : l10n.t('From this folder’s digests {0}', named);
  const values = fields.map((field) => localized(fieldNames[field], l10n)).join(', ');
  const first = values.charAt(0).toUpperCase() + values.slice(1);
  return isOne
    ? l10n.t('{0} from this folder’s digest {1}', first, named)
    : l10n.t('{0} from this folder’s digests {1}', first, named);
}

/** Every address that the page offers to open. */
export function addressesOf({
  title,
  abstract,
  links,
  arxivId,
  noteTree: note = [],
}: ReaderPage): ReadonlySet<string> {
  const inText = [...title.tokens, ...abstract.tokens].flatMap(({ href }) => href ?? []);
  const record = arxivId === undefined ? [] : [arxivAddress(arxivId)];
  return new Set([...links.map(({ href }) => href), ...inText, ...record, ...noteTargets(note, 'link')]);
}

/** The ids of every paper that the page offers to open. */
export function papersOf({ related, mentions = [], noteTree: note = [] }: ReaderPage): ReadonlySet<string> {
  return new Set([...[...related, ...mentions].map(({ id }) => id), ...noteTargets(note, 'paper')]);
}

function noteTargets(nodes: readonly PageNoteNode[], kind: 'link' | 'paper'): readonly string[] {
  return nodes.flatMap((node) => [
    ...(node.kind === kind && node.href !== undefined ? [node.href] : []),
    ...noteTargets(node.children ?? [], kind),
  ]);
}
