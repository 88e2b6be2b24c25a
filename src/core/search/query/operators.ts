import { triageStates } from '../../triage/triageState';
import { didYouMean } from './didYouMean';
import { parseDatePattern } from './datePattern';
import { type Criterion, heldThings } from './queryNode';
import { localizable, type Message } from '../../base/localization';

/** A value that could not be read, and perhaps what was meant. */
interface ValueFault {
  readonly message: Message;
  readonly suggestion?: string;
}

interface Operator {
  readonly name: string;
  /** Said beside a completion. */
  readonly describe: Message;
  /** All values there are, where they are few. */
  readonly values?: readonly string[];
  readonly read: (value: string) => Criterion | ValueFault;
}

const isValues = [...triageStates, 'in-code'] as const;
const sourceIds = ['digest', 'huggingface', 'arxiv'] as const;

/** The names of operators, which precede a colon, in the order of completions. */
export const operators: readonly Operator[] = [
  {
    name: 'tag',
    describe: localizable('carries the tag or one below it'),
    // Obsidian, Foam and Logseq print tags with #, and a pasted one may be decomposed.
    read: (value) => ({ kind: 'tag', tag: value.normalize('NFC').replace(/^#/, '') }),
  },
  {
    name: 'is',
    describe: localizable('is unread, kept for later, read or skipped, or named in your code'),
    values: isValues,
    read: oneOf('is', isValues, (value) =>
      value === 'in-code' ? { kind: 'file', path: undefined } : { kind: 'is', state: value },
    ),
  },
  {
    name: 'has',
    describe: localizable('has a note, tags, a highlight, or code'),
    values: heldThings,
    read: oneOf('has', heldThings, (thing) => ({ kind: 'has', thing })),
  },
  {
    name: 'day',
    describe: localizable('stands under this day, month or year'),
    read: readDay,
  },
  { name: 'after', describe: localizable('stands under a later day'), read: readBound('after') },
  { name: 'before', describe: localizable('stands under an earlier day'), read: readBound('before') },
  {
    name: 'source',
    describe: localizable('came from this source'),
    values: sourceIds,
    read: oneOf('source', sourceIds, (source) => ({ kind: 'source', source })),
  },
  {
    name: 'file',
    describe: localizable('is named in this file or folder of the workspace'),
    read: (path) => ({ kind: 'file', path: path.replaceAll('\\', '/') }),
  },
  {
    name: 'author',
    describe: localizable('is by this author'),
    read: (value) => ({ kind: 'author', name: value }),
  },
  {
    name: 'cat',
    describe: localizable('is in this category'),
    read: (value) => ({ kind: 'category', category: value }),
  },
  {
    name: 'in',
    describe: localizable('has the words in the whole paper, if you have read that'),
    values: ['fulltext'],
    read: oneOf('in', ['fulltext'] as const, (place) => ({ kind: 'in', place })),
  },
  {
    name: 'title',
    describe: localizable('has this in its title'),
    read: (value) => ({ kind: 'title', text: value }),
  },
];

export function operatorNamed(name: string): Operator | undefined {
  const lower = name.toLowerCase();
  return operators.find((operator) => operator.name === lower);
}

function oneOf<T extends string>(
  name: string,
  values: readonly T[],
  make: (value: T) => Criterion,
): (value: string) => Criterion | ValueFault {
  return (text) => {
    const value = values.find((candidate) => candidate === text.toLowerCase());
    if (value !== undefined) return make(value);
    const suggestion = didYouMean(text.toLowerCase(), values);
    return {
      message: localizable('“{0}:” knows {1}, not “{2}”.', name, listOf(values), text),
      ...(suggestion === undefined ? {} : { suggestion }),
    };
  };
}

/** A date, or the label of a digest without one. A value that can only be a date must be a valid one. */
function readDay(text: string): Criterion | ValueFault {
  const date = parseDatePattern(text);
  return date === undefined && /^[\d\s.,/-]+$/.test(text)
    ? { message: noDate(text) }
    : { kind: 'day', date, label: text };
}

const noDate = (text: string): Message =>
  localizable('“{0}” is not a date: write 2025-03-11, 2025-03 or "Mar 11".', text);

function readBound(kind: 'after' | 'before'): (value: string) => Criterion | ValueFault {
  return (text) => {
    const date = parseDatePattern(text);
    return date ? { kind, date } : { message: noDate(text) };
  };
}

/** “a, b and c”; the words themselves are not translated. */
export function listOf(words: readonly string[]): Message {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : localizable('{0} and {1}', words.slice(0, -1).join(', '), last);
}
