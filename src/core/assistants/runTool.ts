import type { CitationFormat } from '../citations/cite';
import type { Day } from '../library/day';
import type { Paper, PaperId } from '../library/paper';
import { plain } from '../tex/plain';
import { pluralize } from '../text/pluralize';
import { truncate } from '../text/truncate';
import { type AnswerItem, answer, itemsBefore, paragraphs } from './answer';
import { annotatePaper } from './annotatePaper';
import { readCursor } from './cursor';
import { findSection } from './findSection';
import { stillReading, ToolError, type ToolFullText, type ToolHits, type ToolLibrary } from './toolLibrary';
import { checkInput, type ToolInput, type ToolName } from './toolSchemas';

/** The maximum number of results of a search, over all its pages. */
const mostResults = 200;
/** The number of results to search for beyond those of earlier pages: more than fit on a page. */
const mostOnPage = 50;
/** The length of an abstract in a list, in UTF-16 units. */
const listedAbstract = 220;
/** The same of a title, and of the tags. */
const listedTitle = 300;
/** Of what the model wrote, where an answer repeats it; in UTF-16 units. */
const repeated = 100;
const mostAuthors = 20;
/** The number of results among which the paper with an identifier is looked for. */
const mostNamed = 10;

/**
 * Runs a tool.
 *
 * @returns the answer as Markdown, at most {@link longestAnswer} long
 * @throws ToolError with a sentence for the model
 */
export async function runTool(library: ToolLibrary, name: ToolName, given: unknown): Promise<string> {
  const checked = checkInput(name, given);
  if (!checked.ok) throw new ToolError(checked.error);
  return tools[name](new ToolCall(library, checked.value));
}

const tools: Readonly<Record<ToolName, (call: ToolCall) => Promise<string>>> = {
  search: (call) => call.search(),
  readPaper: (call) => call.readPaper(),
  readNote: (call) => call.readNote(),
  days: (call) => call.days(),
  related: (call) => call.related(),
  cite: (call) => call.cite(),
  references: (call) => call.references(),
  annotate: (call) => call.annotate(),
};

const partialNotice =
  'The index is still being built, so only titles were searched, for all words of the query: search again in some minutes, or now for a few words of a title.';

/** Says what was searched for if that is not the query. */
function searchNotices({ isPartial = false, isLoosened = false, error }: ToolHits): readonly string[] {
  return [
    ...(error === undefined ? [] : [`${error} The other words were searched for.`]),
    ...(isLoosened ? ['No paper has the phrase, so its words were searched for.'] : []),
    ...(isPartial ? [partialNotice] : []),
  ];
}

/** The address by which an answer names its source. */
const link = (id: PaperId): string => `paper:/${id}`;

/** One call of a tool. */
class ToolCall {
  constructor(
    private readonly library: ToolLibrary,
    private readonly input: ToolInput,
  ) {}

