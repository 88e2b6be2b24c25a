import { plain } from '../../core/tex/plain';
import type { Paper } from '../../core/library/paper';

const titles = new WeakMap<Paper, string>();

/** The title as people read it, mathematics in Unicode. Kept for as long as the paper is. */
export function plainTitle(paper: Paper): string {
  let title = titles.get(paper);
  if (title === undefined) {
    title = plain(paper.title);
    titles.set(paper, title);
  }
  return title;
}

export function plainAbstract(paper: Paper): string {
  return plain(paper.abstract);
}

/** Some words of a title or an abstract. */
export function plainQuote(quote: string): string {
  return plain(quote).trim();
}
