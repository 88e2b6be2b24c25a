/** A string literal. */
export interface StringForm {
  readonly open: string;
  readonly close: string;
  /** It may contain line ends. */
  readonly isMultiline?: boolean;
  /** A backslash is a character like others. */
  readonly isRaw?: boolean;
  /** The quote has other uses too: it opens a literal only around one character, escaped or not. */
  readonly isCharacter?: boolean;
  /** Not after a letter, a digit or a closing bracket: there it transposes. */
  readonly isOperatorAfterValue?: boolean;
  /** As the first thing on a line it is documentation. */
  readonly isDocumentation?: boolean;
}

/** How a programming language marks comments and strings. */
export interface CodeLanguage {
  readonly kind: 'code';
  readonly line?: readonly string[];
  readonly block?: readonly (readonly [open: string, close: string])[];
  readonly strings?: readonly StringForm[];
  /** A line comment is one only at the start of a line or after white space. */
  readonly needsSpace?: boolean;
}

/** Which notations of citations a markup language has. */
export type CitationNotation = 'latex' | 'pandoc' | 'typst' | 'roles' | 'org' | 'asciidoc';

/** A language of documents: all of it is text, but for what its syntax marks as code. */
export interface MarkupLanguage {
  readonly kind: 'markup';
  /** How code is marked. */
  readonly code: 'markdown' | 'latex' | 'typst' | 'org' | 'rest' | 'none';
  readonly citations: readonly CitationNotation[];
  /** Keys in brackets are citations whatever they look like. */
  readonly isScholarly?: boolean;
}

export type ReferenceLanguage = CodeLanguage | MarkupLanguage;

const double: StringForm = { open: '"', close: '"' };
const single: StringForm = { open: "'", close: "'" };
const character: StringForm = { open: "'", close: "'", isCharacter: true };
const transposing: StringForm = { open: "'", close: "'", isOperatorAfterValue: true };
const backtick: StringForm = { open: '`', close: '`', isMultiline: true };
const rawBacktick: StringForm = { ...backtick, isRaw: true };
const tripleDouble: StringForm = { open: '"""', close: '"""', isMultiline: true };
const slashes = { line: ['//'], block: [['/*', '*/']] } as const;

const c: CodeLanguage = { kind: 'code', ...slashes, strings: [double, character] };
const javascript: CodeLanguage = { kind: 'code', ...slashes, strings: [double, single, backtick] };
const python: CodeLanguage = {
  kind: 'code',
  line: ['#'],
  strings: [
    { ...tripleDouble, isDocumentation: true },
    { open: "'''", close: "'''", isMultiline: true, isDocumentation: true },
    double,
    single,
  ],
};
const hash: CodeLanguage = { kind: 'code', line: ['#'], strings: [double, single] };
const shell: CodeLanguage = { ...hash, needsSpace: true };
const threeQuotes: CodeLanguage = { kind: 'code', ...slashes, strings: [tripleDouble, double, character] };
const html: MarkupLanguage = { kind: 'markup', code: 'none', citations: [] };
const markdown: MarkupLanguage = {
  kind: 'markup',
  code: 'markdown',
  citations: ['pandoc', 'roles', 'latex'],
};
const scholarly: MarkupLanguage = { ...markdown, isScholarly: true };
const latex: MarkupLanguage = { kind: 'markup', code: 'latex', citations: ['latex'], isScholarly: true };
const rest: MarkupLanguage = { kind: 'markup', code: 'rest', citations: ['roles'] };

/**
 * The languages whose comments are known, by the identifier that VS Code gives them. In files of others only references
 * with a cue are found.
 */
