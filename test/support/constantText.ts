import path from 'node:path';
import { isNode, type SourceFile, type SyntaxNode, sourceFiles } from './sourceSyntax';

/**
 * The text that an expression has whenever it runs, as far as constants of the modules say; what only the running program
 * knows is the word `value` in it.
 */
export function constantText(file: SourceFile, node: unknown): string {
  if (!isNode(node)) return unknownText;
  switch (node.type) {
    case 'Literal':
      return node['regex'] ? (node['regex'] as { pattern: string }).pattern : String(node['value']);
    case 'TemplateLiteral':
      return template(file, node, 'cooked');
    case 'TaggedTemplateExpression':
      return template(file, node['quasi'] as SyntaxNode, 'raw');
    case 'BinaryExpression':
      return constantText(file, node['left']) + constantText(file, node['right']);
    case 'Identifier':
      return named(file, node['name'] as string);
    case 'MemberExpression':
      return isNamed(node['property'], 'source') ? constantText(file, node['object']) : unknownText;
    case 'CallExpression':
      return joined(file, node);
    case 'NewExpression':
      return constantText(file, (node['arguments'] as unknown[])[0]);
    default:
      return unknownText;
  }
}

const unknownText = 'value';

/** Whether an expression is the name of a constant of a module. */
export function isConstant(file: SourceFile, node: unknown): boolean {
  if (!isNode(node) || node.type !== 'Identifier') return false;
  const name = node['name'] as string;
  const home = constantsOf(file).has(name) ? file : importOf(file, name);
  return home !== undefined && constantsOf(home).has(name);
}

function template(file: SourceFile, node: SyntaxNode, form: 'cooked' | 'raw'): string {
  const quasis = node['quasis'] as readonly { value: { cooked: string; raw: string } }[];
  const values = node['expressions'] as readonly unknown[];
  return quasis
    .map(({ value }, at) => value[form] + (at < values.length ? constantText(file, values[at]) : ''))
    .join('');
}

/** `[a, b].join('|')` */
function joined(file: SourceFile, call: SyntaxNode): string {
  const callee = call['callee'] as SyntaxNode;
  const list = callee['object'];
  if (!isNamed(callee['property'], 'join') || !isNode(list) || list.type !== 'ArrayExpression')
    return unknownText;
  const [separator] = call['arguments'] as readonly unknown[];
  return (list['elements'] as readonly unknown[])
    .map((element) => constantText(file, element))
    .join(constantText(file, separator));
}

function named(file: SourceFile, name: string): string {
  const value = constantsOf(file).get(name);
  if (value) return constantText(file, value);
  const other = importOf(file, name);
  return other ? named(other, name) : unknownText;
}

const known = new Map<SourceFile, ReadonlyMap<string, SyntaxNode>>();

/** The constants of a module by their names. */
function constantsOf(file: SourceFile): ReadonlyMap<string, SyntaxNode> {
  const before = known.get(file);
  if (before) return before;
  const constants = new Map<string, SyntaxNode>();
  const body = file.tree['body'] as readonly SyntaxNode[];
  for (const statement of body.map(
    (each) => (each['declaration'] as SyntaxNode | null | undefined) ?? each,
  )) {
    for (const each of (statement['declarations'] ?? []) as readonly SyntaxNode[]) {
      const [id, init] = [each['id'] as SyntaxNode, each['init']];
      if (isNode(init)) constants.set(id['name'] as string, init);
    }
  }
  known.set(file, constants);
  return constants;
}

/** The module that a name is imported from, if it is one of src. */
function importOf(file: SourceFile, name: string): SourceFile | undefined {
  const declaration = (file.tree['body'] as readonly SyntaxNode[]).find(
    (node) =>
      node.type === 'ImportDeclaration' &&
      (node['specifiers'] as SyntaxNode[]).some((each) => isNamed(each['local'], name)),
  );
  if (!declaration) return undefined;
  const from = (declaration['source'] as SyntaxNode)['value'] as string;
  const target = `${path.posix.join(path.posix.dirname(file.path), from)}.ts`;
  return sourceFiles().find((each) => each.path === target);
}

function isNamed(node: unknown, name: string): boolean {
  return isNode(node) && node['name'] === name;
}
