import {
  type CompleteResult,
  ErrorCode,
  type ListResourcesResult,
  McpError,
  type ReadResourceResult,
  type Resource,
  type ResourceTemplate,
} from '@modelcontextprotocol/sdk/types.js';
import { positionOf, readCursor, writeCursor } from '../core/assistants/cursor';
import { ToolError } from '../core/assistants/toolLibrary';
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
    if (scheme === undefined) throw unknown(uri);
    const options = new URLSearchParams(query);
    const given = (key: string): object => (options.has(key) ? { [key]: options.get(key) } : {});
    const isNote = scheme === 'note';
    const input = { id: decoded(name), ...given('cursor'), ...(!isNote && given('section')) };
    try {
      const text = await this.papers.run(isNote ? 'readNote' : 'readPaper', input, this.client());
      return { contents: [{ uri, mimeType, text }] };
    } catch (error) {
      if (error instanceof ToolError) throw new McpError(ErrorCode.InvalidParams, error.message);
      throw error;
    }
  }

  /** The ids that begin with the typed text, then those of papers that a search for it finds. */
  async complete(value: string): Promise<CompleteResult> {
    const library = await this.papers.library();
    const typed = value.replace(/^(?:paper|note):\/{0,3}/u, '').slice(0, 200);
    const begun: PaperId[] = [];
    for (const { paperIds } of await library.days())
      for (const id of paperIds) if (begun.length < mostCompletions && id.startsWith(typed)) begun.push(id);
    const words = typed.replace(/-/gu, ' ').trim();
    const found =
      begun.length < mostCompletions && words !== ''
        ? (await library.search(words, { limit: mostCompletions })).hits
        : [];
    const values = [...new Set([...begun, ...found.map(({ paperId }) => paperId)])];
    return {
      completion: { values: values.slice(0, mostCompletions), hasMore: values.length > mostCompletions },
    };
  }
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

/** -32002 is the protocol's code for an unknown resource. */
function unknown(uri: string): McpError {
  return new McpError(
    -32002,
    `There is no resource “${uri.slice(0, 100)}”. Resources are paper:/id and note:/id.`,
  );
}
