import type { PaperId } from '../../library/paper';

/** A paper as a completion item. */
export interface PaperCompletion {
  readonly id: PaperId;
  readonly title: string;
}

/** The papers whose title or id contains every word of `typed`, those with a word that starts with it first. */
export function paperCompletions<T extends PaperCompletion>(
  typed: string,
  papers: Iterable<T>,
  limit: number,
): readonly T[] {
  const words = fold(typed)
    .split(/[\s-]+/)
    .filter((word) => word !== '');
  const best: T[] = [];
  const rest: T[] = [];
  for (const paper of papers) {
    const text = ` ${fold(paper.title)} ${paper.id.replaceAll('-', ' ')}`;
    if (!words.every((word) => text.includes(word))) continue;
    (words.every((word) => text.includes(` ${word}`)) ? best : rest).push(paper);
    if (best.length >= limit) break;
  }
  return [...best, ...rest].slice(0, limit);
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}
