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
  /** The quote twice is a quote within the string. */
  readonly isDoubled?: boolean;
}

/** A raw string whose closing mark repeats what its opening mark has chosen: `R"tag( )tag"`, `r##" "##`. */
interface DelimitedForm {
  /** The characters with which the opening mark begins. */
  readonly first: string;
  /** Sticky; the first group is repeated. */
  readonly open: RegExp;
  /** The closing mark is `before`, the repeated group, and `after`. */
  readonly before: string;
  readonly after: string;
}

/** Text that begins in the line below its mark: up to a line with a chosen word, or as long as it is indented. */
export type TextBlock = '<<WORD' | '<<<WORD' | 'indented';

/** A comment with a mark at its end. */
export interface BlockForm {
  readonly open: string;
  readonly close: string;
  /** A comment may contain others. */
  readonly nests?: boolean;
  /** Both marks count only at the start of a line. */
  readonly beginsLine?: boolean;
}

/** How a programming language marks comments and strings. */
export interface CodeLanguage {
  readonly kind: 'code';
  readonly line?: readonly string[];
  /** Marks of line comments that count only at the start of a line. */
  readonly lineStart?: readonly string[];
  readonly block?: readonly BlockForm[];
  readonly strings?: readonly StringForm[];
  readonly delimited?: readonly DelimitedForm[];
  readonly textBlock?: TextBlock;
  /** A line comment is one only at the start of a line or after white space. */
  readonly needsSpace?: boolean;
}

const double: StringForm = { open: '"', close: '"' };
const multiline: StringForm = { ...double, isMultiline: true };
const documenting: StringForm = { ...multiline, isDocumentation: true };
const single: StringForm = { open: "'", close: "'" };
const character: StringForm = { open: "'", close: "'", isCharacter: true };
const transposing: StringForm = {
  open: "'",
  close: "'",
  isOperatorAfterValue: true,
  isRaw: true,
  isDoubled: true,
};
const backtick: StringForm = { open: '`', close: '`', isMultiline: true };
const tripleDouble: StringForm = { open: '"""', close: '"""', isMultiline: true };
const tripleSingle: StringForm = { open: "'''", close: "'''", isMultiline: true };
const raw = (open: string, close: string): StringForm => ({ open, close, isMultiline: true, isRaw: true });
/** Opened and closed with the same number of signs between the marks: `--[==[ ]==]`. */
const levels = (sign: string): readonly string[] => [0, 1, 2, 3].map((count) => sign.repeat(count));

const stars: BlockForm = { open: '/*', close: '*/' };
const nestedStars: BlockForm = { ...stars, nests: true };
const nested = (open: string, close: string): BlockForm => ({ open, close, nests: true });
const slashes = { line: ['//'], block: [stars] } as const;

const code = (language: Omit<CodeLanguage, 'kind'>): CodeLanguage => ({ kind: 'code', ...language });

