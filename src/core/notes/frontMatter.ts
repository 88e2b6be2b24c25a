import {
  type Alias,
  type Document,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  parseDocument,
  type ErrorCode,
} from 'yaml';
import type { NoteError } from './noteError';
import { nestedDeeperThan } from '../text/yamlNesting';
import { localizable, type Message } from '../base/localization';

/** In UTF-16 units. The extension writes no longer front matter, and parsing it would block the extension host. */
const maxFrontMatter = 1_000_000;

/** Maximum nesting of lists and maps. Notes that the extension writes have three levels. */
const maxNesting = 64;

/** Front matter, as far as it parses. Offsets in nodes are relative to the parsed text. */
export interface FrontMatter {
  /** Absent if the text contains only comments. */
  readonly root?: YAMLMap;
  readonly error?: FrontMatterError;
}

/** An error and its UTF-16 offset in the front matter. */
export interface FrontMatterError {
  readonly kind: NoteError['kind'];
  readonly message: Message;
  readonly offset: number;
}

/** Never throws. Aliases and merge keys are not expanded, so that a small file cannot grow large. */
export function parseFrontMatter(yaml: string): FrontMatter {
  if (yaml.length > maxFrontMatter) {
    return {
      error: {
        kind: 'too-long',
        message: localizable('The front matter is longer than a million characters.'),
        offset: 0,
      },
    };
  }
  const tooDeep = nestedDeeperThan(maxNesting, yaml);
  if (tooDeep !== undefined) {
    const message = localizable('The front matter has lists or maps nested more than {0} deep.', maxNesting);
    return { error: { kind: 'yaml', message, offset: tooDeep } };
  }
  try {
    // `findError` looks for duplicate keys: the library's own check takes quadratic time.
    const document = parseDocument(yaml, {
      keepSourceTokens: true,
      uniqueKeys: false,
      logLevel: 'error',
      prettyErrors: false,
    });
    return readDocument(document, yaml);
  } catch {
    // A fault of the YAML library, which has no message for a person.
    return {
      error: {
        kind: 'yaml',
        message: yamlErrorMessage('IMPOSSIBLE'),
        offset: 0,
      },
    };
  }
}

function readDocument(document: Document.Parsed, yaml: string): FrontMatter {
  const root = document.contents;
  const shape = isMap(root) ? { root: root as YAMLMap } : {};
  const [syntaxError] = document.errors;
  if (syntaxError) {
    const { code, pos } = syntaxError;
    return { ...shape, error: { kind: 'yaml', message: yamlErrorMessage(code), offset: pos[0] } };
  }
  if (root !== null && !isMap(root)) {
    const message = localizable('The front matter must be a list of “key: value” lines.');
    return { error: { kind: 'wrong-type', message, offset: yaml.search(/\S/) } };
  }
  const error = findError(root, new Set());
  return error ? { ...shape, error } : shape;
}

/** Finds errors that the library does not report: duplicate keys, aliases without an anchor. */
function findError(node: unknown, anchors: Set<string>): FrontMatterError | undefined {
  if (isPair(node)) return findError(node.key, anchors) ?? findError(node.value, anchors);
  if (isAlias(node)) return anchors.has(node.source) ? undefined : unknownAlias(node);
  if (!isCollection(node) && !isScalar(node)) return undefined;
  if (node.anchor !== undefined) anchors.add(node.anchor);
  if (isScalar(node)) return undefined;
  const keys = new Set<unknown>();
  for (const item of node.items) {
    const error = repeatedKey(item, keys) ?? findError(item, anchors);
    if (error) return error;
  }
  return undefined;
}

function unknownAlias({ source, range }: Alias): FrontMatterError {
  const message = localizable('The front matter cannot be read: “*{0}” has no “&{0}” before it.', source);
  return { kind: 'yaml', message, offset: range?.[0] ?? 0 };
}

