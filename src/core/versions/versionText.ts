import { plain } from '../tex/plain';
import type { NoteSource } from '../notes/note';
import { sentences } from '../search/sentences';
import { normalizedWords } from './textEquivalence';

/** Two versions of a paper's words as texts to compare line by line. */
export interface VersionTexts {
  readonly before: string;
  readonly now: string;
}

/**
 * Title and abstract as people read them, one sentence to a line. A sentence that both have stands in both as the later
 * one prints it, so that what differs are the words and not how they came.
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
  return [plain(title), ...ofAbstract].map((line) => line.replace(/\s+/gu, ' ').trim());
}

/** A blank line after the title. */
function toText([title = '', ...ofAbstract]: readonly string[]): string {
  return `${[title, '', ...ofAbstract].join('\n')}\n`;
}
