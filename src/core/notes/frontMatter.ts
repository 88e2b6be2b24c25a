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
} from 'yaml';
import type { NoteError } from './noteError';
import { nestedDeeperThan } from './yamlNesting';

/** In UTF-16 units. Longer front matter is no note of ours, and parsing it would block the extension host. */
const maxFrontMatter = 1_000_000;

/** How deep lists and maps may be nested. A note as the extension writes it has three levels. */
const maxNesting = 64;

/** Parsed front matter, as far as it parses. Offsets in nodes are into the text that was parsed. */
export interface FrontMatter {
  /** Absent where the text holds nothing but comments. */
  readonly root?: YAMLMap;
  readonly fault?: YamlFault;
}

/** A fault and where it is, in UTF-16 units from the start of the front matter. */
export interface YamlFault {
  readonly kind: NoteError['kind'];
  readonly message: string;
  readonly offset: number;
}

/** Never throws. Aliases are not followed and merge keys not expanded, so that nothing small can grow large. */
export function parseFrontMatter(yaml: string): FrontMatter {
  if (yaml.length > maxFrontMatter) {
    return {
      fault: {
        kind: 'too-long',
        message: 'The front matter is longer than a million characters.',
        offset: 0,
      },
    };
  }
  const tooDeep = nestedDeeperThan(maxNesting, yaml);
  if (tooDeep !== undefined) {
    const message = `The front matter has lists or maps nested more than ${maxNesting} deep.`;
    return { fault: { kind: 'yaml', message, offset: tooDeep } };
  }
  try {
    // Duplicate keys are looked for below: the library's own search takes quadratic time.
    const document = parseDocument(yaml, {
      keepSourceTokens: true,
      uniqueKeys: false,
      logLevel: 'error',
      prettyErrors: false,
    });
    return readDocument(document, yaml);
  } catch (error) {
    return {
      fault: {
        kind: 'yaml',
        message: `The front matter is not YAML that can be read: ${String(error)}`,
        offset: 0,
      },
    };
  }
}

function readDocument(document: Document.Parsed, yaml: string): FrontMatter {
  const root = document.contents;
  const shape = isMap(root) ? { root: root as YAMLMap } : {};
  const [error] = document.errors;
  if (error) {
    const message = `The front matter is not valid YAML: ${error.message.replace(/\.?\s*$/, '')}.`;
    return { ...shape, fault: { kind: 'yaml', message, offset: error.pos[0] } };
  }
  if (root !== null && !isMap(root)) {
    const message = 'The front matter must be a list of “key: value” lines.';
    return { fault: { kind: 'wrong-type', message, offset: yaml.search(/\S/) } };
  }
  const fault = findFault(root, new Set());
  return fault ? { ...shape, fault } : shape;
}

/** What the library takes without a word: a key that stands twice, an alias of nothing. */
function findFault(node: unknown, anchors: Set<string>): YamlFault | undefined {
  if (isPair(node)) return findFault(node.key, anchors) ?? findFault(node.value, anchors);
  if (isAlias(node)) return anchors.has(node.source) ? undefined : unknownAlias(node);
  if (!isCollection(node) && !isScalar(node)) return undefined;
  if (node.anchor !== undefined) anchors.add(node.anchor);
  if (isScalar(node)) return undefined;
  const keys = new Set<unknown>();
  for (const item of node.items) {
    const fault = repeatedKey(item, keys) ?? findFault(item, anchors);
    if (fault) return fault;
  }
  return undefined;
}

function unknownAlias({ source, range }: Alias): YamlFault {
  const message = `The front matter is not valid YAML: “*${source}” has no “&${source}” before it.`;
  return { kind: 'yaml', message, offset: range?.[0] ?? 0 };
}

function repeatedKey(item: unknown, keys: Set<unknown>): YamlFault | undefined {
  if (!isPair(item) || !isScalar(item.key)) return undefined;
  const { value, range } = item.key;
  if (keys.has(value)) {
    return {
      kind: 'duplicate-key',
      message: `The key “${String(value)}” stands twice.`,
      offset: range?.[0] ?? 0,
    };
  }
  keys.add(value);
  return undefined;
}

/** A key and what it has, which may be nothing. */
export type Entry = Pair<Scalar, Node | null>;

/** The entry of `map` under `key`. */
export function pairOf(map: YAMLMap | undefined, key: string): Entry | undefined {
  return map?.items.find((pair): pair is Entry => isScalar(pair.key) && pair.key.value === key);
}

/**
 * A scalar as the text it was written as (`2024`, `yes` and `1.10` are words here); `undefined` for anything that is
 * not a scalar. Nothing at all is the empty string.
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
