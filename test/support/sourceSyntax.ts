import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'oxc-parser';

const src = path.resolve(import.meta.dirname, '../../src');

/** A node of the syntax tree (ESTree with TypeScript, as typescript-eslint defines it). */
export interface SyntaxNode {
  readonly type: string;
  readonly range: readonly [start: number, end: number];
  readonly [field: string]: unknown;
}

export interface SourceFile {
  /** Below src, with slashes: `core/base/steps.ts`. */
  readonly path: string;
  readonly text: string;
  readonly tree: SyntaxNode;
}

let parsed: readonly SourceFile[] | undefined;

/** All files of src. Parsed once, by a parser of its own: TypeScript 7 has no API for its parser. */
export function sourceFiles(): readonly SourceFile[] {
  return (parsed ??= readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll(path.sep, '/'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => {
      const text = readFileSync(path.join(src, file), 'utf8');
      const { program, errors } = parseSync(file, text, { astType: 'ts', range: true });
      if (errors[0]) throw new Error(`${file}: ${errors[0].message}`);
      return { path: file, text, tree: program as unknown as SyntaxNode };
    }));
}

/** Calls `visit` with every node of a tree, a parent before its children. */
export function walk(root: SyntaxNode, visit: (node: SyntaxNode) => void): void {
  visit(root);
  for (const child of childNodes(root)) walk(child, visit);
}

/** The child nodes. All trees have a million fields, and a loop takes a third of the time of `Object.values(…).flat()`. */
export function childNodes(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (const field in node) {
    const value = node[field];
    if (typeof value !== 'object' || value === null || field === 'comments' || field === 'tokens') continue;
    if (!Array.isArray(value)) {
      if (isNode(value)) found.push(value);
      continue;
    }
    for (const each of value as readonly unknown[]) if (isNode(each)) found.push(each);
  }
  return found;
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'range' in value;
}

/** Where a node begins: `core/base/steps.ts:12`. */
export function placeOf(file: SourceFile, node: SyntaxNode): string {
  return `${file.path}:${file.text.slice(0, node.range[0]).split('\n').length}`;
}

/** The source text of a node on one line. */
export function textOf(file: SourceFile, node: SyntaxNode): string {
  return file.text.slice(...node.range).replace(/\s+/g, ' ');
}