const languages: Readonly<Record<string, ReferenceLanguage>> = {
  python,
  javascript,
  javascriptreact: javascript,
  typescript: javascript,
  typescriptreact: javascript,
  java: threeQuotes,
  c,
  cpp: c,
  'cuda-cpp': c,
  csharp: c,
  go: { kind: 'code', ...slashes, strings: [double, rawBacktick, character] },
  rust: { kind: 'code', ...slashes, strings: [{ ...double, isMultiline: true }, character] },
  swift: threeQuotes,
  kotlin: threeQuotes,
  scala: threeQuotes,
  julia: {
    kind: 'code',
    line: ['#'],
    block: [['#=', '=#']],
    strings: [{ ...tripleDouble, isDocumentation: true }, double, character],
  },
  r: hash,
  matlab: { kind: 'code', line: ['%'], block: [['%{', '%}']], strings: [double, transposing] },
  lua: {
    kind: 'code',
    line: ['--'],
    block: [['--[[', ']]']],
    strings: [double, single, { open: '[[', close: ']]', isMultiline: true, isRaw: true }],
  },
  ruby: { kind: 'code', line: ['#'], block: [['\n=begin', '\n=end']], strings: [double, single] },
  php: { kind: 'code', line: ['//', '#'], block: [['/*', '*/']], strings: [double, single] },
  perl: shell,
  shellscript: shell,
  powershell: { kind: 'code', line: ['#'], block: [['<#', '#>']], strings: [double, single] },
  haskell: { kind: 'code', line: ['--'], block: [['{-', '-}']], strings: [double, character] },
  sql: { kind: 'code', line: ['--'], block: [['/*', '*/']], strings: [single, double] },
  yaml: shell,
  toml: hash,
  dockerfile: shell,
  makefile: shell,
  css: { kind: 'code', block: [['/*', '*/']], strings: [double, single] },
  markdown,
  quarto: scholarly,
  rmd: scholarly,
  myst: scholarly,
  mdx: markdown,
  latex,
  tex: latex,
  'latex-expl3': latex,
  doctex: latex,
  rsweave: latex,
  typst: { kind: 'markup', code: 'typst', citations: ['typst'], isScholarly: true },
  restructuredtext: rest,
  rst: rest,
  org: { kind: 'markup', code: 'org', citations: ['org', 'latex'], isScholarly: true },
  asciidoc: { kind: 'markup', code: 'none', citations: ['asciidoc'] },
  html,
  xml: html,
};

/** Undefined for a language that is not in the table. */
export function referenceLanguage(languageId: string): ReferenceLanguage | undefined {
  return Object.hasOwn(languages, languageId) ? languages[languageId] : undefined;
}

const extensions: Readonly<Record<string, string>> = {
  python: 'py pyi pyx',
  javascript: 'js cjs mjs jsx',
  typescript: 'ts cts mts tsx',
  java: 'java',
  c: 'c h',
  cpp: 'cpp cc cxx hpp hh hxx',
  'cuda-cpp': 'cu cuh',
  csharp: 'cs',
  go: 'go',
  rust: 'rs',
  swift: 'swift',
  kotlin: 'kt kts',
  scala: 'scala sc',
  julia: 'jl',
  r: 'r',
  matlab: 'm',
  lua: 'lua',
  ruby: 'rb',
  php: 'php',
  perl: 'pl pm',
  shellscript: 'sh bash zsh',
  powershell: 'ps1 psm1',
  haskell: 'hs',
  sql: 'sql',
  yaml: 'yml yaml cff',
  toml: 'toml',
  css: 'css scss less',
  markdown: 'md markdown',
  quarto: 'qmd',
  rmd: 'rmd',
  mdx: 'mdx',
  latex: 'tex ltx sty cls',
  rsweave: 'rnw',
  typst: 'typ',
  restructuredtext: 'rst',
  org: 'org',
  asciidoc: 'adoc asciidoc',
  html: 'html htm',
  xml: 'xml',
  bibtex: 'bib',
  json: 'json jsonc jsonl',
  ipynb: 'ipynb',
};

const byExtension = new Map(
  Object.entries(extensions).flatMap(([language, names]) =>
    names.split(' ').map((name): readonly [string, string] => [name, language]),
  ),
);

/** The language of a file by its name; `plaintext` if it is not known. */
export function languageOfFile(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  if (name === 'dockerfile' || name === 'makefile') return name;
  return byExtension.get(name.slice(name.lastIndexOf('.') + 1)) ?? 'plaintext';
}

/**
 * The language id of a document. If VS Code takes it for plain text, the id follows from the file name: no extension may be
 * installed for languages such as Typst, Quarto and org.
 */
export function languageOfDocument({
  languageId,
  uri,
}: {
  readonly languageId: string;
  readonly uri: { readonly path: string };
}): string {
  return languageId === 'plaintext' ? languageOfFile(uri.path) : languageId;
}