function repeatedKey(item: unknown, keys: Set<unknown>): FrontMatterError | undefined {
  if (!isPair(item) || !isScalar(item.key)) return undefined;
  const { value, range } = item.key;
  if (keys.has(value)) {
    return {
      kind: 'duplicate-key',
      message: localizable('The key “{0}” is there twice. Remove one of the two.', String(value)),
      offset: range?.[0] ?? 0,
    };
  }
  keys.add(value);
  return undefined;
}

/** A key and its value, which may be missing. */
export type Entry = Pair<Scalar, Node | null>;

/** The entry of `map` under `key`. */
export function pairOf(map: YAMLMap | undefined, key: string): Entry | undefined {
  return map?.items.find((pair): pair is Entry => isScalar(pair.key) && pair.key.value === key);
}

/**
 * The source text of a scalar (`2024`, `yes` and `1.10` are strings here); `undefined` for any other node. A missing
 * value is the empty string.
 */
export function scalarText(node: unknown): string | undefined {
  if (node === null || node === undefined) return '';
  if (!isScalar(node)) return undefined;
  if (typeof node.value === 'string') return node.value;
  if (node.value === null) return '';
  return node.source ?? JSON.stringify(node.value);
}

/** Whether a value is missing or null. */
export function isBlank(node: unknown): node is Scalar | null | undefined {
  return node === null || node === undefined || (isScalar(node) && node.value === null);
}

const byCode: Readonly<Partial<Record<ErrorCode, Message>>> = {
  BAD_ALIAS: localizable(
    'The front matter cannot be read: a “*” stands where a name is expected. Put the value in quotation marks.',
  ),
  BAD_DQ_ESCAPE: localizable(
    'The front matter cannot be read: a backslash in double quotation marks is not followed by a letter that YAML knows. Use single ones.',
  ),
  BAD_INDENT: localizable(
    'The front matter cannot be read: a line is not indented like the others of its list, or a “[” or “{” before it is not closed.',
  ),
  BAD_SCALAR_START: localizable(
    'The front matter cannot be read: a value begins with a sign that YAML reserves, such as “@” or “%”. Put it in quotation marks.',
  ),
  BLOCK_AS_IMPLICIT_KEY: localizable(
    'The front matter cannot be read: a line holds a second “key: value”. Put the value in quotation marks, or on a line of its own.',
  ),
  BLOCK_IN_FLOW: localizable(
    'The front matter cannot be read: a list between “[” or “{” is not closed before the next line begins. Close it with “]” or “}”.',
  ),
  DUPLICATE_KEY: localizable('The front matter cannot be read: a key is there twice. Remove one of the two.'),
  KEY_OVER_1024_CHARS: localizable(
    'The front matter cannot be read: a key is longer than 1,024 characters. Is a “:” missing?',
  ),
  MISSING_CHAR: localizable(
    'The front matter cannot be read: a closing quotation mark, bracket, “:” or “,” is missing.',
  ),
  MULTILINE_IMPLICIT_KEY: localizable(
    'The front matter cannot be read: a line is neither “key: value” nor part of a list.',
  ),
  MULTIPLE_DOCS: localizable('The front matter cannot be read: a second “---” stands before its end.'),
  RESOURCE_EXHAUSTION: localizable('The front matter cannot be read: lists are nested too deeply.'),
  TAB_AS_INDENT: localizable('The front matter cannot be read: a line is indented with a tab. Use spaces.'),
  UNEXPECTED_TOKEN: localizable(
    'The front matter cannot be read: something stands after the end of a value. Put the whole value in quotation marks.',
  ),
};

/** One plain sentence about a syntax error in a note's front matter. `code` is that of the YAML library. */
function yamlErrorMessage(code: ErrorCode): Message {
  return (
    byCode[code] ??
    localizable(
      'The front matter cannot be read: YAML cannot be read from here on. Put values with special signs in quotation marks.',
    )
  );
}
