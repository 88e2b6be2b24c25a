import assert from 'node:assert/strict';
import {
  type SourceFile,
  type SyntaxNode,
  childNodes,
  isNode,
  placeOf,
  sourceFiles,
  textOf,
} from '../support/sourceSyntax';

/**
 * Messages with a count that have no singular, with the reason. Languages say one and several differently, so that each
 * message with a count is one of two.
 */
const exceptions: readonly (readonly [text: RegExp, reason: string])[] = [
  [
    /“A table has more than|“The markup here nests|“\{0\} redirects more than/u,
    'a limit, which is above one',
  ],
  [/“the first \{0\} (?:tags|highlights|papers)/u, 'a limit, which is above one'],
  [/“Its text has \{0\} bytes/u, 'a size; nothing of one byte is a digest'],
  [/“\{0\} more authors/u, 'a single one is not folded'],
  [/“About \{0\} papers|“\{0\} texts”|“Tags of \{0\} papers/u, 'the message of one names it'],
  [/“\{0\} (?:papers with notes have newer|days have no list)/u, 'the message of one names it'],
  [/“\{0\} papers are one now/u, 'two at least are merged'],
  [/“\{0\} minutes/u, 'up to two minutes are said in seconds'],
  [/^features\/copy\/index\.ts.* is known of \{0\} papers/u, 'its pair is in a function of its own'],
];

/** Words on -s behind a value that is no count. */
const verbs =
  /^(?:adds|as|brings|does|has|is|matches|redirects|refuses|reports|sends|stays|takes|this|was)$/u;

/** A value and what it counts: `{0} unread papers`. */
const count = /\{\d+\}((?: \p{Ll}[\p{Ll}-]*){0,2}) (\p{Ll}+s)\b/gu;

/** The plural words that a message counts. */
function counted(message: string): readonly string[] {
  return [...message.matchAll(count)]
    .filter(([, between = '']) => !between.split(' ').some((word) => verbs.test(word)))
    .map(([, , word = '']) => word)
    .filter((word) => !verbs.test(word));
}

/** The message of a call of l10n.t or localizable. */
function messageOf(file: SourceFile, node: SyntaxNode): string | undefined {
  if (node.type !== 'CallExpression') return undefined;
  if (!/^(?:(?:\w+\.)?l10n\.t|localizable)$/u.test(textOf(file, node['callee'] as SyntaxNode)))
    return undefined;
  const [first] = node['arguments'] as readonly SyntaxNode[];
  return typeof first?.['value'] === 'string' ? first['value'] : undefined;
}

/** All messages in a tree. */
function messagesIn(file: SourceFile, node: unknown): readonly string[] {
  if (!isNode(node)) return [];
  const message = messageOf(file, node);
  const below = childNodes(node).flatMap((child) => messagesIn(file, child));
  return message === undefined ? below : [message, ...below];
}

const singulars = (word: string): readonly string[] => [
  word.replace(/s$/u, ''),
  word.replace(/(?:ch|sh|x|s)es$/u, (end) => end.slice(0, -2)),
  word.replace(/ies$/u, 'y'),
];

/** Whether a message says the same of one: `1 paper`, `a paper`. */
const saysOne = (message: string, word: string): boolean =>
  singulars(word).some((one) => new RegExp(`(?<!\\p{L})${one}(?!\\p{L})`, 'u').test(message));

/**
 * The messages of a tree that count something and are not in one branch of a choice whose other branch has the
 * singular: `count === 1 ? l10n.t('1 paper') : l10n.t('{0} papers', count)`, or `if (count === 1) return …` before it.
 */
function unpaired(file: SourceFile, node: SyntaxNode, others: readonly string[]): readonly string[] {
  const message = messageOf(file, node);
  const missing = counted(message ?? '').filter((word) => !others.some((other) => saysOne(other, word)));
  const found = missing.map((word) => `${placeOf(file, node)} “${message ?? ''}” (${word})`);
  return [
    ...found,
    ...childrenOf(file, node, others).flatMap(([child, near]) => unpaired(file, child, near)),
  ];
}

/** The nodes below one, each with the messages that are chosen instead of those in it. */
function childrenOf(
  file: SourceFile,
  node: SyntaxNode,
  others: readonly string[],
): readonly (readonly [SyntaxNode, readonly string[]])[] {
  const { type, consequent, alternate } = node;
  if (type === 'ConditionalExpression' || type === 'IfStatement') {
    const branches = [
      [consequent, alternate],
      [alternate, consequent],
    ] as const;
    const chosen = branches.map(([one, other]) => [one, [...others, ...messagesIn(file, other)]] as const);
    return [[node['test'], others] as const, ...chosen].flatMap(([child, near]) =>
      isNode(child) ? [[child, near] as const] : [],
    );
  }
  const list =
    type === 'BlockStatement' && Array.isArray(node['body']) ? (node['body'] as unknown[]) : undefined;
  const near = list
    ? [
        ...others,
        ...list
          .filter((one) => isNode(one) && one.type === 'IfStatement')
          .flatMap((one) => messagesIn(file, one)),
      ]
    : others;
  return childNodes(node).map((child) => [child, near] as const);
}

let collected: readonly string[] | undefined;

/** The messages of src that are not one of a pair. Collected once. */
function allUnpaired(): readonly string[] {
  return (collected ??= sourceFiles()
    .filter(({ text }) => /\b(?:l10n\.t|localizable)\(/u.test(text))
    .flatMap((file) => unpaired(file, file.tree, [])));
}

suite('Messages with a count', () => {
  test('Each is one of a pair, for one and for several, but for exceptions', () => {
    assert.deepEqual(
      allUnpaired().filter((text) => !exceptions.some(([pattern]) => pattern.test(text))),
      [],
    );
  });

  test('No exception is stale', () => {
    const all = allUnpaired();
    assert.deepEqual(
      exceptions.filter(([pattern]) => !all.some((text) => pattern.test(text))).map(([, reason]) => reason),
      [],
    );
  });
});
