/**
 * Returns the normalized address (WHATWG URL) if it is a valid absolute `http:` or `https:` address; undefined
 * otherwise.
 */
export function webAddress(href: string): string | undefined {
  try {
    const url = new URL(href);
    return /^https?:$/.test(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}
