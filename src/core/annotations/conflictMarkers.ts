/** A line with which git opens or closes what it could not merge. */
const marker = /(?<=^|\n)(?:<{7}|>{7}) /;

/** The offset of the first conflict marker in `text`; `undefined` where it holds none. */
export function conflictMarker(text: string): number | undefined {
  const at = text.search(marker);
  return at === -1 ? undefined : at;
}
