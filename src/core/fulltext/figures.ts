import { type Block, documentLimits } from './document';

/** Limits of the figures of one paper. Lengths in bytes. */
export const figureLimits = { bytes: 12 * 1024 * 1024, total: 100 * 1024 * 1024, count: 300 } as const;

export const figureKinds = ['png', 'jpg', 'gif', 'webp', 'svg'] as const;
export type FigureKind = (typeof figureKinds)[number];

/** The addresses of the images of a document, each once, in order. */
export function figureSources(blocks: readonly Block[]): readonly string[] {
  const sources = new Set<string>();
  for (const { inlines } of blocks)
    for (const inline of inlines) if (inline.kind === 'image') sources.add(inline.src);
  return [...sources];
}

/**
 * The address from which a figure can be requested. Undefined unless the source is a relative address of a picture
 * below the page.
 *
 * @param page the address of the page without a slash at its end: `https://arxiv.org/html/2401.00001v2`
 */
export function figureAddress(page: string, source: string): string | undefined {
  if (source.length > documentLimits.address) return undefined;
  // The parser of addresses would take these for the start of another host, for a separator, or would drop them.
  if (/^[a-z][a-z0-9+.-]*:|^\/|[\\\p{Cc}]|%(?:2f|5c|00)/iu.test(source)) return undefined;
  const base = parsed(`${page}/`);
  const address =
    base && parsed(withoutPageName(source.replace(/^(?:\.\/)+/u, ''), base.pathname), base.href);
  if (!address || address.host !== base.host || address.protocol !== base.protocol) return undefined;
  const isBelow = address.pathname.startsWith(base.pathname) && address.search === '';
  return isBelow && /[^/]\.(?:png|jpe?g|gif|webp|svg)$/iu.test(address.pathname)
    ? `${address.protocol}//${address.host}${address.pathname}`
    : undefined;
}

function parsed(address: string, base?: string): URL | undefined {
  try {
    return new URL(address, base);
  } catch {
    return undefined;
  }
}

/** Pages with a `base` element count from their own folder, and pages without one name it: `2401.00001v2/x1.png`. */
function withoutPageName(source: string, path: string): string {
  const name = path.split('/').at(-2) ?? '';
  const [first = '', ...rest] = source.split('/');
  const isPageName = rest.length > 0 && first.replace(/v\d+$/u, '') === name.replace(/v\d+$/u, '');
  return isPageName ? rest.join('/') : source;
}

const signatures: readonly (readonly [FigureKind, RegExp])[] = [
  ['png', /^\x89PNG\r\n/u],
  ['jpg', /^\xff\xd8\xff/u],
  ['gif', /^GIF8[79]a/u],
  ['webp', /^RIFF[^]{4}WEBP/u],
];

/** UTF-16 units in which the root element of an SVG image must begin. */
const svgPrologue = 4096;

/** The kind of picture, by its first bytes; undefined if it is not one of {@link figureKinds}. */
export function figureKind(bytes: Uint8Array): FigureKind | undefined {
  const start = Array.from(bytes.subarray(0, 12), (byte) => String.fromCharCode(byte)).join('');
  const found = signatures.find(([, signature]) => signature.test(start));
  if (found) return found[0];
  return isSvg(new TextDecoder().decode(bytes.subarray(0, svgPrologue))) ? 'svg' : undefined;
}

/** Whether a text is an XML document whose root element is `svg`. */
function isSvg(text: string): boolean {
  let at = text.search(/\S/u);
  for (; at >= 0 && /^<[?!]/u.test(text.slice(at, at + 2));) {
    const end = text.startsWith('<!--', at) ? '-->' : '>';
    const close = text.indexOf(end, at + 2);
    const next = close < 0 ? -1 : text.slice(close + end.length).search(/\S/u);
    at = next < 0 ? -1 : close + end.length + next;
  }
  return at >= 0 && /^<(?:svg:)?svg[\s>/]/u.test(text.slice(at, at + 10));
}
