import type { CooperativeTask } from '../base/cooperativeTask';
import { fieldOf, listOf, textFrom } from './jsonField';
import type { ParsedAnnotation } from './parsedAnnotation';

/** The item of Zotero's API or export that an entry of a list is; undefined for any other. */
function itemOf(entry: unknown): unknown {
  const data = fieldOf(entry, 'data') ?? entry;
  return textFrom(fieldOf(data, 'itemType')) === undefined ? undefined : data;
}

/** Whether a list has items of Zotero, annotations among them. */
export function areZoteroItems(items: readonly unknown[]): boolean {
  return items.slice(0, 1000).some((entry) => annotationsIn(entry).length > 0);
}

/** An annotation itself, or those of the attachments of an item. */
function annotationsIn(entry: unknown): readonly unknown[] {
  const item = itemOf(entry);
  if (textFrom(fieldOf(item, 'itemType')) === 'annotation') return [item];
  return [entry, ...listOf(fieldOf(entry, 'attachments')), ...listOf(fieldOf(item, 'attachments'))].flatMap(
    (holder) => listOf(fieldOf(holder, 'annotations')),
  );
}

/** The annotations of Zotero items, each with the title and the addresses of the work that it is in. */
export function* zoteroAnnotations(items: readonly unknown[]): CooperativeTask<readonly ParsedAnnotation[]> {
  const byKey = new Map<string, unknown>();
  for (const entry of items) {
    byKey.set(textFrom(fieldOf(itemOf(entry), 'key')) ?? '', itemOf(entry));
    yield;
  }
  const workOf = (item: unknown): unknown => {
    let work = item;
    // An annotation is below an attachment, which is below the work.
    for (let depth = 0; depth < 3; depth++) {
      const parent = byKey.get(textFrom(fieldOf(work, 'parentItem')) ?? '');
      if (parent === undefined) return work;
      work = parent;
    }
    return work;
  };
  const annotations: ParsedAnnotation[] = [];
  for (const [index, entry] of items.entries()) {
    for (const annotation of annotationsIn(entry)) {
      const isOwn = annotation === itemOf(entry);
      annotations.push(toAnnotation(annotation, isOwn ? workOf(annotation) : itemOf(entry), index + 1));
      yield;
    }
    yield;
  }
  return annotations;
}

function toAnnotation(annotation: unknown, work: unknown, at: number): ParsedAnnotation {
  const text = (...names: readonly string[]): string =>
    names.map((name) => textFrom(fieldOf(annotation, name)) ?? '').find((value) => value !== '') ?? '';
  const quote = text('annotationText', 'text');
  const comment = text('annotationComment', 'comment');
  const title = textFrom(fieldOf(work, 'title'));
  const key = text('key');
  return {
    at,
    ...(key !== '' && { id: `zotero:${key}` }),
    created: text('dateAdded', 'dateModified'),
    comments: comment === '' ? [] : [comment],
    tags: listOf(fieldOf(annotation, 'tags')).flatMap((tag) => textFrom(fieldOf(tag, 'tag') ?? tag) ?? []),
    targets: [
      {
        sources: ['url', 'DOI', 'extra', 'archiveID'].flatMap((name) => textFrom(fieldOf(work, name)) ?? []),
        ...(title !== undefined && { title }),
        ...(quote !== '' && { quote: { exact: quote, prefix: '', suffix: '' } }),
      },
    ],
  };
}
