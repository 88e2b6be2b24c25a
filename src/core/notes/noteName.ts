import type { PaperId } from '../library/paper';

/** In characters; well below the limit of any file system. */
const maxIdLength = 100;
const idPattern = /^[a-z0-9-]+$/;
/** Windows device names, reserved with any extension. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** The file name of a paper's note; `undefined` for an invalid id, so that an id can never be a path. */
export function noteName(id: PaperId): string | undefined {
  return id.length <= maxIdLength && idPattern.test(id) && !reserved.test(id) ? `${id}.md` : undefined;
}

/** Deeper folders of the notes folder are not read. */
const deepest = 6;

/**
 * Whether a name, which may have folders before it (`reading/LoRA.md`), can be that of a note: Markdown, not hidden, and
 * safe as a path below the notes folder.
 */
export function isNoteFile(name: string): boolean {
  const segments = name.split('/');
  const areSafe = segments.every(
    (part) => part.length <= 255 && /^[^.\p{Cc}\\:*?"<>|][^\p{Cc}\\:*?"<>|]*$/u.test(part),
  );
  const own = segments.at(-1) ?? '';
  const isReserved = reserved.test(own.slice(0, -'.md'.length).toLowerCase());
  return areSafe && segments.length <= deepest && /\.md$/i.test(own) && !isReserved;
}

/** The paper id in the name of a note file, ignoring case; `undefined` for other files. */
export function notePaper(name: string): PaperId | undefined {
  // Tested before lowercasing and without the flag `i`: both would map the Kelvin sign to `k`.
  if (!/^[A-Za-z0-9-]+\.[mM][dD]$/.test(name)) return undefined;
  const id = name.slice(0, -'.md'.length).toLowerCase();
  return noteName(id) === undefined ? undefined : id;
}
