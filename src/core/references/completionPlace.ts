import { commentAreas } from './commentAreas';
import { type MarkupLanguage, referenceLanguage } from './languages';
import { areaLookup } from './reference';

/** The name of a paper that can be completed at the cursor; offsets in UTF-16 units. */
export interface ReferenceCompletionPlace {
  readonly kind: 'arxiv' | 'doi' | 'paper' | 'citation';
  /** Start of what was typed; it ends at the cursor. */
  readonly start: number;
  readonly typed: string;
}

const IDENTIFIER = /(?:^|[^\p{L}\p{N}])(arxiv|doi):[ ]?([^\s:[\]{}"'<>][^:[\]{}"'<>\n]{0,80}|)$/iu;
const PAPER = /\[\[([^[\]|#\n]{0,100})$/;
const LATEX_KEY =
  /\\[a-z]{0,30}cite[a-z]{0,30}\*?\s{0,5}(?:\[[^\][\n]{0,200}\]){0,2}\{(?:[^{}\n]{0,500},\s{0,9})?([^{},\s]{0,100})$/i;
const AT_KEY = /(?:^|[\s([;,-])@([\p{L}\p{N}_][\p{L}\p{N}_:.#$%&+?<>~/-]{0,100}|)$/u;

/**
 * The unfinished name at the cursor: after `arXiv:` and `doi:` anywhere, after `[[` in comments and documents, and a
 * citation key in the languages that have such.
 */
export function referenceCompletionPlace(
  text: string,
  offset: number,
  languageId: string,
): ReferenceCompletionPlace | undefined {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset).slice(-600);
  const place = (kind: ReferenceCompletionPlace['kind'], typed: string): ReferenceCompletionPlace => ({
    kind,
    start: offset - typed.length,
    typed,
  });
  const [, cue, named] = IDENTIFIER.exec(line) ?? [];
  if (cue !== undefined && named !== undefined)
    return place(cue.toLowerCase() === 'doi' ? 'doi' : 'arxiv', named);
  const language = referenceLanguage(languageId);
  const paper = PAPER.exec(line)?.[1];
  if (paper !== undefined && isProse(text, offset, languageId)) return place('paper', paper);
  const key = language?.kind === 'markup' ? typedKey(line, language) : undefined;
  return key === undefined ? undefined : place('citation', key);
}

function typedKey(line: string, { citations }: MarkupLanguage): string | undefined {
  const inLatex = citations.includes('latex') ? LATEX_KEY.exec(line)?.[1] : undefined;
  if (inLatex !== undefined) return inLatex;
  const hasAtKeys = citations.some((notation) => ['pandoc', 'typst', 'org'].includes(notation));
  return hasAtKeys ? AT_KEY.exec(line)?.[1] : undefined;
}

function isProse(text: string, offset: number, languageId: string): boolean {
  const language = referenceLanguage(languageId);
  if (!language) return false;
  return language.kind === 'markup' || areaLookup(commentAreas(text, language))(offset - 1);
}
