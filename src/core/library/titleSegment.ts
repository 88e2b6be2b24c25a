const longest = 200;

/**
 * A title as one segment of a path, so that the tab of `paper:/<title>?<id>` is labelled with the title. Separators
 * become their mathematical lookalikes; controls, direction overrides and broken surrogates, which a URI cannot hold
 * or which could disguise the label, go.
 */
export function titleSegment(title: string): string {
  const clean = title
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[\u061C\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/gu, '')
    .replaceAll('/', '\u2215')
    .replaceAll('\\', '\u2216')
    .trim();
  const segment = Array.from(clean).slice(0, longest).join('').trim();
  return /^\.{0,2}$/.test(segment) ? 'Untitled paper' : segment;
}
