import type { TextRange } from '../text/sentences';
import { firstIndex } from '../base/firstIndex';
import type { PaperId } from '../library/paper';

export type ReferenceKind = 'arxiv' | 'doi' | 'paper' | 'citation' | 'title';

/** A place in a text that names a paper; offsets in UTF-16 units, without the words around the name. */
export interface Reference {
  readonly start: number;
  readonly end: number;
  readonly kind: ReferenceKind;
  /**
   * An arXiv id as printed but without version, a DOI in lower case, a paper id, a citation key, or the title as the
   * library has it.
   */
  readonly value: string;
  /** The paper of the library, if it holds it. */
  readonly paperId?: PaperId;
}

/** A reference as it is found without knowledge of the library's identifiers and of the workspace's citation keys. */
export interface FoundReference extends Reference {
  /**
   * What has to be known for it to count: `library`, that the library holds the identifier; `key`, that a bibliography
   * of the workspace has the key. Absent: it counts by itself.
   */
  readonly needs?: 'library' | 'key';
}

/** Returns a function that says whether an offset lies in one of `areas`, which are in order and apart. */
export function areaLookup(areas: readonly TextRange[]): (offset: number) => boolean {
  return (offset) => {
    const area = areas[firstIndex(areas.length, (at) => (areas[at]?.end ?? 0) > offset)];
    return area !== undefined && area.start <= offset;
  };
}
