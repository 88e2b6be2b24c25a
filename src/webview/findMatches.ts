import { type FindOptions, findText } from '../core/text/findText';
import { highlightOf } from './highlightLayer';
import { readShownText } from './shownText';

const allName = 'find-matches';
const currentName = 'find-current';

/** A match on the page: its DOM ranges, in order. */
export type PageMatch = readonly Range[];

/** The places in the shown text of `root` that match a query. */
export function findMatches(root: Element, query: string, options: FindOptions): readonly PageMatch[] {
  const shown = readShownText([root]);
  return findText(shown.text, query, options).map((match) => shown.ranges(match));
}

/** Draws matches by the CSS Custom Highlight API; formulas get a class, which fills the space between letters. */
export function drawMatches(root: Element, matches: readonly PageMatch[], current: PageMatch): void {
  for (const formula of root.querySelectorAll('.found-match, .found-current'))
    formula.classList.remove('found-match', 'found-current');
  const others = matches.filter((match) => match !== current);
  draw(allName, others.flat(), 'found-match');
  draw(currentName, current, 'found-current');
}

function draw(name: string, ranges: readonly Range[], mark: string): void {
  for (const { startContainer } of ranges)
    if (startContainer instanceof Element) startContainer.classList.add(mark);
  if (ranges.length === 0) {
    CSS.highlights.delete(name);
    return;
  }
  const drawn = highlightOf(ranges);
  // Above highlights and searched words.
  drawn.priority = name === currentName ? 2 : 1;
  CSS.highlights.set(name, drawn);
}
