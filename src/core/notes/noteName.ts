import type { PaperId } from '../library/paper';

/** In characters; far below what any file system allows. */
const maxIdLength = 100;
const idPattern = /^[a-z0-9-]+$/;
/** Names that Windows gives to devices, whatever the extension. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** The name of a paper's note file; `undefined` for what is no paper id, so that no id can name a path. */
export function noteName(id: PaperId): string | undefined {
  return id.length <= maxIdLength && idPattern.test(id) && !reserved.test(id) ? `${id}.md` : undefined;
}

/** The paper that a file in the notes folder belongs to, whatever the case of its name; `undefined` for other files. */
export function notePaper(name: string): PaperId | undefined {
  // Tested before it is lowered, without `i`: to both, the Kelvin sign is a `k`.
  if (!/^[A-Za-z0-9-]+\.[mM][dD]$/.test(name)) return undefined;
  const id = name.slice(0, -'.md'.length).toLowerCase();
  return noteName(id) === undefined ? undefined : id;
}
