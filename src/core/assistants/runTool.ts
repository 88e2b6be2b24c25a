import type { CitationFormat } from '../citations/cite';
import type { Day } from '../library/day';
import type { Paper, PaperId } from '../library/paper';
import type { Highlight } from '../notes/note';
import { parseTag } from '../notes/tag';
import { plain } from '../tex/plain';
import { pluralize } from '../text/pluralize';
import { truncate } from '../text/truncate';
import { isTriageState } from '../triage/triageState';
import { type AnswerItem, answer, itemsBefore, paragraphs } from './answer';
import { findPlainQuote, findQuote } from './findQuote';
import { ToolError, type ToolFullText, type ToolHits, type ToolLibrary } from './toolLibrary';
import { checkInput, type ToolInput, type ToolName } from './toolSchemas';
import { localized } from '../base/localization';

/** The maximum number of results of a search, over all its pages. */
const mostResults = 200;
/** The number of results to search for beyond those of earlier pages: more than fit on a page. */
const mostOnPage = 50;
/** The length of an abstract in a list, in UTF-16 units. */
const listedAbstract = 220;

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
    const heading = `${count} for “${query.slice(0, 100)}”, best first.`;
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
      paper.authors?.join(', ') ?? '',
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

  #section(paper: Paper, wanted: string, whole: ToolFullText): Promise<string> {
    const headings = whole.blocks.filter(({ kind }) => kind === 'heading');
    const comparable = (text: string): string =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim();
    const key = comparable(wanted);
    const at = headings.findIndex(({ plain: text }) => {
      const heading = comparable(text);
      return (
        heading === key || heading.startsWith(key) || heading.replace(/^[\d.a-z]+ /u, '').startsWith(key)
      );
    });
    const heading = headings[at];
    if (!heading)
      throw new ToolError(
        `There is no section “${wanted.slice(0, 80)}”. Sections: ${headings
          .map(({ plain: text }) => text)
          .join('; ')
          .slice(0, 1500)}`,
      );
    const level = heading.level ?? 1;
    const next = headings.slice(at + 1).find((other) => (other.level ?? 1) <= level);
    const text = whole.text.slice(heading.start, next?.start ?? whole.text.length).replaceAll('\n', '\n\n');
    return answer(`${link(paper.id)}, section “${heading.plain}”`, paragraphs(text), this.#cursor);
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
    const items = this.#listed(await this.#wanted(day.paperIds));
    return answer(`${day.label}, ${pluralize(items.length, 'paper')}`, items, this.#cursor);
  }

  /** The item is left out if only days with unread papers were requested and the day has none. */
  #dayItem({ id, label, paperIds }: Day): AnswerItem {
    const text = async (): Promise<string | undefined> => {
      const states = await Promise.all(paperIds.map((paper) => this.library.triage(paper)));
      const unread = states.filter((state) => state === 'unread').length;
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
    const ids: PaperId[] = [];
    for (const id of this.#list('ids')) ids.push((await this.#named(id)).id);
    const format = this.#text('format') || 'bibtex';
    const text = await this.library.cite(ids, format as CitationFormat);
    return answer(pluralize(ids.length, 'citation'), paragraphs(text.trim()), this.#cursor);
  }

  async references(): Promise<string> {
    const paper = await this.#paper();
    const places = await this.library.references(paper.id);
    const items = places.map(({ uri, line, text }) => ({
      key: `${uri}:${line}`,
      text: `- ${uri}:${line + 1}: ${text.trim().slice(0, 300)}`,
    }));
    return answer(
      `${pluralize(items.length, 'place')} in the workspace for ${link(paper.id)}.`,
      items,
      this.#cursor,
    );
  }

  async annotate(): Promise<string> {
    const paper = await this.#paper();
    // Before any change: an input with an unknown quote or an invalid tag must change nothing.
    const highlight = await this.#quoted(paper);
    const [addTags, removeTags] = [this.#tags('addTags'), this.#list('removeTags')];
    const state = this.#text('state');
    const append = this.#text('appendToNote').trim();
    const done: string[] = [];
    if (isTriageState(state)) {
      await this.library.setTriage(paper.id, state);
      done.push(`marked as ${state}`);
    }
    if (addTags.length + removeTags.length > 0 || append !== '') {
      const tags = { addTags: [...addTags], removeTags: [...removeTags] };
      await this.library.updateNote(paper.id, { ...tags, ...(append !== '' && { append }) });
      done.push('note and tags updated');
    }
    if (highlight) {
      const { field, range } = highlight;
      const comment = this.#text('comment');
      const options = { ...(comment !== '' && { comment }), ...(field !== 'abstract' && { field }) };
      await this.library.addHighlight(paper.id, range, options);
      done.push('highlight added');
    }
    if (done.length === 0) throw new ToolError('Nothing to change was given.');
    return `${link(paper.id)}: ${done.join(', ')}. The user can undo each step.`;
  }

  /** The place of the words to be highlighted; undefined if none are given. */
  async #quoted(
    paper: Paper,
  ): Promise<
    { readonly field: Highlight['field']; readonly range: { start: number; end: number } } | undefined
  > {
    const words = this.#text('highlight');
    if (words === '') return undefined;
    for (const field of ['abstract', 'title'] as const) {
      const range = findQuote(paper[field], words);
      if (range) return { field, range };
    }
    const range = findPlainQuote((await this.library.fullText(paper.id))?.text ?? '', words);
    if (range) return { field: 'fullText', range };
    throw new ToolError(
      'These words do not stand in the paper exactly, so nothing was changed. Read the paper and quote it.',
    );
  }

  /** Tags as they are stored. */
  #tags(name: string): readonly string[] {
    return this.#list(name).map((text) => {
      const tag = parseTag(text);
      if (!tag.ok) throw new ToolError(`${localized(tag.error)} Nothing was changed.`);
      return tag.value;
    });
  }

  /** All papers, or only the unread ones if these were requested. */
  async #wanted(ids: readonly PaperId[]): Promise<readonly PaperId[]> {
    if (!this.#isUnread) return ids;
    const states = await Promise.all(ids.map((id) => this.library.triage(id)));
    return ids.filter((_, at) => states[at] === 'unread');
  }

  /** Returns papers as items, with their state and the user's tags. */
  #listed(ids: readonly PaperId[]): readonly AnswerItem[] {
    return ids.map((id) => ({ key: id, text: () => this.#paperText(id) }));
  }

  async #paperText(id: PaperId): Promise<string | undefined> {
    const paper = await this.library.paper(id);
    if (!paper) return undefined;
    const note = await this.library.note(id);
    const { authors = [], year } = paper;
    const names = authors.length > 2 ? `${authors[0] ?? ''} et al.` : authors.join(', ');
    const tags = note?.tags.join(', ');
    const facts = [names, year, await this.library.triage(id), note && 'has note', tags, link(id)];
    // Rendering takes time in proportion to the text.
    const beginning = plain(paper.abstract.slice(0, 1.5 * listedAbstract));
    const abstract = truncate(beginning.replace(/\s+/gu, ' '), listedAbstract);
    return `- ${plain(paper.title)} (${facts.filter(Boolean).join('; ')})\n  ${abstract}`;
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
      const [hit] = (await this.library.search(name, { limit: 1 })).hits;
      const paper = hit && (await this.library.paper(hit.paperId));
      if (paper && isNamed(paper, name)) return paper;
    }
    throw new ToolError(`The library has no paper “${name.slice(0, 100)}”. Search for it first.`);
  }

  get #cursor(): string | undefined {
    return this.#text('cursor') || undefined;
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

function isNamed({ arxivId, doi }: Paper, name: string): boolean {
  const text = name.toLowerCase().replace(/^(?:arxiv|doi):/u, '');
  return doi === text || arxivId?.toLowerCase() === text.replace(/v\d+$/u, '');
}
