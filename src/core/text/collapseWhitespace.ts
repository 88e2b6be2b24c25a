/** A text on one line: white space of any kind and length is one space, and there is none around it. */
export function collapseWhitespace(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
