import type { Problem } from '../../library/parsedDigest';
import { foldLine } from '../foldText';
import { LineIndex } from '../lineIndex';
import type { CooperativeTask } from '../../base/cooperativeTask';
import { findElements } from './elements';
import { type XmlNode, childText, parseElement } from './xmlNode';
import { localizable } from '../../base/localization';

/** An entry of a feed, Atom's `entry` or the `item` of RSS. */
export interface FeedEntry {
  readonly node: XmlNode;
  readonly title: string;
  /** 1-based. */
  readonly line: number;
}

export interface Feed {
  /** The text before the first entry. */
  readonly head: string;
  readonly entries: readonly FeedEntry[];
  readonly problems: readonly Problem[];
}

/**
 * Splits a feed into entries. `root` is the name of the root element, whose end tag shows that the feed is complete.
 */
export function* readFeed(
  text: string,
  element: string,
  root: string,
  titleOf = (node: XmlNode | undefined): string => foldLine(childText(node, 'title')),
): CooperativeTask<Feed> {
  const spans = findElements(text, element);
  const lines = new LineIndex(text);
  const entries: FeedEntry[] = [];
  const problems: Problem[] = [];
  const stray = new RegExp(String.raw`</(?:[\w.-]+:)?${element}\s*>`, 'u');
  let end = 0;
  for (const { start, xml, closed } of spans) {
    yield;
    const line = lines.lineAt(start);
    if (stray.test(text.slice(end, start))) problems.push({ line: lines.lineAt(end), message: NO_BEGINNING });
    end = start + xml.length;
    const node = parseElement(xml) ?? (closed ? undefined : parseElement(wholeElements(xml)));
    const title = titleOf(node);
    if (node !== undefined && title !== '') entries.push({ node, title, line });
    if (!closed) problems.push({ line, message: localizable('This entry is cut off.') });
    else if (node === undefined)
      problems.push({ line, message: localizable('This entry is not well-formed XML and was left out.') });
    else if (title === '')
      problems.push({ line, message: localizable('This entry has no title and was left out.') });
  }
  if (stray.test(text.slice(end))) problems.push({ line: lines.lineAt(end), message: NO_BEGINNING });
  const isWhole = new RegExp(String.raw`</(?:[\w.-]+:)?${root}\s*>`, 'iu').test(text.slice(-2000));
  if (!isWhole)
    problems.push({ line: lines.lineAt(text.length), message: localizable('The feed is cut off.') });
  return { head: text.slice(0, spans[0]?.start ?? text.length), entries, problems };
}

const NO_BEGINNING = localizable('An entry behind this has no beginning and was left out.');

/** The complete child elements of a truncated element. */
function wholeElements(xml: string): string {
  const end = xml.lastIndexOf('</');
  return xml.slice(0, xml.indexOf('>', end) + 1);
}
