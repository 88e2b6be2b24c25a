import { Marked, type Token, type TokenizerAndRendererExtension, type Tokens } from 'marked';
import type { NoteNode } from './noteNode';

/** In UTF-16 units. The library's time grows with the square of what is nested; of so much it takes some milliseconds. */
const longestMarkdown = 2000;

const deepest = 12;

/** `$x^2$` and `$$x^2$$`, which Markdown would take for emphasis where TeX has `_` or `*`. Money has no TeX in it. */
const math: TokenizerAndRendererExtension = {
  name: 'math',
  level: 'inline',
  start: (source) => source.indexOf('$'),
  tokenizer: (source) => {
    const found = /^(\$\$?)(?=\S)([^$\n]{1,500}?)(?<=\S)\1(?!\d)/u.exec(source);
    const [raw = '', marks = '', tex = ''] = found ?? [];
    return found ? { type: 'math', raw, tex, display: marks.length === 2 } : undefined;
  },
};

interface MathToken {
  readonly type: 'math';
  readonly raw: string;
  readonly tex: string;
  readonly display: boolean;
}

interface PaperToken {
  readonly type: 'paper';
  readonly raw: string;
  readonly id: string;
}

/** `[[paper id]]` */
const paperLink: TokenizerAndRendererExtension = {
  name: 'paper',
  level: 'inline',
  start: (source) => source.indexOf('[['),
  tokenizer: (source) => {
    const found = /^\[\[([a-z0-9-]{10,80})\]\]/u.exec(source);
    return found ? { type: 'paper', raw: found[0], id: found[1] } : undefined;
  },
};

const marked = new Marked({ gfm: true, extensions: [math, paperLink] });

/** The beginning of a note's text as a tree. Never throws; what is nested too deeply is text. */
export function noteTree(body: string): readonly NoteNode[] {
  const source = beginning(body);
  if (source.trim() === '') return [];
  try {
    return nodesOf(marked.lexer(source), 0);
  } catch {
    // The library overflows the stack on quotes that are nested a thousand times.
    return [{ kind: 'paragraph', children: [{ kind: 'text', text: source }] }];
  }
}

/** Ends with a whole line where there is one. */
function beginning(body: string): string {
  if (body.length <= longestMarkdown) return body;
  const line = body.lastIndexOf('\n', longestMarkdown);
  const cut = body.slice(0, line > longestMarkdown / 2 ? line : longestMarkdown);
  return `${cut.replace(/[\ud800-\udbff]$/u, '')}\n\n…`;
}

function nodesOf(tokens: readonly Token[] | undefined, depth: number): readonly NoteNode[] {
  if (depth > deepest) return [{ kind: 'text', text: (tokens ?? []).map(({ raw }) => raw).join('') }];
  return (tokens ?? []).flatMap((token) => nodeOf(token, depth) ?? []);
}

/** Tokens that are no more than their children, by the kind of their node. */
const containers: Readonly<Record<string, NoteNode['kind']>> = {
  paragraph: 'paragraph',
  blockquote: 'quote',
  strong: 'strong',
  em: 'emphasis',
  del: 'strike',
};

/** Makes the nodes of tokens whose own fields matter. Definitions of links and blank lines give no nodes. */
const readers: Readonly<Record<string, (token: Token, depth: number) => NoteNode | undefined>> = {
  heading: (token, depth) => ({
    kind: 'heading',
    level: (token as Tokens.Heading).depth,
    children: childrenOf(token, depth),
  }),
  list: (token, depth) => listOf(token as Tokens.List, depth),
  code: (token) => ({ kind: 'codeBlock', text: (token as Tokens.Code).text }),
  codespan: (token) => ({ kind: 'code', text: (token as Tokens.Codespan).text }),
  hr: () => ({ kind: 'rule' }),
  br: () => ({ kind: 'break' }),
  link: (token, depth) => ({
    kind: 'link',
    href: (token as Tokens.Link).href,
    children: childrenOf(token, depth),
  }),
  math: (token) => {
    const { tex, display } = token as MathToken;
    return { kind: 'math', text: tex, display };
  },
  paper: (token) => ({ kind: 'paper', href: (token as PaperToken).id }),
  escape: (token) => textNode((token as Tokens.Escape).text),
  checkbox: (token) => textNode((token as Tokens.Checkbox).checked ? '☑ ' : '☐ '),
  space: () => undefined,
  def: () => undefined,
};

function nodeOf(token: Token, depth: number): NoteNode | readonly NoteNode[] | undefined {
  const kind = containers[token.type];
  if (kind !== undefined) return { kind, children: childrenOf(token, depth) };
  const read = readers[token.type];
  if (read) return read(token, depth);
  if (token.type === 'text')
    return 'tokens' in token ? childrenOf(token, depth) : textNode((token as Tokens.Text).text);
  // Tables, images and HTML are shown as they are written.
  return depth === 0 ? { kind: 'codeBlock', text: token.raw.trimEnd() } : textNode(token.raw);
}

function childrenOf(token: Token, depth: number): readonly NoteNode[] {
  return nodesOf('tokens' in token ? token.tokens : [], depth + 1);
}

function listOf({ ordered, items }: Tokens.List, depth: number): NoteNode {
  return {
    kind: ordered ? 'orderedList' : 'list',
    children: items.map((item) => ({
      kind: 'item' as const,
      children: nodesOf(item.tokens, depth + 1),
    })),
  };
}

function textNode(text: string): NoteNode {
  return { kind: 'text', text };
}
