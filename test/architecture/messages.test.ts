import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { constantText } from '../support/constantText';
import {
  type SourceFile,
  type SyntaxNode,
  isNode,
  placeOf,
  sourceFiles,
  textOf,
  walk,
} from '../support/sourceSyntax';

/** Functions that make a message for a person, and which of their arguments is the text. */
const makers: Readonly<Record<string, number>> = {
  showInformation: 0,
  showWarning: 0,
  showError: 0,
  offerUndo: 0,
  UserFacingError: 0,
  HttpError: 1,
  err: 0,
};

/** Fields of error objects that hold a message. */
const fields: ReadonlySet<string> = new Set(['message', 'reason']);

interface Message {
  readonly place: string;
  /** With `value` for what only the running program knows. */
  readonly text: string;
}

/** All whole sentences for a person in the source. */
function messages(): readonly Message[] {
  return sourceFiles().flatMap((file) => {
    const found: Message[] = [];
    walk(file.tree, (node) => {
      const text = textNode(node);
      if (text)
        for (const sentence of texts(file, text)) found.push({ place: placeOf(file, node), text: sentence });
    });
    return found;
  });
}

function textNode(node: SyntaxNode): unknown {
  if (node.type === 'Property' && isNode(node['key']) && fields.has(String(node['key']['name'])))
    return node['value'];
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return undefined;
  const callee = node['callee'] as SyntaxNode;
  const method = isNode(callee['property']) ? callee['property'] : callee;
  const at = makers[String(method['name'])];
  return at === undefined ? undefined : (node['arguments'] as unknown[])[at];
}

function texts(file: SourceFile, node: unknown): readonly string[] {
  if (!isNode(node)) return [];
  if (node.type === 'ConditionalExpression')
    return [...texts(file, node['consequent']), ...texts(file, node['alternate'])];
  if (
    node.type === 'CallExpression' &&
    /^(?:(?:vscode\.)?l10n\.t|localizable)$/u.test(textOf(file, node['callee'] as SyntaxNode))
  )
    return texts(file, (node['arguments'] as unknown[])[0]);
  if (node.type !== 'Literal' && node.type !== 'TemplateLiteral') return [];
  const text = constantText(file, node);
  return text.includes(' ') ? [text] : [];
}

suite('Messages', () => {
  test('Each is a whole sentence in plain words; all of them are written to a table to be read', () => {
    const all = messages();
    assert.ok(all.length > 80, `${all.length} messages were found`);
    const results = path.resolve(import.meta.dirname, '../../test-results');
    mkdirSync(results, { recursive: true });
    const table = all.map(({ place, text }) => `${place.padEnd(52)} ${text}`).toSorted();
    writeFileSync(path.join(results, 'messages.txt'), `${table.join('\n')}\n`);
    console.log(`      ${all.length} messages, listed in test-results/messages.txt`);
    const whole = /[.?…]”?$|value$|\{\d+\}$/u;
    assert.deepEqual(
      all.filter(({ text }) => text.includes('. ') && !whole.test(text)),
      [],
      'a message of several sentences has no end',
    );
    const odd = /taken over|did not come|fault of its own|comes without|no list of|\bHF\b/u;
    assert.deepEqual(
      all.filter(({ text }) => odd.test(text)),
      [],
    );
  });
});
