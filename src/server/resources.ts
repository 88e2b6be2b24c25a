import {
  type CompleteRequest,
  type CompleteResult,
  ErrorCode,
  type ListResourcesResult,
  McpError,
  type ReadResourceResult,
  type Resource,
  type ResourceTemplate,
} from '@modelcontextprotocol/sdk/types.js';
import { positionOf, readCursor, writeCursor } from '../core/assistants/cursor';
import { stillReading, ToolError, type ToolLibrary } from '../core/assistants/toolLibrary';
import type { PaperId } from '../core/library/paper';
import { plain } from '../core/tex/plain';
import { truncate } from '../core/text/truncate';
import type { PaperServer } from './paperServer';

const mimeType = 'text/markdown';

export const templates: readonly ResourceTemplate[] = [
  { uriTemplate: 'paper:/{id}', name: 'paper', description: 'A paper of the library', mimeType },
  { uriTemplate: 'note:/{id}', name: 'note', description: "The user's note on a paper", mimeType },
];

/** The number of papers on a page of the list, which is short because models read it. */
const listedAtOnce = 40;
const longestTitle = 120;
const mostCompletions = 20;

/** Papers and notes as resources: `paper:/id` and `note:/id`, with the tools' inputs `?section=` and `?cursor=`. */
export class Resources {
  constructor(
    private readonly papers: PaperServer,
    private readonly client: () => string,
  ) {}

  /** Papers, those of the newest days first; a paper with a note is followed by it. */
  async list(cursor: string | undefined): Promise<ListResourcesResult> {
    const library = await this.papers.library();
    const { readNotes } = await this.papers.permissions();
    const ids = [...new Set((await library.days()).flatMap(({ paperIds }) => paperIds))];
    const from = startOf(ids, cursor);
    const page = ids.slice(from, from + listedAtOnce);
    const resources: Resource[] = [];
    for (const id of page) {
      const paper = await library.paper(id);
      if (!paper) continue;
      const name = truncate(plain(paper.title), longestTitle);
      resources.push({ uri: `paper:/${id}`, name, mimeType });
      if (readNotes && (await library.note(id)))
        resources.push({ uri: `note:/${id}`, name: `Note: ${name}`, mimeType });
    }
    const next = { at: from + listedAtOnce, parts: 0 };
    const isMore = next.at < ids.length;
    return { resources, ...(isMore && { nextCursor: writeCursor(ids, next, (id) => id) }) };
  }

  async read(uri: string): Promise<ReadResourceResult> {
    const [, scheme, name = '', query = ''] =
      /^(paper|note):\/{1,3}([^?#]{1,300})(?:\?([^#]{0,2000}))?$/u.exec(uri) ?? [];
    if (scheme === undefined) throw new McpError(notFound, unknown(uri));
    const options = new URLSearchParams(query);
    const given = (key: string): object => (options.has(key) ? { [key]: options.get(key) } : {});
    const isNote = scheme === 'note';
    const input = { id: decoded(name), ...given('cursor'), ...(!isNote && given('section')) };
    try {
      const text = await this.papers.run(isNote ? 'readNote' : 'readPaper', input, this.client());
      return { contents: [{ uri, mimeType, text }] };
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      throw new McpError(await this.#codeOf(error, input.id), error.message);
    }
  }

  /** Of a failure to read a paper or its note. */
  async #codeOf({ message }: ToolError, id: string): Promise<number> {
    if (message === stillReading) return ErrorCode.InternalError;
    const paper = await (await this.papers.library()).paper(id);
    return paper ? ErrorCode.InvalidParams : notFound;
  }

  /**
   * For the `id` of one of the {@link templates}: the ids that begin with the typed text, then those of papers that a search for
   * it finds. Those of notes have one.
   */
  async complete(template: string, argument: Argument): Promise<CompleteResult> {
    const scheme = /^(paper|note):\//u.exec(template)?.[1];
    if (scheme === undefined) throw new McpError(ErrorCode.InvalidParams, unknown(template));
    if (argument.name !== 'id') return completion([]);
    const library = await this.papers.library();
    const typed = argument.value.replace(/^(?:paper|note):\/{0,3}/u, '').slice(0, 200);
    const found = new Set<PaperId>();
    for await (const id of suggested(library, typed)) {
      if (scheme === 'paper' || (await library.note(id))) found.add(id);
      if (found.size > mostCompletions) break;
    }
    return completion([...found]);
  }
}

type Argument = CompleteRequest['params']['argument'];

/** As many values as may be shown, and whether there are more. */
export function completion(values: readonly string[]): CompleteResult {
  const shown = values.slice(0, mostCompletions);
  return { completion: { values: shown, hasMore: values.length > shown.length } };
}

async function* suggested(library: ToolLibrary, typed: string): AsyncGenerator<PaperId> {
  for (const { paperIds } of await library.days()) yield* paperIds.filter((id) => id.startsWith(typed));
  const words = typed.replace(/-/gu, ' ').trim();
  if (words === '') return;
  // One more than is shown.
  const { hits } = await library.search(words, { limit: mostCompletions + 1 });
  yield* hits.map(({ paperId }) => paperId);
}

function startOf(ids: readonly PaperId[], text: string | undefined): number {
  const cursor = readCursor(text);
  if (text !== undefined && !cursor)
    throw new McpError(ErrorCode.InvalidParams, 'The cursor does not belong to this list.');
  return positionOf(cursor, ids, (id) => id).at;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // No paper has such an id.
    return text;
  }
}

/** The protocol's code for a resource that does not exist. */
const notFound = -32002;

function unknown(uri: string): string {
  return `There is no resource “${uri.slice(0, 100)}”. Resources are paper:/id and note:/id.`;
}
