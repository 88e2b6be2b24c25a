import { escapeMarkdown } from '../text/markdownText';
import type { PaperId } from '../library/paper';
import { paperAddress } from './chatQuestion';

/** Returns the Markdown of a link to a paper; undefined if the library does not have it. */
export type PaperLinks = (id: PaperId) => string | undefined;

/** The characters of an address `paper:/id`. */
const inAddress = /[a-z0-9:/-]/u;

/** The start of an address or picture that may continue after the text; the length of the text if it has none. */
function unfinishedFrom(text: string): number {
  let at = text.length;
  while (at > 0 && inAddress.test(text.charAt(at - 1))) at -= 1;
  return text.charAt(at - 1) === '!' ? at - 1 : at;
}

/**
 * Makes links of the addresses `paper:/id` in the Markdown of a model, which comes in parts, and shows no pictures: VS Code
 * would request them.
 */
export class LinkedMarkdown {
  #held = '';

  constructor(private readonly links: PaperLinks) {}

  /** Adds a part. Returns the text that no later part can change. */
  push(part: string): string {
    const text = this.#held + part;
    const at = unfinishedFrom(text);
    this.#held = text.slice(at);
    return this.#linked(text.slice(0, at));
  }

  /** Returns the rest of the text, after the last part. */
  end(): string {
    const rest = this.#linked(this.#held);
    this.#held = '';
    return rest;
  }

  #linked(text: string): string {
    return text
      .replace(paperAddress, (given, id: string) => this.links(id) ?? given)
      .replace(/!(?=\[)/gu, '&#33;');
  }
}

/**
 * The answers of tools as Markdown for people, without those that found nothing if others did: their headings and what they
 * quote, with links to the papers.
 */
export function shownAnswers(answers: readonly string[], links: PaperLinks): string {
  const found = answers.filter((answer) => answer.includes('\n~~~'));
  return (found.length > 0 ? found : answers).map((answer) => shownAnswer(answer, links)).join('\n\n');
}

function shownAnswer(answer: string, links: PaperLinks): string {
  const [heading = '', ...lines] = answer.split('\n');
  const fence = lines.findIndex((line) => line.startsWith('~~~'));
  const end = lines.findLastIndex((line) => line === lines[fence]);
  const content = fence < 0 ? lines : lines.slice(fence + 1, end);
  const shown = [`**${escaped(heading, links)}**`, '', ...content.map((line) => shownLine(line, links))];
  return shown.join('\n').trimEnd();
}

/** A list item, `- Title (authors; year; paper:/id)`, or a line below one. */
function shownLine(line: string, links: PaperLinks): string {
  const address = line.startsWith('- ') && line.endsWith(')') ? line.lastIndexOf('; paper:/') : -1;
  const facts = address < 0 ? -1 : line.lastIndexOf(' (', address);
  const link = facts < 0 ? undefined : links(line.slice(address + '; paper:/'.length, -1));
  if (link !== undefined)
    return `- ${link} · ${escapeMarkdown(line.slice(facts + 2, address).replaceAll('; ', ' · '))}  `;
  const mark = line.startsWith('- ') ? '- ' : line.startsWith('  ') ? '  ' : '';
  return `${mark}${escaped(line.slice(mark.length), links)}`;
}

/** The text escaped, with links to the papers that it names. */
function escaped(text: string, links: PaperLinks): string {
  let shown = '';
  let from = 0;
  for (const { 0: given, 1: id = '', index } of text.matchAll(/(?:paper|note):\/([a-z0-9-]+)/gu)) {
    shown += literal(text.slice(from, index)) + (links(id) ?? given);
    from = index + given.length;
  }
  return shown + literal(text.slice(from));
}

/** Escapes a part of a line, whose space at the beginning parts it from what is before. */
function literal(part: string): string {
  const text = part.trimStart();
  return part.slice(0, part.length - text.length) + escapeMarkdown(text);
}
