import { plain } from '../tex/plain';
import type { NoteSource } from '../notes/note';
import { sentences } from '../text/sentences';
import { normalizedWords } from './textEquivalence';
import { collapseWhitespace } from '../text/collapseWhitespace';

/** Two versions of a paper's title and abstract, as texts for a line-by-line diff. */
export interface VersionTexts {
  readonly before: string;
  readonly now: string;
}

/**
 * Title and abstract as plain text, one sentence per line. A sentence that both versions contain is printed as in the
 * later one, so that the diff shows changes of wording only.
 */
export function versionTexts(before: NoteSource, now: NoteSource): VersionTexts {
  const later = lines(now);
  const printed = new Map(later.map((line) => [normalizedWords(line), line]));
  const earlier = lines(before).map((line) => printed.get(normalizedWords(line)) ?? line);
  return { before: toText(earlier), now: toText(later) };
}

function lines({ title, abstract }: NoteSource): readonly string[] {
  const text = plain(abstract);
  const ofAbstract = sentences(text).map(({ start, end }) => text.slice(start, end));
  return [plain(title), ...ofAbstract].map(collapseWhitespace);
}

/** A blank line after the title. */
function toText([title = '', ...ofAbstract]: readonly string[]): string {
  return `${[title, '', ...ofAbstract].join('\n')}\n`;
}
