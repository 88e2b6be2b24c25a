import type { AbstractToken } from '../../core/abstract/token';
import type { Paper, PaperLink } from '../../core/papers/paper';
import type { MathNode } from '../../protocol/mathml';
import { arxivAddress, type PageText, type PageToken, type ReaderPage } from '../../protocol/page';
import type { ReaderView } from './readerModel';
import type { Formula } from './texConverter';

type Convert = (formula: Formula) => Promise<MathNode | undefined>;

/** A view made ready for the webview: its formulas set, its day chosen (the first, where `dayId` is not among them). */
export async function readerPage(view: ReaderView, convert: Convert, dayId?: string): Promise<ReaderPage> {
  const { paper, days } = view;
  const day = days.find(({ id }) => id === dayId) ?? days[0];
  return {
    paperId: paper.id,
    title: await pageText(paper.title, view.titleTokens, convert),
    abstract: await pageText(paper.abstract, view.abstractTokens, convert),
    authors: paper.authors ?? [],
    ...(paper.arxivId !== undefined && { arxivId: paper.arxivId }),
    ...facts(paper),
    days,
    ...(day && { dayId: day.id }),
    triage: view.triage,
    ...(view.ruled !== undefined && { ruled: view.ruled }),
    tags: view.tags,
    links: linksOf(paper),
    related: view.related,
    ...(view.mentions && { mentions: view.mentions }),
    ...(view.note !== undefined && { note: view.note }),
    ...(view.highlights && { highlights: view.highlights }),
    ...(view.readOnly !== undefined && { readOnly: view.readOnly }),
  };
}

/** What a source may know beside title and abstract. */
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

/** The links of the abstract, behind those that the source gave beside it. Each address once. */
function linksOf({ links, repository, projectPage }: Paper): readonly PaperLink[] {
  const known: PaperLink[] = [];
  if (repository) known.push({ kind: 'code', href: repository.url });
  if (projectPage !== undefined) known.push({ kind: 'project', href: projectPage });
  return [...known, ...links.filter(({ href }) => known.every((link) => link.href !== href))];
}

/** Every address that the page offers to open. */
export function addressesOf({ title, abstract, links, arxivId }: ReaderPage): ReadonlySet<string> {
  const inText = [...title.tokens, ...abstract.tokens].flatMap(({ href }) => href ?? []);
  const record = arxivId === undefined ? [] : [arxivAddress(arxivId)];
  return new Set([...links.map(({ href }) => href), ...inText, ...record]);
}
