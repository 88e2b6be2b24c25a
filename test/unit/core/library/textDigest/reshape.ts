import { parseTextDigest } from '../../../../../src/core/importers/textDigest/textDigest';
import { seeds } from '../seeds';

export interface Entry {
  readonly title: string;
  readonly abstract: string;
}

/** A packaged digest taken apart by its own known shape, so that tests can put it together in others. */
export interface Page {
  readonly name: string;
  /** Everything above the first title. */
  readonly head: string;
  readonly entries: readonly Entry[];
}

/** By blank lines alone, without the parser: boilerplate, date, then alternating titles and abstracts. */
export const pages: readonly Page[] = seeds.map(({ name, text }) => {
  const blocks = text.split('\n\n');
  const date = blocks.findIndex((block) => /^[A-Z][a-z]{2} \d{1,2}$/.test(block));
  const entries: Entry[] = [];
  for (let i = date + 1; i < blocks.length; i += 2) {
    entries.push({ title: blocks[i] ?? '', abstract: blocks[i + 1] ?? '' });
  }
  return { name, head: blocks.slice(0, date + 1).join('\n\n'), entries };
});

export interface Shape {
  readonly entry?: (entry: Entry, index: number) => string;
  readonly between?: string;
  readonly head?: (head: string) => string;
}

export function pageText(page: Page, { entry, between = '\n\n', head = (same) => same }: Shape = {}): string {
  const write = entry ?? (({ title, abstract }: Entry): string => `${title}\n\n${abstract}`);
  return [head(page.head), ...page.entries.map(write)].join(between);
}

/** The result of parsing a page, flat. */
export function readEntries(text: string, name?: string): readonly Entry[] {
  return entriesOf(parseTextDigest(text, name === undefined ? {} : { name }).days);
}

export function entriesOf(days: ReturnType<typeof parseTextDigest>['days']): readonly Entry[] {
  return days.flatMap(({ papers }) => papers.map(({ title, abstract }) => ({ title, abstract })));
}

/** Breaks lines before words that would reach beyond `width`. */
export function wrap(text: string, width: number): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join('\n');
}

/** Cuts a text into paragraphs of the given number of sentences. */
export function paragraphs(text: string, sentences: number): string {
  const all = text.split(/(?<=\.) (?=[A-Z])/);
  const cut: string[] = [];
  for (let i = 0; i < all.length; i += sentences) cut.push(all.slice(i, i + sentences).join(' '));
  return cut.join('\n\n');
}
