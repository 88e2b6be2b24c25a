import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'oxc-parser';

/** A text of the host, in English: what `vscode.l10n.t` is called with. */
export interface HostMessage {
  readonly text: string;
  /** How many values the call puts into it. */
  readonly values: number;
  /** `features/tags/index.ts:12`. */
  readonly place: string;
}

interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

/** All messages of the files below a folder, in the order of the files. */
export function hostMessages(src: string): readonly HostMessage[] {
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => file.replaceAll(path.sep, '/'))
    .toSorted()
    .flatMap((file) => messagesOf(file, readFileSync(path.join(src, file), 'utf8')));
}

/**
 * The messages of one file.
 * @throws if a call has no constant text, or its placeholders are not `{0}`, `{1}` … for each of its values: no translation
 * could be found for the one, and a value would be lost in the other.
 */
export function messagesOf(file: string, source: string): readonly HostMessage[] {
  if (!source.includes('l10n.t(')) return [];
  const found: HostMessage[] = [];
  walk(parseSync(file, source).program as unknown as SyntaxNode, (node) => {
    if (!isTranslation(node)) return;
    const [first, ...values] = node['arguments'] as readonly SyntaxNode[];
    const place = `${file}:${source.slice(0, node.start).split('\n').length}`;
    const text = first?.type === 'Literal' ? first['value'] : undefined;
    if (typeof text !== 'string') throw new Error(`${place}: the text of l10n.t is not a constant.`);
    const expected = values.map((_, index) => `{${index}}`);
    if (placeholdersOf(text).join() !== expected.join())
      throw new Error(`${place}: “${text}” does not name its ${values.length} values.`);
    found.push({ text, values: values.length, place });
  });
  return found;
}

/** The placeholders of a message, each once, in order of their numbers. */
export function placeholdersOf(text: string): readonly string[] {
  return [...new Set(text.match(/\{\d+\}/gu))].toSorted();
}

/** As `@vscode/l10n-dev` writes bundle.l10n.json: each message under itself. */
export function messageBundle(messages: readonly HostMessage[]): Readonly<Record<string, string>> {
  const texts = [...new Set(messages.map(({ text }) => text))].toSorted();
  return Object.fromEntries(texts.map((text) => [text, text]));
}

/** A call of `vscode.l10n.t`. */
function isTranslation({ type, callee }: SyntaxNode): boolean {
  if (type !== 'CallExpression' || !isNode(callee) || !isNode(callee['property'])) return false;
  const object = callee['object'];
  return (
    callee['property']['name'] === 't' &&
    isNode(object) &&
    isNode(object['property']) &&
    object['property']['name'] === 'l10n'
  );
}

function walk(node: SyntaxNode, visit: (node: SyntaxNode) => void): void {
  visit(node);
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value])
      if (isNode(child)) walk(child, visit);
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value;
}
