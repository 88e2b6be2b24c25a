import { err, ok, type Result } from '../base/result';
import type { CooperativeTask } from '../base/cooperativeTask';
import { readJsonDocument } from '../importers/json/jsonDocument';
import { isAnnotationMarkdown, jsonAnnotationsIn, parseMarkdownAnnotations } from './markdownAnnotations';
import { isOwnMarkdown, readOwnMarkdown } from './ownMarkdown';
import type {
  ImportProblem,
  ParsedAnnotation,
  ParsedAnnotations,
  ParsedQuote,
  ParsedTarget,
} from './parsedAnnotation';
import { areZoteroItems, zoteroAnnotations } from './zoteroAnnotations';
import { fieldOf, idOf, isOfType, listOf, textFrom, textsFrom, typesOf } from './jsonField';
import { localizable, type Message } from '../base/localization';
import { csvRows } from '../importers/csv/csvRows';

/** In UTF-16 units. */
const largestFile = 64 * 1024 * 1024;
const mostAnnotations = 100_000;
/** In UTF-16 units. Longer texts are parsed in steps; shorter ones take a few milliseconds at most. */
const longestAtOnce = 256 * 1024;

/**
 * Parses W3C Web Annotations: a single one, a list, a collection with its first page, a page, a JSON-LD graph; and the
 * exports and API responses of Hypothesis; items of Zotero; the CSV of Readwise; and Markdown with quotes, as Obsidian's
 * plugins, Hypothesis and Zotero write it, and as `exportMarkdown` does. Never throws; the error says why nothing could be parsed.
 */
