/** The markers with which git opens and closes a conflict. */
const markers = ['<<<<<<< ', '>>>>>>> '] as const;

/** The offset of the first conflict marker at the start of a line of `text`; `undefined` if there is none. */
export function conflictMarker(text: string): number | undefined {
  const found = markers.flatMap((marker) => {
    if (text.startsWith(marker)) return [0];
    const at = text.indexOf(`\n${marker}`);
    return at === -1 ? [] : [at + 1];
  });
  return found.length === 0 ? undefined : Math.min(...found);
}
