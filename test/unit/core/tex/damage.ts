/** A formula of the author's, and the place of its remains in the damaged text. */
export interface DamagedFormula {
  readonly start: number;
  readonly end: number;
  /** The author's text between the dollars, without parts that the damage has removed for good. */
  readonly tex: string;
  readonly raw: string;
}

export interface DamagedText {
  readonly text: string;
  readonly formulas: readonly DamagedFormula[];
}

const opening = '\u{E000}';
const closing = '\u{E001}';

/**
 * Does to intact TeX what happened to the texts of the digests: a command with braces loses its name and its braces, one
 * level deep; then dollars go, and within them the remaining backslashes.
 */
export function damage(abstract: string): DamagedText {
  const marked = abstract.replace(/\$([^$]*)\$/g, `$$${opening}$1${closing}$$`);
  const unwrapped = marked.replace(/\\[a-zA-Z]+\{([\s\S]*?)\}/g, '$1');
  const texs: string[] = [];
  const bare = unwrapped.replace(/\$([^$]*)\$/g, (_, tex: string) => {
    texs.push(tex.replaceAll(opening, '').replaceAll(closing, ''));
    return tex.replaceAll('\\', '');
  });
  return withPlaces(bare, texs);
}

function withPlaces(marked: string, texs: readonly string[]): DamagedText {
  const formulas: DamagedFormula[] = [];
  let text = '';
  let start = 0;
  for (const unit of marked) {
    if (unit === opening) start = text.length;
    else if (unit === closing)
      formulas.push({ start, end: text.length, tex: texs[formulas.length] ?? '', raw: text.slice(start) });
    else text += unit;
  }
  return { text, formulas };
}
