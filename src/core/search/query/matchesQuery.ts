import { stem } from '../stem';
import { termsOf } from '../tokenize';
import { compareToPattern, dateMatches } from './datePattern';
import type { PaperFacts } from './paperFacts';
import type { Criterion, QueryNode } from './queryNode';

/**
 * Whether a paper is what a query asks for, taken at its word: words may be inflected but not mistyped. Text without a
 * word in it asks nothing.
 */
export function matchesQuery(node: QueryNode, facts: PaperFacts): boolean {
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

/** What a minus rules out: as {@link matchesQuery}, but words as they are written, and no word rules out nothing. */
function rules(node: QueryNode, facts: PaperFacts): boolean {
  if (node.kind !== 'word') return matchesQuery(node, facts);
  return termsOf(node.text).length > 0 && allTexts(facts).some((text) => hasPhrase(text, node.text));
}

function meets(criterion: Criterion, facts: PaperFacts): boolean {
  switch (criterion.kind) {
    case 'tag':
      return facts.tags.some((tag) => isSameOrBelow(tag, criterion.tag, '/'));
    case 'day': {
      const { date, label } = criterion;
      return facts.days.some(
        (day) => sameText(day.label, label) || (date !== undefined && dateMatches(day, date)),
      );
    }
    case 'after':
    case 'before':
      return facts.days.some((day) => compareToPattern(day, criterion.date) === criterion.kind);
    case 'is':
      return facts.state === criterion.state;
    case 'has':
      return facts.has[criterion.thing];
    case 'source':
      return facts.sources.includes(criterion.source);
    case 'author':
      return facts.authors.some((author) => isNamed(author, criterion.name));
    case 'category':
      return facts.categories.some((category) => isSameOrBelow(category, criterion.category, '.'));
    case 'title':
      return hasPhrase(facts.title, criterion.text);
  }
}

function isSameOrBelow(name: string, wanted: string, separator: string): boolean {
  const lower = name.toLowerCase();
  const above = wanted.toLowerCase();
  return lower === above || lower.startsWith(above.endsWith(separator) ? above : `${above}${separator}`);
}

function sameText(a: string, b: string): boolean {
  return termsOf(a).join(' ') === termsOf(b).join(' ');
}

/** Every part of the name begins one of the author's: `g hinton` and `hint` are Geoffrey Hinton. */
function isNamed(author: string, name: string): boolean {
  const parts = termsOf(author);
  const wanted = termsOf(name);
  return wanted.length > 0 && wanted.every((part) => parts.some((whole) => whole.startsWith(part)));
}

function hasPhrase(text: string, phrase: string): boolean {
  const wanted = termsOf(phrase);
  if (wanted.some((term) => isSurelyAbsent(text, term))) return false;
  return wanted.length === 0 || ` ${termsOf(text).join(' ')} `.includes(` ${wanted.join(' ')} `);
}

/** Spares splitting most texts into words: one in ASCII holds every term of its own, but for case and apostrophes. */
function isSurelyAbsent(text: string, term: string): boolean {
  return /^[\x20-\x7e\s]*$/.test(text) && !text.replaceAll("'", '').toLowerCase().includes(term);
}

function hasWords(facts: PaperFacts, text: string): boolean {
  const wanted = termsOf(text);
  if (wanted.length === 0) return true;
  const texts = allTexts(facts);
  if (wanted.some((term) => texts.every((whole) => isSurelyAbsent(whole, startOfAll(stem(term))))))
    return false;
  const stems = stemsOf(facts, texts);
  return wanted.every((term) => stems.has(stem(term)));
}

/** Of papers that are looked at: one is often asked for several words. */
const knownStems = new WeakMap<PaperFacts, ReadonlySet<string>>();

function stemsOf(facts: PaperFacts, texts: readonly string[]): ReadonlySet<string> {
  let stems = knownStems.get(facts);
  if (!stems) {
    stems = new Set(texts.flatMap((whole) => termsOf(whole).map(stem)));
    knownStems.set(facts, stems);
  }
  return stems;
}

/** How every word with this stem begins: stemming changes two letters before the ending that it cuts off, at most. */
function startOfAll(stemmed: string): string {
  return stemmed.slice(0, Math.max(1, stemmed.length - 2));
}

function allTexts(facts: PaperFacts): string[] {
  return [facts.title, facts.abstract, facts.notes, ...facts.tags, ...facts.authors, ...facts.categories];
}
