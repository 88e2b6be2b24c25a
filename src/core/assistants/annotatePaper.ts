import { localized } from '../base/localization';
import type { Paper } from '../library/paper';
import type { Highlight } from '../notes/note';
import { parseTag } from '../notes/tag';
import type { TextRange } from '../text/sentences';
import { isTriageState } from '../triage/triageState';
import { findPlainQuote, findQuote } from './findQuote';
import { ToolError, type ToolLibrary } from './toolLibrary';

/** What a model wants to change. An empty text or list changes nothing. */
interface Annotation {
  readonly state: string;
  readonly addTags: readonly string[];
  readonly removeTags: readonly string[];
  /** Text for the end of the note. */
  readonly append: string;
  /** The words to be highlighted, and a comment on them. */
  readonly quote: string;
  readonly comment: string;
}

/** One change, and what to say when it is made. */
interface Step {
  readonly done: string;
  readonly run: () => Promise<unknown>;
}

/**
 * Changes the annotations of a paper. Everything is checked before the first change.
 *
 * @returns what was changed
 * @throws ToolError with a sentence that says what was changed before it failed: nothing, unless a store fails
 */
export async function annotatePaper(
  library: ToolLibrary,
  paper: Paper,
  wanted: Annotation,
): Promise<readonly string[]> {
  const { state, removeTags, quote } = wanted;
  const note = removeTags.length > 0 || quote !== '' ? await library.note(paper.id) : undefined;
  const steps = [
    ...noteSteps(library, paper, note, wanted),
    ...(await highlightSteps(library, paper, note, wanted)),
  ];
  if (isTriageState(state))
    steps.push({ done: `marked as ${state}`, run: () => library.setTriage(paper.id, state) });
  if (steps.length === 0) throw new ToolError('Nothing to change was given, so nothing was changed.');
  const done: string[] = [];
  for (const step of steps) {
    try {
      await step.run();
    } catch (error) {
      if (done.length === 0) throw error;
      const message = error instanceof Error ? error.message : String(error);
      throw new ToolError(`${message} Done before that: ${done.join(', ')}.`, { cause: error });
    }
    done.push(step.done);
  }
  return done;
}

/** The note before the change; undefined if there is none, if it may not be read, or if the change does not depend on it. */
type KnownNote = Awaited<ReturnType<ToolLibrary['note']>>;

/** The tags and the text of the note, which are one change. */
function noteSteps(
  library: ToolLibrary,
  { id }: Paper,
  note: KnownNote,
  wanted: Pick<Annotation, 'addTags' | 'removeTags' | 'append'>,
): Step[] {
  const addTags = wanted.addTags.map(storedTag);
  const spellings = wanted.removeTags.flatMap(spellingsOf);
  const known = spellings.length > 0 ? note?.tags : undefined;
  const removeTags = known ? spellings.filter((tag) => known.includes(tag)) : spellings;
  // Spaces before the first word stay: they may be those of a list or of code.
  const append = wanted.append.trimEnd().replace(/^(?:[^\S\n]*\n)+/u, '');
  const done = [
    addTags.length > 0 && `tags added: ${addTags.join(', ')}`,
    removeTags.length > 0 && `tags removed: ${removeTags.join(', ')}`,
    append !== '' && 'text added to the note',
  ].filter((text) => text !== false);
  if (known && removeTags.length === 0)
    throw new ToolError(`The paper has no such tag; it has: ${known.join(', ')}. Nothing was changed.`);
  if (done.length === 0) return [];
  const change = { addTags, removeTags, ...(append !== '' && { append }) };
  return [{ done: done.join(', '), run: () => library.updateNote(id, change) }];
}

/** A tag as it is stored. @throws ToolError if it cannot be one */
function storedTag(text: string): string {
  const tag = parseTag(text);
  if (!tag.ok) throw new ToolError(`${localized(tag.error)} Nothing was changed.`);
  return tag.value;
}

/** A tag as it is written, which other programs may have stored, and as it would be stored. */
function spellingsOf(text: string): readonly string[] {
  const tag = parseTag(text);
  return tag.ok && tag.value !== text ? [text, tag.value] : [text];
}

async function highlightSteps(
  library: ToolLibrary,
  paper: Paper,
  note: KnownNote,
  { quote, comment }: Pick<Annotation, 'quote' | 'comment'>,
): Promise<Step[]> {
  if (quote === '' && comment === '') return [];
  if (quote === '')
    throw new ToolError('A comment needs a highlight, the words that it is about. Nothing was changed.');
  const { field, range, words } = await placeOf(library, paper, quote);
  const isKnown = note?.highlights.some((known) => known.field === field && known.quote === words);
  if (isKnown === true && comment === '')
    throw new ToolError('These words are highlighted already. Nothing was changed.');
  const options = { ...(comment !== '' && { comment }), ...(field !== 'abstract' && { field }) };
  return [{ done: 'highlight added', run: () => library.addHighlight(paper.id, range, options) }];
}

/** The place of words in a paper, and the words as the paper has them. */
interface QuotedPlace {
  readonly field: Highlight['field'];
  readonly range: TextRange;
  readonly words: string;
}

/** @throws ToolError if the paper does not have the words */
async function placeOf(library: ToolLibrary, paper: Paper, quote: string): Promise<QuotedPlace> {
  const found = (field: Highlight['field'], text: string, range: TextRange): QuotedPlace => ({
    field,
    range,
    words: text.slice(range.start, range.end),
  });
  for (const field of ['abstract', 'title'] as const) {
    const range = findQuote(paper[field], quote);
    if (range) return found(field, paper[field], range);
  }
  const { text } = (await library.fullText(paper.id)) ?? { text: '' };
  const range = findPlainQuote(text, quote);
  if (range) return found('fullText', text, range);
  throw new ToolError(
    'The paper does not have exactly these words, so nothing was changed. Read the paper and quote it.',
  );
}
