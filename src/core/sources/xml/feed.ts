import type { Problem } from '../../papers/parsedDigest';
import { foldLine } from '../foldText';
import { LineIndex } from '../lineIndex';
import type { Steps } from '../../base/steps';
import { findElements } from './elements';
import { type XmlNode, childText, parseElement } from './xmlNode';

/** An entry of a feed, Atom's `entry` or the `item` of RSS. */
export interface FeedEntry {
  readonly node: XmlNode;
  readonly title: string;
  /** 1-based. */
  readonly line: number;
}

export interface Feed {
  /** What stands before the first entry. */
  readonly head: string;
  readonly entries: readonly FeedEntry[];
  readonly problems: readonly Problem[];
}

/** Takes a feed apart. `root` is its outermost element, whose end tells that the feed is whole. */
export function* readFeed(
  text: string,
  element: string,
  root: string,
  titleOf = (node: XmlNode | undefined): string => foldLine(childText(node, 'title')),
): Steps<Feed> {
  const spans = findElements(text, element);
  const lines = new LineIndex(text);
  const entries: FeedEntry[] = [];
  const problems: Problem[] = [];
  for (const { start, xml, closed } of spans) {
    yield;
    const line = lines.lineAt(start);
    const node = parseElement(xml) ?? (closed ? undefined : parseElement(wholeElements(xml)));
    const title = titleOf(node);
    if (node !== undefined && title !== '') entries.push({ node, title, line });
    if (!closed) problems.push({ line, message: 'This entry is cut off.' });
    else if (node === undefined)
      problems.push({ line, message: 'This entry is not well-formed XML and was left out.' });
    else if (title === '') problems.push({ line, message: 'This entry has no title and was left out.' });
  }
  const isWhole = new RegExp(String.raw`</(?:[\w.-]+:)?${root}\s*>`, 'iu').test(text.slice(-2000));
  if (!isWhole) problems.push({ line: lines.lineAt(text.length), message: 'The feed is cut off.' });
  return { head: text.slice(0, spans[0]?.start ?? text.length), entries, problems };
}

/** What is whole of an element that is cut off. */
function wholeElements(xml: string): string {
  const end = xml.lastIndexOf('</');
  return xml.slice(0, xml.indexOf('>', end) + 1);
}
