import type { PaperId } from '../library/paper';
import type { NoteFileEntry } from './noteFiles';
import { notePaper } from './noteName';
import { noteParts } from './noteParts';

/** The files of a notes folder by paper. */
export interface OwnedFiles {
  /** The file that is the note of a paper. */
  readonly chosen: ReadonlyMap<PaperId, string>;
  /** Further files for these papers: copies of sync services, or the same name in other case. */
  readonly twins: readonly { readonly name: string; readonly paperId: PaperId }[];
}

/**
 * Decides to which paper a note file belongs: to the one that its front matter names, whatever the file's name, or else
 * the one in its name. What a front matter says is kept until the file changes.
 */
export class NoteOwners {
  #declared: ReadonlyMap<string, { readonly stamp: string; readonly paperId: PaperId | undefined }> =
    new Map();

  /** The paper of a file as it was last assigned. */
  paperOf(name: string): PaperId | undefined {
    const own = ownPaper(name);
    return own ?? this.#declared.get(name)?.paperId;
  }

  /** `read` resolves to the text of a file, undefined if it cannot be read. */
  async assign(
    files: readonly NoteFileEntry[],
    read: (name: string) => Promise<string | undefined>,
  ): Promise<OwnedFiles> {
    const declared = new Map<string, { readonly stamp: string; readonly paperId: PaperId | undefined }>();
    for (const { name, stamp } of files) {
      if (ownPaper(name) !== undefined) continue;
      const known = this.#declared.get(name);
      declared.set(
        name,
        known?.stamp === stamp ? known : { stamp, paperId: paperIn(await read(name), name) },
      );
    }
    this.#declared = declared;
    return this.#choose(files.map(({ name }) => name));
  }

  /** Its own name comes first, in lower case; then any other, in the order of names. */
  #choose(names: readonly string[]): OwnedFiles {
    const chosen = new Map<PaperId, string>();
    const twins: { name: string; paperId: PaperId }[] = [];
    const lowerFirst = names.toSorted((a, b) => (a > b ? -1 : 1));
    const named = lowerFirst.filter((name) => ownPaper(name) !== undefined);
    const others = names.filter((name) => ownPaper(name) === undefined).toSorted();
    for (const name of [...named, ...others]) {
      const paperId = this.paperOf(name);
      if (paperId === undefined) continue;
      if (chosen.has(paperId)) twins.push({ name, paperId });
      else chosen.set(paperId, name);
    }
    return { chosen, twins };
  }
}

/** The paper of a file that has the name of a paper id, which ends in a hash. */
export function ownPaper(name: string): PaperId | undefined {
  const id = notePaper(name);
  return id !== undefined && /-[0-9a-f]{8}$/u.test(id) ? id : undefined;
}

const PAPER = /^paper:[ \t]{0,20}(["']?)([a-z0-9-]{1,100})\1[ \t]{0,20}(?:#[^\n]*)?\r?$/mu;
/** A paper id, and what sync services and file managers add to a name. */
const COPY = /^([a-z0-9-]{1,80}-[0-9a-f]{8})(?:[ .(_~]|-(?=[A-Z]))/u;

function paperIn(text: string | undefined, name: string): PaperId | undefined {
  const { yaml } = noteParts(text ?? '');
  const declared = yaml && PAPER.exec((text ?? '').slice(yaml.start, yaml.end))?.[2];
  return declared ?? COPY.exec(name.slice(name.lastIndexOf('/') + 1))?.[1];
}
