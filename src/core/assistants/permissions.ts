import { ToolError, type ToolLibrary } from './toolLibrary';

/**
 * What the person allows assistants. Reading the library needs no permission, as it holds nothing written by the
 * person.
 */
export interface ToolPermissions {
  /** Notes, highlights and tags are read. */
  readonly readNotes: boolean;
  /** Notes, highlights, tags and marks are changed. */
  readonly write: boolean;
  /** Whole papers that are not stored are requested from arXiv. */
  readonly fetch: boolean;
}

export const noPermissions: ToolPermissions = { readNotes: false, write: false, fetch: false };

/** The names of the settings that grant permissions, without the prefix of the extension. */
export const permissionSettings: Readonly<Record<keyof ToolPermissions, string>> = {
  readNotes: 'assistants.readNotes',
  write: 'assistants.allowChanges',
  fetch: 'assistants.allowFetch',
};

/** The library as far as it may be read and changed. What is not allowed throws a ToolError that names the setting. */
export function withPermissions(library: ToolLibrary, allowed: ToolPermissions): ToolLibrary {
  const refuse = (what: string, permission: keyof ToolPermissions) => (): Promise<never> =>
    Promise.reject(
      new ToolError(
        `The user has not allowed ${what}. The setting is dailyPapers.${permissionSettings[permission]}.`,
      ),
    );
  const change = refuse('changes', 'write');
  const { fetchFullText, ...stored } = library;
  return {
    ...stored,
    ...(allowed.fetch && fetchFullText && { fetchFullText }),
    ...(!allowed.readNotes && {
      passages: refuse('notes to be read', 'readNotes'),
      note: () => Promise.resolve(undefined),
      search: (query, options) => library.search(query, { ...options, withoutNotes: true }),
      related: (id, options) => library.related(id, { ...options, withoutNotes: true }),
      references: async (id) => (await library.references(id)).filter(({ isOfNote }) => !isOfNote),
    }),
    ...(!allowed.write && { setTriage: change, updateNote: change, addHighlight: change }),
  };
}
