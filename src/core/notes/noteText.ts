import { collapseWhitespace } from '../text/collapseWhitespace';
import { noteHeading } from './noteTemplate';

/**
 * What a person wrote into a note: its body without the heading that every new note begins with, trimmed. Empty if
 * there is nothing else. Linear in the length of the body.
 */
export function ownText(body: string, title: string): string {
  const text = body.trimStart();
  const end = text.indexOf('\n');
  const first = end < 0 ? text : text.slice(0, end);
  const isHeading = first.startsWith('#') && isTitle(collapseWhitespace(first.slice(1)), title);
  return (isHeading ? text.slice(first.length) : text).trim();
}

/** The template escapes what Markdown would read as markup; a person who writes the heading does not. */
function isTitle(heading: string, title: string): boolean {
  return heading === noteHeading(title) || heading === collapseWhitespace(title);
}