export function* parseAnnotations(text: string): CooperativeTask<Result<ParsedAnnotations, Message>> {
  if (text.length > largestFile)
    return err(localizable('The file is larger than 64 MB; split it and import the parts.'));
  if (isReadwise(text)) return ok(yield* parseReadwise(text));
  if (isOwnMarkdown(text)) return ok(yield* readOwnMarkdown(text));
  if (!/^[\s\ufeff]*[[{]/u.test(text) && isAnnotationMarkdown(text)) return ok(yield* readMarkdown(text));
  const root = yield* readJson(text);
  if (!root.ok) return root;
  const items = itemsOf(root.value);
  if (!items) return err(localizable('The file holds no annotations; choose a file exported as JSON-LD.'));
  if (areZoteroItems(items)) return ok({ annotations: yield* zoteroAnnotations(items), problems: [] });
  return ok(yield* readItems(items, elsewhere(root.value)));
}

/** Obsidian Annotator keeps the annotations as JSON in its notes; other Markdown has quotes. */
function* readMarkdown(text: string): CooperativeTask<ParsedAnnotations> {
  const blocks = jsonAnnotationsIn(text);
  if (blocks.length === 0) return yield* parseMarkdownAnnotations(text);
  const items: unknown[] = [];
  for (const block of blocks) {
    const json = yield* readJson(block);
    items.push(json.ok ? json.value : undefined);
  }
  return yield* readItems(items, false);
}

/** `JSON.parse` is faster, but cannot yield. */
function* readJson(text: string): CooperativeTask<Result<unknown, Message>> {
  const error = err(localizable('The file is not JSON; choose a file exported as JSON-LD.'));
  const bare = text.replace(/^\ufeff/, '');
  if (bare.length > longestAtOnce) {
    const { values, problems } = yield* readJsonDocument(bare);
    return values.length === 1 && problems.length === 0 ? ok(values[0]) : error;
  }
  try {
    return ok(JSON.parse(bare));
  } catch {
    return error;
  }
}

function* readItems(items: readonly unknown[], linked: boolean): CooperativeTask<ParsedAnnotations> {
  const problems: ImportProblem[] = [];
  const report = (at: number, message: Message): void => void problems.push({ at, message });
  if (linked)
    report(
      0,
      localizable('Only the first page of the collection is in the file; the others were not fetched.'),
    );
  if (items.length > mostAnnotations) {
    report(
      0,
      localizable(
        'The file holds {0} annotations; only the first {1} were read.',
        items.length,
        mostAnnotations,
      ),
    );
  }
  const annotations: ParsedAnnotation[] = [];
  for (const [index, item] of items.slice(0, mostAnnotations).entries()) {
    const read = readItem(item, index + 1, (message) => report(index + 1, message));
    if (read) annotations.push(read);
    yield;
  }
  return { annotations, problems };
}

const containers = ['items', 'rows', 'annotations', '@graph'] as const;

function itemsOf(root: unknown): readonly unknown[] | undefined {
  if (Array.isArray(root)) return root as unknown[];
  for (const holder of [fieldOf(root, 'first'), root]) {
    for (const key of containers) {
      const items = fieldOf(holder, key);
      if (Array.isArray(items)) return items as unknown[];
    }
  }
  return fieldOf(root, 'target') === undefined ? undefined : [root];
}

/** Whether a collection has further pages that are not in the file. */
function elsewhere(root: unknown): boolean {
  return (
    typeof fieldOf(root, 'first') === 'string' ||
    fieldOf(fieldOf(root, 'first') ?? root, 'next') !== undefined
  );
}

function readItem(
  item: unknown,
  at: number,
  report: (message: Message) => void,
): ParsedAnnotation | undefined {
  const types = typesOf(item);
  const targets = listOf(fieldOf(item, 'target'));
  if ((types.length > 0 && !isOfType(item, 'Annotation')) || targets.length === 0) {
    report(localizable('This is not an annotation; it was left out.'));
    return undefined;
  }
  if (isReply(item)) {
    report(localizable('This reply to another annotation was left out.'));
    return undefined;
  }
  const id = idOf(item);
  const title = textFrom(fieldOf(fieldOf(item, 'document'), 'title'));
  return {
    at,
    created: textFrom(fieldOf(item, 'dcterms:created')) ?? textFrom(fieldOf(item, 'created')) ?? '',
    ...(id !== undefined && { id }),
    ...readBodies(item, report),
    targets: targets.map((target) => readTarget(target, title, report)),
  };
}

/** A reply of Hypothesis names the annotations above it; one of the W3C model has another motivation. */
function isReply(item: unknown): boolean {
  const motives = textsFrom(fieldOf(item, 'motivation'));
  return (
    listOf(fieldOf(item, 'references')).length > 0 ||
    motives.some((motive) => /^(?:oa:)?replying$/u.test(motive))
  );
}

/** Hypothesis has `text` and `tags` instead of bodies. */
function readBodies(
  item: unknown,
  report: (message: Message) => void,
): { comments: string[]; tags: string[] } {
  const plain = [fieldOf(item, 'bodyValue'), fieldOf(item, 'text')].flatMap((value) => textFrom(value) ?? []);
  const tags = [...textsFrom(fieldOf(item, 'tags'))];
  const comments = plain.filter((comment) => comment !== '');
  const onlyTags = textsFrom(fieldOf(item, 'motivation')).every((motive) => /^(oa:)?tagging$/.test(motive));
  for (const body of listOf(fieldOf(item, 'body'))) {
    const value = textFrom(fieldOf(body, 'value'));
    const purposes = textsFrom(fieldOf(body, 'purpose'));
    const isTag =
      purposes.length > 0
        ? purposes.includes('tagging')
        : onlyTags && fieldOf(item, 'motivation') !== undefined;
    if (value === undefined) report(localizable('A part of this annotation is not text and was left out.'));
    else if (isTag) tags.push(value);
    else if (value !== '') comments.push(value);
  }
  return { comments, tags };
}

function readTarget(
  target: unknown,
  documentTitle: string | undefined,
  report: (message: Message) => void,
): ParsedTarget {
  const source = fieldOf(target, 'source');
  const selectors = refinedSelectors(listOf(fieldOf(target, 'selector')), report);
  const sources = [idOf(source), idOf(target), ...textsFrom(fieldOf(target, 'scope'))].filter(
    (one) => one !== undefined,
  );
  const title = textFrom(fieldOf(source, 'dcterms:title')) ?? documentTitle;
  const abstract = textFrom(fieldOf(source, 'dcterms:abstract'));
  const color = textFrom(fieldOf(target, 'styleClass'));
  const section = textFrom(fieldOf(target, 'dcterms:isPartOf'));
  const quote = readQuote(selectors);
  if (selectors.length > 0 && !quote && !selectors.every((one) => isOfType(one, 'FragmentSelector')))
    report(
      localizable(
        'The place of this annotation has no quote that can be read; its text belongs to the whole paper.',
      ),
    );
  return {
    sources,
    ...(title !== undefined && { title }),
    ...(abstract !== undefined && { abstract }),
    ...(color !== undefined && { color }),
    ...(section !== undefined && section !== '' && { section }),
    ...(quote && { quote }),
  };
}

/** In a chain of selectors, each of which narrows down the one before. */
const LONGEST_CHAIN = 20;

/** The selectors of a target, each as it is narrowed down: a quote within a section is the quote. */
function refinedSelectors(
  selectors: readonly unknown[],
  report: (message: Message) => void,
): readonly unknown[] {
  return selectors.map((selector) => {
    let inner = selector;
    for (let depth = 0; depth < LONGEST_CHAIN; depth++) {
      const next = listOf(fieldOf(inner, 'refinedBy'))[0];
      if (next === undefined) return inner;
      if (isOfType(inner, 'TextQuoteSelector') && !isOfType(next, 'TextQuoteSelector')) {
        report(
          localizable(
            'Only the quote of this annotation was read, not what narrows it down to a part of it.',
          ),
        );
        return inner;
      }
      inner = next;
    }
    return inner;
  });
}

function readQuote(selectors: readonly unknown[]): ParsedQuote | undefined {
  const quoted = selectors.find((selector) => isOfType(selector, 'TextQuoteSelector'));
  const exact = textFrom(fieldOf(quoted, 'exact'));
  if (exact === undefined || exact === '') return undefined;
  const placed = selectors.find((selector) => isOfType(selector, 'TextPositionSelector'));
  const [start, end] = [fieldOf(placed, 'start'), fieldOf(placed, 'end')];
  return {
    exact,
    prefix: textFrom(fieldOf(quoted, 'prefix')) ?? '',
    suffix: textFrom(fieldOf(quoted, 'suffix')) ?? '',
    ...(isOffset(start) && isOffset(end) && start <= end && { start, end }),
  };
}

function isOffset(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Whether a text is the CSV that Readwise exports. */
function isReadwise(text: string): boolean {
  const [header = ''] = text.replace(/^\ufeff/u, '').split(/\r\n?|\n/u, 1);
  return /\bHighlight\b/u.test(header) && /\b(?:Book|Document) Title\b/u.test(header);
}

/** The highlights of Readwise: a row for each, with the title of its document, a note and tags. */
function* parseReadwise(text: string): CooperativeTask<ParsedAnnotations> {
  const annotations: ParsedAnnotation[] = [];
  const problems: ImportProblem[] = [];
  let names: readonly string[] | undefined;
  let at = 0;
  for (const { cells } of csvRows(text.replace(/^\ufeff/u, ''), ',')) {
    yield;
    if (!names) {
      names = cells.map((name) => name.trim().toLowerCase());
      continue;
    }
    at++;
    const known = names;
    const cell = (...columns: readonly string[]): string =>
      columns.map((name) => cells[known.indexOf(name)]?.trim() ?? '').find((value) => value !== '') ?? '';
    const quote = cell('highlight');
    const note = cell('note');
    if (quote === '' && note === '') {
      problems.push({ at, message: localizable('This row has no highlight and no note, and was left out.') });
      continue;
    }
    const title = cell('book title', 'document title', 'title');
    const sources = [cell('url', 'source url', 'document url'), cell('highlight url')].filter(
      (url) => url !== '',
    );
    annotations.push({
      at,
      created: cell('highlighted at', 'date'),
      comments: note === '' ? [] : [note],
      tags: cell('tags')
        .split(',')
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ''),
      targets: [
        {
          sources,
          ...(title !== '' && { title }),
          ...(cell('color') !== '' && { color: cell('color').toLowerCase() }),
          ...(quote !== '' && { quote: { exact: quote, prefix: '', suffix: '' } }),
        },
      ],
    });
  }
  return { annotations, problems };
}
