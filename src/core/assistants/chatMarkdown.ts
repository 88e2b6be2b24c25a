import { escapeMarkdown } from '../text/markdownText';
import type { PaperId } from '../library/paper';

/** Returns the Markdown of a link to a paper; undefined if the library does not have it. */
export type PaperLinks = (id: PaperId) => string | undefined;

/** What an address, or the beginning of a picture, may go on from at the end of a part. */
const unfinished = /!?[a-z0-9:/-]*$/u;

/**
 * Makes links of the addresses `paper:/id` in the Markdown of a model, which comes in parts, and shows no pictures: VS Code
 * would request them.
 */
export class LinkedMarkdown {
  #held = '';

  constructor(private readonly links: PaperLinks) {}

  /** Returns what can be shown after another part has come. */
  push(part: string): string {
    const text = this.#held + part;
    this.#held = unfinished.exec(text)?.[0] ?? '';
    return this.#linked(text.slice(0, text.length - this.#held.length));
  }

  /** Returns what is left after the last part. */
  end(): string {
    const rest = this.#linked(this.#held);
    this.#held = '';
    return rest;
  }

  #linked(text: string): string {
    return text
      .replace(/paper:\/([a-z0-9-]+)/gu, (given, id: string) => this.links(id) ?? given)
      .replace(/!(?=\[)/gu, '&#33;');
  }
}

/** The answer of a tool as Markdown for people: its heading and what it quotes, with links to the papers. */
export function shownAnswer(answer: string, links: PaperLinks): string {
  const [heading = '', ...lines] = answer.split('\n');
  const fence = lines.findIndex((line) => line.startsWith('~~~'));
  const end = lines.findLastIndex((line) => line === lines[fence]);
  const content = fence < 0 ? lines : lines.slice(fence + 1, end);
  const shown = [shownHeading(heading, links), '', ...content.map((line) => shownLine(line, links))];
  return shown.join('\n').trimEnd();
}

function shownHeading(heading: string, links: PaperLinks): string {
  return `**${escaped(heading, links)}**`;
}

/** A list item, `- Title (authors; year; paper:/id)`, or a line below one. */
function shownLine(line: string, links: PaperLinks): string {
  const [, title, facts = '', id = ''] = /^- (.*) \((.*); paper:\/([a-z0-9-]+)\)$/u.exec(line) ?? [];
  const link = title === undefined ? undefined : links(id);
  if (link !== undefined) return `- ${link} · ${escapeMarkdown(facts.replaceAll('; ', ' · '))}  `;
  const [, mark = '', text = ''] = /^(\s*(?:- )?)(.*)$/u.exec(line) ?? [];
  return `${mark}${escaped(text, links)}`;
}

function escaped(text: string, links: PaperLinks): string {
  return text
    .split(/(?=paper:\/[a-z0-9-])|(?<=paper:\/[a-z0-9-]+)(?![a-z0-9-])/u)
    .map((part) => {
      const id = /^(?:paper|note):\/([a-z0-9-]+)$/u.exec(part)?.[1];
      return (id === undefined ? undefined : links(id)) ?? escapeMarkdown(part);
    })
    .join('');
}
