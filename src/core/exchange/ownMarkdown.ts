import type { CooperativeTask } from '../base/cooperativeTask';
import { highlightColors } from '../notes/note';
import { LOST } from './exportMarkdown';
import type { ParsedAnnotation, ParsedAnnotations, ParsedTarget } from './parsedAnnotation';

/** Whether a text is a document of `exportMarkdown`. */
export function isOwnMarkdown(text: string): boolean {
  return /^\ufeff?# Annotations\r?\n\r?\n## /u.test(text);
}

/**
 * Reads a document of `exportMarkdown`: each heading of the second level is a paper, with its tags, its highlights with
 * comments, and the body of its note. Ids and the places of quotes are not in it.
 */
export function* readOwnMarkdown(text: string): CooperativeTask<ParsedAnnotations> {
  const reader = new OwnMarkdownReader(text.replace(/^\ufeff/u, '').split(/\r\n?|\n/u));
  while (reader.hasMore) {
    reader.block();
    yield;
  }
  return { annotations: reader.end(), problems: [] };
}

const PAPER = /^## (.{1,10000})$/u;
const LINKED = /^\[(.{0,5000})\]\(<([^<>\s]{1,5000})>\)$/u;
const ATTRIBUTION = '> — ';
/** The maximum number of lines of a quote that are searched for its attribution. */
const mostQuoteLines = 500;

interface Facts {
  readonly color: string | undefined;
  readonly created: string;
  readonly tags: readonly string[];
  /** Of a highlight of the whole paper: the version as the export names it, `v2` or nothing. */
  readonly wholePaper?: string;
}

class OwnMarkdownReader {
  readonly #annotations: ParsedAnnotation[] = [];
  #at = 0;
  #target: ParsedTarget = { sources: [] };
  #tags: readonly string[] = [];
  #section: string | undefined;

  constructor(private readonly lines: readonly string[]) {}

  get hasMore(): boolean {
    return this.#at < this.lines.length;
  }

  end(): readonly ParsedAnnotation[] {
    this.#endPaper();
    return this.#annotations;
  }

  /** Reads the heading, the tags, the quote or the note that begins at this line. */
  block(): void {
    const line = this.#line(0);
    if (PAPER.test(line)) this.#paper(line.slice(3));
    else if (line.startsWith('Tags: ')) this.#tags = listed(line.slice(6));
    else if (line.startsWith('### ')) this.#section = plain(line.slice(4));
    if (line.startsWith('> ') && this.#isQuoteAt(0)) this.#quote();
    else if (line === '### Note' && !this.#isQuoteAt(2)) this.#note();
    else this.#at++;
  }

  #line(offset: number): string {
    return this.lines[this.#at + offset] ?? '';
  }

  #paper(heading: string): void {
    this.#endPaper();
    const [, title = heading, address] = LINKED.exec(heading) ?? [];
    this.#target = { sources: address === undefined ? [] : [address], title: plain(title) };
    this.#section = undefined;
  }

  /** The tags of a paper are those of its note. */
  #endPaper(body = ''): void {
    const comments = body === '' ? [] : [body];
    if (this.#tags.length + comments.length > 0)
      this.#add({ created: '', comments, tags: this.#tags, targets: [this.#target] });
    this.#tags = [];
  }

  #add(annotation: Omit<ParsedAnnotation, 'at'>): void {
    this.#annotations.push({ at: this.#annotations.length + 1, ...annotation });
  }

  #quote(): void {
    const quote = this.#take((line) => line.startsWith('>')).map((line) => line.replace(/^> ?/u, ''));
    const facts = factsOf(quote.pop() ?? '');
    const exact = plain(quote.join('\n').trim());
    const comment = this.#take((line) => !/^(?:#{2,3} |> )/u.test(line)).join('\n');
    const { sources, title } = this.#target;
    const isWhole = facts.wholePaper !== undefined;
    const { color } = facts;
    this.#add({
      created: facts.created,
      comments: comment.trim() === '' ? [] : [plain(comment.trim())],
      tags: facts.tags,
      targets: [
        {
          sources: isWhole ? wholePaperSources(sources, facts.wholePaper ?? '') : sources,
          ...(title !== undefined && { title }),
          ...(color !== undefined && { color }),
          ...(isWhole && this.#section !== undefined && { section: this.#section }),
          quote: { exact, prefix: '', suffix: '' },
        },
      ],
    });
  }

  #note(): void {
    this.#at++;
    this.#endPaper(
      this.#take((line) => !this.#isPaper(line))
        .join('\n')
        .trim(),
    );
  }

  /** Lines from here while they are of a block; these are skipped. */
  #take(isOfBlock: (line: string) => boolean): string[] {
    const start = this.#at;
    while (this.hasMore && isOfBlock(this.#line(0))) this.#at++;
    return this.lines.slice(start, this.#at);
  }

  /** Whether the heading within a note is that of the next paper: without an address, what follows must tell it. */
  #isPaper(line: string): boolean {
    const heading = PAPER.exec(line)?.[1];
    if (heading === undefined) return false;
    return LINKED.test(heading) || /^(?:Tags: |### )/u.test(this.#line(2)) || this.#isQuoteAt(2);
  }

  /** Whether a quote of an export begins here: it ends with what it is of. */
  #isQuoteAt(offset: number): boolean {
    let last = '';
    for (let at = offset; at < offset + mostQuoteLines && this.#line(at).startsWith('>'); at++)
      last = this.#line(at);
    return last.startsWith(ATTRIBUTION);
  }
}

/** `— abstract, green, 2025-03-04 · doubt, maths · no longer found in the text` */
function factsOf(attribution: string): Facts {
  const [about = '', ...others] = attribution.replace(/^— /u, '').split(' · ');
  const facts = about.split(', ').map(plain);
  const whole = /^whole paper(?: (v\d{1,4}))?$/u.exec(facts[0] ?? '');
  return {
    color: highlightColors.find((color) => facts.includes(color)),
    created: facts.find((fact) => /^\d{4}-\d\d-\d\d$/u.test(fact)) ?? '',
    tags: others.filter((part) => part !== LOST).flatMap(listed),
    ...(whole && { wholePaper: whole[1] ?? '' }),
  };
}

/** The page on arXiv that a highlight of the whole paper was made on comes first. */
function wholePaperSources(sources: readonly string[], version: string): readonly string[] {
  const [, id] = /^https:\/\/arxiv\.org\/abs\/([^?#]{1,100})$/u.exec(sources[0] ?? '') ?? [];
  return id === undefined ? sources : [`https://arxiv.org/html/${id}${version}`, ...sources];
}

const listed = (tags: string): readonly string[] => tags.split(', ').map(plain);

/** Text without the escapes of `escapeMarkdown`. */
function plain(markdown: string): string {
  return markdown.replace(/\\([^\p{L}\p{N}\s])/gu, '$1');
}
