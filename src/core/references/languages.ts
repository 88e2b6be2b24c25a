import { type CodeLanguage, codeLanguages } from './codeLanguages';

/** Which notations of citations a markup language has. */
export type CitationNotation = 'latex' | 'pandoc' | 'typst' | 'roles' | 'org' | 'asciidoc';

/** A language of documents: all of it is text except for the parts that its syntax marks as code. */
export interface MarkupLanguage {
  readonly kind: 'markup';
  /** How code is marked. */
  readonly code: 'markdown' | 'latex' | 'typst' | 'org' | 'rest' | 'html' | 'none';
  readonly citations: readonly CitationNotation[];
  /** Keys in brackets are always citations, in any form. */
  readonly isScholarly?: boolean;
}

export type ReferenceLanguage = CodeLanguage | MarkupLanguage;

const html: MarkupLanguage = { kind: 'markup', code: 'html', citations: [] };
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
  ...codeLanguages,
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
  vue: html,
  svelte: html,
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
  shellscript: 'sh bash zsh ksh',
  powershell: 'ps1 psm1',
  haskell: 'hs',
  sql: 'sql',
  yaml: 'yml yaml cff',
  toml: 'toml',
  css: 'css',
  scss: 'scss',
  less: 'less',
  jsonc: 'jsonc json5 code-workspace',
  properties: 'ini cfg conf properties',
  ocaml: 'ml mli',
  fsharp: 'fs fsx fsi',
  lisp: 'lisp lsp cl',
  'emacs-lisp': 'el',
  scheme: 'scm ss',
  racket: 'rkt',
  clojure: 'clj cljs cljc edn',
  lean: 'lean',
  elm: 'elm',
  purescript: 'purs',
  fortran: 'f90 f95 f03 f08',
  FortranFixedForm: 'f for f77',
  dart: 'dart',
  zig: 'zig',
  elixir: 'ex exs',
  erlang: 'erl hrl',
  nim: 'nim',
  groovy: 'groovy gradle',
  'objective-c': 'mm',
  glsl: 'glsl vert frag',
  hlsl: 'hlsl',
  wgsl: 'wgsl',
  stan: 'stan',
  solidity: 'sol',
  proto3: 'proto',
  graphql: 'graphql gql',
  terraform: 'tf',
  nix: 'nix',
  coffeescript: 'coffee',
  cmake: 'cmake',
  tcl: 'tcl',
  ada: 'ada adb ads',
  vhdl: 'vhd vhdl',
  systemverilog: 'sv svh',
  pascal: 'pas',
  vb: 'vb',
  bat: 'bat cmd',
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
  html: 'html htm xhtml',
  vue: 'vue',
  svelte: 'svelte',
  xml: 'xml',
  bibtex: 'bib',
  json: 'json jsonl',
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
