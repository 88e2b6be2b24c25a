import { XMLParser } from 'fast-xml-parser';
import { markupToText } from '../html/markupText';
import { decodeReferences } from '../html/references';

/** The content of an element: text, or child elements by name without prefix. */
export type XmlNode = string | { readonly [name: string]: XmlNode | readonly XmlNode[] };

// No entity is expanded but by decodeReferences, which knows no declared ones, and nothing is ever loaded. The elements
// that hold text are kept unchanged, as that text may be markup.
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  processEntities: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  maxNestedTags: 30,
  stopNodes: 'title summary description content encoded creator abstract ArticleTitle AbstractText'
    .split(' ')
    .map((name) => `*.${name}`),
});

/** In UTF-16 units; entries of feeds are smaller. */
const MAX_ENTRY = 1_000_000;

/** Parses one element. Returns undefined if it is invalid, too deep or too large. */
export function parseElement(xml: string): XmlNode | undefined {
  if (xml.length > MAX_ENTRY) return undefined;
  try {
    const root = parser.parse(xml) as Readonly<Record<string, XmlNode>>;
    return Object.values(root)[0];
  } catch {
    return undefined; // Invalid XML; the caller reports it with its line.
  }
}

export function children(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  if (typeof node !== 'object' || !Object.hasOwn(node, name)) return [];
  const found = node[name];
  if (found === undefined) return [];
  return isList(found) ? found : [found];
}

export function attributeOf(node: XmlNode | undefined, name: string): string | undefined {
  const [value] = children(node, `@${name}`);
  return typeof value === 'string' ? decodeReferences(value) : undefined;
}

/** The visible text of a node: references decoded, CDATA unwrapped, markup removed. */
export function textOf(node: XmlNode | undefined): string {
  if (node === undefined) return '';
  const raw = typeof node === 'string' ? node : ownText(node);
  const text = raw
    .split(/<!\[CDATA\[([\s\S]*?)(?:\]\]>|$)/u)
    .map((part, index) => (index % 2 === 1 ? part : decodeReferences(part)))
    .join('');
  return markupToText(text);
}

/** The text of the first child in `names` that has text. */
export function childText(node: XmlNode | undefined, ...names: readonly string[]): string {
  for (const name of names) {
    const text = textOf(children(node, name)[0]).trim();
    if (text !== '') return text;
  }
  return '';
}

/** {@link textOf} of a node whose markup only formats words, and adds no text. */
export function plainText(node: XmlNode): string {
  if (typeof node !== 'string' || node.includes('<![CDATA[')) return textOf(node);
  return textOf(node.replace(/<\/?[a-z][^<>]*>/giu, ''));
}

/** Maximum search depth. */
const DEEPEST = 8;

/** All descendants of `node` in `names`, outer ones first. */
export function descendants(node: XmlNode | undefined, names: readonly string[]): readonly XmlNode[] {
  const found: XmlNode[] = [];
  let level = node === undefined ? [] : [node];
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth++) {
    for (const parent of level)
      for (const name of names) for (const child of children(parent, name)) found.push(child);
    level = level.flatMap((parent) =>
      typeof parent === 'string' ? [] : Object.keys(parent).flatMap((name) => children(parent, name)),
    );
  }
  return found;
}

/** The text of an element itself. EndNote wraps all text in elements for its style. */
function ownText(node: Exclude<XmlNode, string>): string {
  const [text] = children(node, '#text');
  const styled = children(node, 'style').map((style) => (typeof style === 'string' ? style : ownText(style)));
  return (typeof text === 'string' ? text : '') + styled.join('');
}

function isList(value: XmlNode | readonly XmlNode[]): value is readonly XmlNode[] {
  return Array.isArray(value);
}
