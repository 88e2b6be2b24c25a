import { plain } from '../../core/tex/plain';
import type { Paper } from '../../core/library/paper';
import { truncate } from '../../core/text/truncate';

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

/** The title as messages name the paper: at most `limit` UTF-16 units of it. */
export function shortTitle(paper: Paper, limit: number): string {
  return truncate(plainTitle(paper), limit);
}

export function plainAbstract(paper: Paper): string {
  return plain(paper.abstract);
}

/** Some words of a title or an abstract. */
export function plainQuote(quote: string): string {
  return plain(quote).trim();
}
