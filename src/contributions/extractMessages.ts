import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'oxc-parser';

interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

/** The English messages in the calls of `l10n.t` and `localizable` in all files below a folder, in the order of the files. */
export function hostMessages(src: string): readonly string[] {
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => file.replaceAll(path.sep, '/'))
    .toSorted()
    .flatMap((file) => messagesOf(file, readFileSync(path.join(src, file), 'utf8')));
}

/**
 * The messages of one file.
 * @throws if the first argument of a call is not a string literal, so that no translation could be found, or if its
 * placeholders are not exactly `{0}`, `{1}` … for the other arguments.
 */
export function messagesOf(file: string, source: string): readonly string[] {
  if (!/l10n\.t\(|localizable\(/u.test(source)) return [];
  const found: string[] = [];
  walk(parseSync(file, source).program as unknown as SyntaxNode, (node) => {
    if (!isTranslation(node)) return;
    const [first, ...values] = node['arguments'] as readonly SyntaxNode[];
    // Hands on the message of a caller.
    if (values[0]?.type === 'SpreadElement') return;
    const place = `${file}:${source.slice(0, node.start).split('\n').length}`;
    const text = first?.type === 'Literal' ? first['value'] : undefined;
    if (typeof text !== 'string') throw new Error(`${place}: the text of a message is not a constant.`);
    const expected = values.map((_, index) => `{${index}}`);
    if (placeholdersOf(text).join() !== expected.join())
      throw new Error(`${place}: “${text}” does not name its ${values.length} values.`);
    found.push(text);
  });
  return found;
}

/** The placeholders of a message, each once, in order of their numbers. */
function placeholdersOf(text: string): readonly string[] {
  return [...new Set(text.match(/\{\d+\}/gu))].toSorted();
}

/** The content of bundle.l10n.json as `@vscode/l10n-dev` writes it: each message is its own key. */
export function messageBundle(messages: readonly string[]): Readonly<Record<string, string>> {
  const texts = [...new Set(messages)].toSorted();
  return Object.fromEntries(texts.map((text) => [text, text]));
}

/** A call of `l10n.t`, whose `l10n` is that of the host or a `Localization` that was passed, or of `localizable`. */
function isTranslation({ type, callee }: SyntaxNode): boolean {
  if (type !== 'CallExpression' || !isNode(callee)) return false;
  if (callee.type === 'Identifier') return callee['name'] === 'localizable';
  if (!isNode(callee['property'])) return false;
  const object = callee['object'];
  if (callee['property']['name'] !== 't' || !isNode(object)) return false;
  const owner = isNode(object['property']) ? object['property'] : object;
  return owner['name'] === 'l10n';
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
