/**
 * The address in the form that a browser gives it, if it may be opened: absolute, well formed, `http:` or `https:`.
 * Undefined otherwise.
 */
export function webAddress(href: string): string | undefined {
  try {
    const url = new URL(href);
    return /^https?:$/.test(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}