  async search(): Promise<string> {
    const query = this.#text('query');
    if (this.#text('in') === 'passages') return this.#passages(query);
    const limit = Math.min(mostResults, itemsBefore(this.#cursor) + mostOnPage);
    const found = await this.library.search(query, { limit });
    const items = this.#listed(found.hits.map(({ paperId }) => paperId));
    const count = `${items.length === limit ? 'At least ' : ''}${pluralize(items.length, 'paper')}`;
    const heading = `${count} for “${truncate(query, repeated)}”, best first.`;
    return answer([heading, ...searchNotices(found)].join(' '), items, this.#cursor);
  }

  async #passages(query: string): Promise<string> {
    const found = await this.library.passages(query, { limit: mostResults });
    const items = found.map(({ paperId, highlightId, text }): AnswerItem => ({
      key: `${paperId} ${highlightId ?? text.slice(0, 60)}`,
      text: async () => {
        const title = plain((await this.library.paper(paperId))?.title ?? paperId);
        const what = highlightId === undefined ? 'note' : `highlight ${highlightId}`;
        return `- “${text}” (${what}, ${title}, ${link(paperId)})`;
      },
    }));
    return answer(`${pluralize(items.length, 'passage')} that the user kept.`, items, this.#cursor);
  }

  async readPaper(): Promise<string> {
    const paper = await this.#paper();
    const section = this.#text('section');
    const stored = await this.library.fullText(paper.id);
    if (section !== '') return this.#section(paper, section, stored ?? (await this.#fetched(paper)));
    const headings = (stored?.blocks ?? []).filter(({ kind }) => kind === 'heading');
    const contents = headings.map(({ plain: text, level = 1 }) => `${'  '.repeat(level - 1)}- ${text}`);
    const details = [
      `# ${plain(paper.title)}`,
      authorList(paper.authors),
      [paper.venue, paper.year, paper.arxivId && `arXiv:${paper.arxivId}`, paper.doi && `doi:${paper.doi}`]
        .filter(Boolean)
        .join(' · '),
      `state: ${await this.library.triage(paper.id)}`,
    ];
    const text = [
      details.filter((line) => line !== '').join('\n'),
      plain(paper.abstract),
      contents.length > 0
        ? `Sections of the whole paper:\n${contents.join('\n')}`
        : 'The whole paper is not stored.',
    ].join('\n\n');
    return answer(link(paper.id), paragraphs(text), this.#cursor);
  }

  async #fetched({ id }: Paper): Promise<ToolFullText> {
    if (!this.library.fetchFullText)
      throw new ToolError(
        'The whole paper is not stored, and requesting it is not allowed. The user can read it with Read Whole Paper.',
      );
    const failure = await this.library.fetchFullText(id);
    const whole = failure === undefined ? await this.library.fullText(id) : undefined;
    if (!whole) throw new ToolError(failure ?? 'The whole paper could not be read.');
    return whole;
  }

  async #section(paper: Paper, wanted: string, whole: ToolFullText): Promise<string> {
    const headings = whole.blocks.filter(({ kind }) => kind === 'heading');
    const at = findSection(
      headings.map(({ plain: text }) => text),
      wanted,
    );
    const heading = headings[at];
    if (!heading) throw await noSection(wanted, headings);
    const level = heading.level ?? 1;
    const next = headings.slice(at + 1).find((other) => (other.level ?? 1) <= level);
    const text = whole.text.slice(heading.start, next?.start ?? whole.text.length).replaceAll('\n', '\n\n');
    return answer(`${link(paper.id)}, one section`, paragraphs(text), this.#cursor);
  }

  async readNote(): Promise<string> {
    const paper = await this.#paper();
    const note = await this.library.note(paper.id);
    if (!note) return `The user has no note on ${link(paper.id)}.`;
    const highlights = note.highlights.map(({ id, quote, comment, color, tags }): AnswerItem => ({
      key: id,
      text: [
        `- “${quote}” (${color}, highlight ${id})`,
        comment && `  comment: ${comment}`,
        tags.length > 0 && `  tags: ${tags.join(', ')}`,
      ]
        .filter(Boolean)
        .join('\n'),
    }));
    const tags = note.tags.length > 0 ? [{ key: 'tags', text: `tags: ${note.tags.join(', ')}` }] : [];
    return answer(
      `note:/${paper.id}`,
      [...tags, ...highlights, ...paragraphs(note.body.trim())],
      this.#cursor,
    );
  }

  async days(): Promise<string> {
    if (this.input['readThisWeek'] === true) {
      const read = this.#listed((await this.library.readThisWeek()).map(({ paperId }) => paperId));
      return answer(
        `${pluralize(read.length, 'paper')} read in the last week, the latest first.`,
        read,
        this.#cursor,
      );
    }
    const all = await this.library.days();
    const wanted = this.#text('day');
    if (wanted === '') {
      const items = all.map((day) => this.#dayItem(day));
      return answer(pluralize(all.length, 'day'), items, this.#cursor);
    }
    const day = all.find(({ id, label }) => id === wanted || label === wanted);
    if (!day) throw new ToolError('There is no such day. Call days without it for the list.');
    const shown = new Set(this.#isUnread ? await this.#unread(day.paperIds) : day.paperIds);
    // The others stay in the list, so that a cursor is valid when papers on earlier pages have been marked.
    const papers = this.#listed(day.paperIds, shown);
    const label = { key: 'label', text: `# ${day.label}` };
    const count = pluralize(shown.size, this.#isUnread ? 'unread paper' : 'paper');
    return answer(`${count} of one day.`, [label, ...papers], this.#cursor);
  }

  /** The item is left out if only days with unread papers were requested and the day has none. */
  #dayItem({ id, label, paperIds }: Day): AnswerItem {
    const text = async (): Promise<string | undefined> => {
      const { length: unread } = await this.#unread(paperIds);
      if (this.#isUnread && unread === 0) return undefined;
      return `- ${label} (day ${id}): ${pluralize(paperIds.length, 'paper')}, ${unread} unread`;
    };
    return { key: id, text };
  }

  async related(): Promise<string> {
    const isOfOne = this.#text('id') !== '';
    const paper = isOfOne ? await this.#paper() : undefined;
    const hits = await (paper
      ? this.library.related(paper.id, { limit: 30 })
      : this.library.recommended({ limit: 60 }));
    return answer(
      paper ? `Related to ${link(paper.id)}, closest first.` : 'Unread papers for the user, best first.',
      this.#listed(hits.map(({ paperId }) => paperId)),
      this.#cursor,
    );
  }

  async cite(): Promise<string> {
    const named = new Set<PaperId>();
    for (const id of this.#list('ids')) named.add((await this.#named(id)).id);
    const ids = [...named];
    const format = this.#text('format') || 'bibtex';
    const text = await this.library.cite(ids, format as CitationFormat);
    return answer(pluralize(ids.length, 'citation'), paragraphs(text.trim()), this.#cursor);
  }

  async references(): Promise<string> {
    const paper = await this.#paper();
    const places = await this.library.references(paper.id);
    const items = places.map(({ uri, line, text }) => ({
      key: `${uri}:${line}`,
      text: `- ${uri}:${line + 1}: ${truncate(text.trim(), 300)}`,
    }));
    return answer(
      `${pluralize(items.length, 'place')} in the workspace for ${link(paper.id)}.`,
      items,
      this.#cursor,
    );
  }

  async annotate(): Promise<string> {
    const paper = await this.#paper();
    const done = await annotatePaper(this.library, paper, {
      state: this.#text('state'),
      addTags: this.#list('addTags'),
      removeTags: this.#list('removeTags'),
      append: this.#text('appendToNote'),
      quote: this.#text('highlight'),
      comment: this.#text('comment'),
    });
    return `${link(paper.id)}: ${done.join(', ')}. The user can take it back with the command Show Activity of Assistants.`;
  }

  async #unread(ids: readonly PaperId[]): Promise<readonly PaperId[]> {
    const states = await Promise.all(ids.map((id) => this.library.triage(id)));
    return ids.filter((_, at) => states[at] === 'unread');
  }

  /** Returns papers as items, with their state and the user's tags. Those that are not in `shown` are left out of the pages. */
  #listed(ids: readonly PaperId[], shown: ReadonlySet<PaperId> = new Set(ids)): readonly AnswerItem[] {
    const text = async (id: PaperId): Promise<string | undefined> =>
      shown.has(id) ? this.#paperText(id) : undefined;
    return ids.map((id) => ({ key: id, text: () => text(id) }));
  }

  async #paperText(id: PaperId): Promise<string | undefined> {
    const paper = await this.library.paper(id);
    if (!paper) return undefined;
    const note = await this.library.note(id);
    const { authors = [], year } = paper;
    const names = authors.length > 2 ? `${authors[0] ?? ''} et al.` : authors.join(', ');
    const tags = truncate(note?.tags.join(', ') ?? '', listedTitle);
    const facts = [names, year, await this.library.triage(id), note && 'has note', tags, link(id)];
    // Only the beginning is rendered, because rendering takes time in proportion to the text. It is longer than what is listed,
    // because mathematics is shorter when it is rendered.
    const beginning = plain(paper.abstract.slice(0, 1.25 * listedAbstract));
    const abstract = truncate(beginning.replace(/\s+/gu, ' '), listedAbstract);
    return `- ${truncate(plain(paper.title), listedTitle)} (${facts.filter(Boolean).join('; ')})\n  ${abstract}`;
  }

  #paper(): Promise<Paper> {
    return this.#named(this.#text('id'));
  }

  /** Finds a paper by its id, with or without `paper:/`, or by an arXiv id or a DOI. */
  async #named(given: string): Promise<Paper> {
    const name = given.trim().replace(/^(?:paper|note):\/{0,3}/u, '');
    const known = await this.library.paper(name);
    if (known) return known;
    if (
      /^(?:arxiv:)?(?:\d{4}\.\d{4,5}|[a-z.-]+\/\d{7})(?:v\d+)?$/iu.test(name) ||
      /^(?:doi:)?10\.\d{4,9}\/\S+$/iu.test(name)
    ) {
      // Papers that only mention it may be found too.
      const { hits, isPartial = false } = await this.library.search(name, { limit: mostNamed });
      for (const { paperId } of hits) {
        const paper = await this.library.paper(paperId);
        if (paper && isNamed(paper, name)) return paper;
      }
      if (isPartial) throw new ToolError(stillReading);
    }
    throw new ToolError(`The library has no paper “${truncate(name, repeated)}”. Search for it first.`);
  }

  /** @throws ToolError for a cursor that no answer has given */
  get #cursor(): string | undefined {
    const cursor = this.#text('cursor').trim();
    if (cursor === '') return undefined;
    if (readCursor(cursor)) return cursor;
    throw new ToolError('No answer gave this cursor. Call the tool without one for the first page.');
  }

  get #isUnread(): boolean {
    return this.input['unread'] === true;
  }

  #text(name: string): string {
    const value = this.input[name];
    return typeof value === 'string' ? value : '';
  }

  #list(name: string): readonly string[] {
    const value = this.input[name];
    return Array.isArray(value) ? (value as readonly string[]) : [];
  }
}

function authorList(authors: readonly string[] = []): string {
  const more = authors.length - mostAuthors;
  if (more <= 0) return authors.join(', ');
  return `${authors.slice(0, mostAuthors).join(', ')} and ${pluralize(more, 'other author')}`;
}

/** An error that lists the sections that the paper has. Their titles come from the paper, so they are fenced. */
async function noSection(
  wanted: string,
  headings: readonly { readonly plain: string }[],
): Promise<ToolError> {
  const names = headings.map(({ plain: text }, at) => ({ key: `${at}`, text: `- ${text}` }));
  return new ToolError(
    await answer(`There is no section “${truncate(wanted, repeated)}”.`, names, undefined),
  );
}

function isNamed({ arxivId, doi }: Paper, name: string): boolean {
  const text = name.toLowerCase().replace(/^(?:arxiv|doi):/u, '');
  return doi === text || arxivId?.toLowerCase() === text.replace(/v\d+$/u, '');
}
