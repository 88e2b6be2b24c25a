import type { PaperId } from '../../library/paper';

/** A paper as it is offered while a person types. */
export interface PaperOffer {
  readonly id: PaperId;
  readonly title: string;
}

/** The papers whose title or id has every word of `typed`, those with a word that begins so first. */
export function offerPapers(
  typed: string,
  papers: Iterable<PaperOffer>,
  limit: number,
): readonly PaperOffer[] {
  const words = fold(typed)
    .split(/[\s-]+/)
    .filter((word) => word !== '');
  const best: PaperOffer[] = [];
  const rest: PaperOffer[] = [];
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
