import { commonBeginning } from '../phraseMatches';
import { stem } from '../stem';
import { termsOf } from '../tokenize';
import { compareToPattern, dateMatches } from './datePattern';
import type { LabelledDate, QueryablePaper } from './queryablePaper';
import type { Criterion, QueryNode } from './queryNode';

/**
 * Whether a paper is what a query asks for, taken at its word: words may be inflected but not mistyped. Text without a
 * word in it asks nothing.
 */
export function matchesQuery(node: QueryNode, facts: QueryablePaper): boolean {
  switch (node.kind) {
    case 'word':
      return hasWords(facts, node.text);
    case 'phrase':
      return allTexts(facts).some((text) => hasPhrase(text, node.text));
    case 'criterion':
      return meets(node.criterion, facts);
    case 'not':
      return !rules(node.node, facts);
    case 'and':
      return node.nodes.every((child) => matchesQuery(child, facts));
    case 'or':
      return node.nodes.some((child) => matchesQuery(child, facts));
  }
}

/**
 * Whether a minus excludes a paper: like {@link matchesQuery}, but with exact words; a text without words excludes
 * none.
 */
function rules(node: QueryNode, facts: QueryablePaper): boolean {
  if (node.kind !== 'word') return matchesQuery(node, facts);
  return termsOf(node.text).length > 0 && allTexts(facts).some((text) => hasPhrase(text, node.text));
}

function meets(criterion: Criterion, facts: QueryablePaper): boolean {
  switch (criterion.kind) {
    case 'tag':
      return facts.tags.some((tag) => isSameOrBelow(tag, criterion.tag, '/'));
    case 'day':
    case 'after':
    case 'before':
      return facts.days.some((day) => dayMeets(criterion, day));
    case 'is':
      return facts.state === criterion.state;
    case 'has':
      return facts.has[criterion.thing];
    case 'file':
      return (facts.files ?? []).some((file) => isFileMeant(file, criterion.path));
    case 'in':
      return facts.isWhole === true;
    case 'source':
      return facts.sources.includes(criterion.source);
    case 'author':
      return facts.authors.map(nameKey).some(nameTest(criterion.name));
    case 'category':
      return facts.categories.some((category) => isSameOrBelow(category, criterion.category, '.'));
    case 'title':
      return hasPhrase(facts.title, criterion.text);
  }
}

export function dayMeets(
  criterion: Extract<Criterion, { kind: 'day' | 'after' | 'before' }>,
  day: LabelledDate,
): boolean {
  if (criterion.kind !== 'day') return compareToPattern(day, criterion.date) === criterion.kind;
  const { date, label } = criterion;
  return sameText(day.label, label) || (date !== undefined && dateMatches(day, date));
}

/** Whether a tag or a category is the wanted one or below it. */
export function isSameOrBelow(name: string, wanted: string, separator: string): boolean {
  const lower = name.toLowerCase();
  const above = wanted.toLowerCase();
  return lower === above || lower.startsWith(above.endsWith(separator) ? above : `${above}${separator}`);
}

/** Whether a file is the one at a path, ends with it, or lies below it. Without a path any is. */
export function isFileMeant(file: string, path: string | undefined): boolean {
  if (path === undefined) return true;
  const wanted = path
    .toLowerCase()
    .replace(/^\.?\//, '')
    .replace(/\/$/, '');
  const lower = `/${file.toLowerCase()}/`;
  return wanted !== '' && lower.includes(`/${wanted}/`);
}

function sameText(a: string, b: string): boolean {
  return termsOf(a).join(' ') === termsOf(b).join(' ');
}

/**
 * Every part of the name begins one of the author's: `g hinton` and `hint` are Geoffrey Hinton.
 *
 * @returns whether that holds for an author, given by {@link nameKey}
 */
export function nameTest(name: string): (authorKey: string) => boolean {
  const wanted = termsOf(name).map((part) => ` ${part}`);
  return (key) => wanted.length > 0 && wanted.every((part) => key.includes(part));
}

/** The words of an author's name, each after a blank. */
export function nameKey(author: string): string {
  return ` ${termsOf(author).join(' ')}`;
}

function hasPhrase(text: string, phrase: string): boolean {
  const wanted = termsOf(phrase);
  if (wanted.some((term) => isSurelyAbsent(text, term))) return false;
  return wanted.length === 0 || ` ${termsOf(text).join(' ')} `.includes(` ${wanted.join(' ')} `);
}

/**
 * Avoids splitting most texts into words: an ASCII text contains all of its terms literally, except for case and
 * apostrophes.
 */
function isSurelyAbsent(text: string, term: string): boolean {
  return /^[\x20-\x7e\s]*$/.test(text) && !text.replaceAll("'", '').toLowerCase().includes(term);
}

function hasWords(facts: QueryablePaper, text: string): boolean {
  const wanted = termsOf(text);
  if (wanted.length === 0) return true;
  const texts = allTexts(facts);
  if (wanted.some((term) => texts.every((whole) => isSurelyAbsent(whole, commonBeginning(stem(term))))))
    return false;
  const stems = stemsOf(facts, texts);
  return wanted.every((term) => stems.has(stem(term)));
}

/** The stems of papers, cached because a paper is often tested for several words. */
const knownStems = new WeakMap<QueryablePaper, ReadonlySet<string>>();

function stemsOf(facts: QueryablePaper, texts: readonly string[]): ReadonlySet<string> {
  let stems = knownStems.get(facts);
  if (!stems) {
    stems = new Set(texts.flatMap((whole) => termsOf(whole).map(stem)));
    knownStems.set(facts, stems);
  }
  return stems;
}

function allTexts(facts: QueryablePaper): string[] {
  return [facts.title, facts.abstract, facts.notes, ...facts.tags, ...facts.authors, ...facts.categories];
}
