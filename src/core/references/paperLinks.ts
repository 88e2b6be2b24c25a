import type { PaperId } from '../library/paper';

/** A paper id in a wiki link or an address; offsets in UTF-16 units. */
export interface PaperLinkReference {
  readonly kind: 'wiki' | 'address';
  readonly paperId: PaperId;
  /** Start of the id (wiki link) or of the whole address. */
  readonly start: number;
  readonly end: number;
}

/** Lengths are bounded to guarantee linear time. */
const LINK =
  /\[\[(?<wiki>[a-z0-9-]{1,100})(?:\.md)?(?:(?:\\?\||#)[^\]\n]{0,500})?\]\]|\bpaper:(?:\/[^\s?()<>[\]]{0,500}\?)?(?<address>[a-z0-9-]{1,100})(?![\w-])/g;

/** The form of a paper id: a slug and eight hex digits. Other wiki links lead to other notes. */
export const paperIdShape = /^[a-z0-9-]{1,60}-[0-9a-f]{8}$/;

/** All paper ids in `[[id]]`, `[[id|label]]`, in tables `[[id\|label]]`, and `paper:` addresses, in order. */
export function paperLinks(text: string): readonly PaperLinkReference[] {
  const found: PaperLinkReference[] = [];
  for (const match of text.matchAll(LINK)) {
    const { wiki, address } = match.groups ?? {};
    const paperId = wiki ?? address;
    if (paperId === undefined || !paperIdShape.test(paperId)) continue;
    const { index } = match;
    found.push(
      wiki === undefined
        ? { kind: 'address', paperId, start: index, end: index + match[0].length }
        : { kind: 'wiki', paperId, start: index + 2, end: index + 2 + wiki.length },
    );
  }
  return found;
}

/** Whether the digits of an id may be a date, as in `[[meeting-20240131]]`: only a paper that is known has it. */
export function mayEndWithDate(id: PaperId): boolean {
  return /-(?:19|20)\d{6}$/.test(id);
}
