const CODE =
  /\b(?:[a-z-]{2,8}\.[A-Z]{2}|[a-z-]{2,8}\.[a-z]{2,4}-[a-z]{2,4}|hep-(?:ex|lat|ph|th)|nucl-(?:ex|th)|gr-qc|quant-ph|math-ph)\b/gu;

/** The codes of arXiv categories that a text holds: `cs.CL`, `hep-th`, `physics.ao-ph`. */
export function categoryCodes(text: string): readonly string[] {
  return text.match(CODE) ?? [];
}