const c = code({ ...slashes, strings: [double, character] });
const cpp: CodeLanguage = {
  ...c,
  delimited: [{ first: 'R', open: /R"([^()\\\s"]{0,16})\(/y, before: ')', after: '"' }],
};
const javascript = code({ ...slashes, strings: [double, single, backtick] });
const triple = code({ ...slashes, strings: [tripleDouble, double, character] });
const nestingTriple: CodeLanguage = { ...triple, block: [nestedStars] };
const hash = code({ line: ['#'], strings: [double, single] });
const comments: CodeLanguage = { ...hash, needsSpace: true };
const shell: CodeLanguage = { ...comments, textBlock: '<<WORD' };
const toml: CodeLanguage = { ...hash, strings: [tripleDouble, tripleSingle, double, single] };
const semicolon = code({ line: [';'], strings: [documenting] });
const lisp: CodeLanguage = { ...semicolon, block: [nested('#|', '|#')] };
const ml = code({ block: [nested('(*', '*)')], strings: [multiline, character] });
const ocaml: CodeLanguage = {
  ...ml,
  delimited: [{ first: '{', open: /\{([a-z_]{0,16})\|/y, before: '|', after: '}' }],
};
const haskell = code({ line: ['--'], block: [nested('{-', '-}')], strings: [double, character] });
const fortran = code({ line: ['!'], strings: [double, single] });
const properties = code({ lineStart: ['#', ';', '!'] });
const sass: CodeLanguage = { ...slashes, kind: 'code', strings: [double, single] };
const pod = ['pod', 'head', 'over', 'begin', 'encoding'].map((name): BlockForm => ({
  open: `=${name}`,
  close: '=cut',
  beginsLine: true,
}));

/** The programming languages whose comments are known, by the identifiers that VS Code and its extensions give them. */
export const codeLanguages: Readonly<Record<string, CodeLanguage>> = {
  c,
  cpp,
  'cuda-cpp': cpp,
  'objective-c': c,
  'objective-cpp': cpp,
  glsl: c,
  hlsl: c,
  wgsl: c,
  stan: c,
  javascript,
  javascriptreact: javascript,
  typescript: javascript,
  typescriptreact: javascript,
  java: triple,
  groovy: triple,
  kotlin: nestingTriple,
  scala: nestingTriple,
  swift: { ...nestingTriple, delimited: [{ first: '#', open: /(#{1,4})"/y, before: '"', after: '' }] },
  solidity: sass,
  proto3: sass,
  proto: sass,
  jsonc: sass,
  json5: sass,
  scss: sass,
  less: sass,
  toml,
  perl: { ...shell, block: pod },
  shellscript: shell,
  dockerfile: shell,
  yaml: { ...comments, textBlock: 'indented' },
  makefile: comments,
  cmake: comments,
  tcl: comments,
  graphql: toml,
  nim: toml,
  coffeescript: toml,
  properties,
  ini: properties,
  gitignore: properties,
  'pip-requirements': comments,
  lisp,
  commonlisp: lisp,
  scheme: lisp,
  racket: lisp,
  clojure: semicolon,
  elisp: semicolon,
  'emacs-lisp': semicolon,
  ocaml,
  sml: ml,
  coq: ml,
  haskell,
  purescript: haskell,
  elm: haskell,
  lean: code({ line: ['--'], block: [nested('/-', '-/')] }),
  fortran,
  'fortran-modern': fortran,
  FortranFreeForm: fortran,
  FortranFixedForm: { ...fortran, lineStart: ['C', 'c', '*'] },
  fsharp: code({ line: ['//'], block: [nested('(*', '*)')], strings: [tripleDouble, multiline, character] }),
  csharp: code({ ...slashes, strings: [tripleDouble, raw('@"', '"'), double, character] }),
  dart: code({ line: ['//'], block: [nestedStars], strings: [tripleDouble, tripleSingle, double, single] }),
  zig: code({ line: ['//'], strings: [double, character] }),
  go: code({ ...slashes, strings: [double, { ...backtick, isRaw: true }, character] }),
  rust: code({
    line: ['//'],
    block: [nestedStars],
    strings: [multiline, character],
    delimited: [{ first: 'r', open: /r(#{0,8})"/y, before: '"', after: '' }],
  }),
  r: code({
    line: ['#'],
    strings: [double, single],
    delimited: [
      { first: 'rR', open: /[rR]["'](-{0,8})\(/y, before: ')', after: '' },
      { first: 'rR', open: /[rR]["'](-{0,8})\[/y, before: ']', after: '' },
    ],
  }),
  python: code({
    line: ['#'],
    strings: [
      { ...tripleDouble, isDocumentation: true },
      { ...tripleSingle, isDocumentation: true },
      double,
      single,
    ],
  }),
  julia: code({
    line: ['#'],
    block: [nested('#=', '=#')],
    strings: [{ ...tripleDouble, isDocumentation: true }, double, character],
  }),
  elixir: code({
    line: ['#'],
    strings: [
      ...['@moduledoc """', '@doc """', '@typedoc """'].map((open): StringForm => ({
        open,
        close: '"""',
        isMultiline: true,
        isDocumentation: true,
      })),
      tripleDouble,
      double,
      single,
    ],
  }),
  erlang: code({ line: ['%'], strings: [double, single] }),
  matlab: code({
    line: ['%', '...'],
    block: [{ open: '%{', close: '%}', beginsLine: true, nests: true }],
    strings: [{ ...double, isRaw: true, isDoubled: true }, transposing],
  }),
  octave: code({ line: ['%', '#'], strings: [double, transposing] }),
  lua: code({
    line: ['--'],
    block: levels('=').map((signs) => ({ open: `--[${signs}[`, close: `]${signs}]` })),
    strings: [double, single],
    delimited: [{ first: '[', open: /\[(={0,8})\[/y, before: ']', after: ']' }],
  }),
  ruby: code({
    line: ['#'],
    textBlock: '<<WORD',
    block: [{ open: '=begin', close: '=end', beginsLine: true }],
    strings: [double, single],
  }),
  php: code({ line: ['//', '#'], block: [stars], strings: [double, single], textBlock: '<<<WORD' }),
  powershell: code({ line: ['#'], block: [{ open: '<#', close: '#>' }], strings: [double, single] }),
  terraform: code({ line: ['#', '//'], block: [stars], strings: [double], textBlock: '<<WORD' }),
  nix: code({
    line: ['#'],
    block: [stars],
    strings: [double, { open: "''", close: "''", isMultiline: true }],
  }),
  sql: code({ line: ['--'], block: [stars], strings: [single, double] }),
  ada: code({ line: ['--'], strings: [double, character] }),
  vhdl: code({ line: ['--'], strings: [double, character] }),
  verilog: code({ ...slashes, strings: [double] }),
  systemverilog: code({ ...slashes, strings: [double] }),
  pascal: code({
    line: ['//'],
    block: [
      { open: '{', close: '}' },
      { open: '(*', close: '*)' },
    ],
    strings: [single],
  }),
  prolog: code({ line: ['%'], block: [stars], strings: [double, single] }),
  vb: code({ line: ["'"], strings: [double] }),
  bat: code({ lineStart: ['REM ', 'rem ', '::'] }),
  css: code({ block: [stars], strings: [double, single] }),
};
