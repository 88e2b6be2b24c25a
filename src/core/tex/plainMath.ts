import { asScript, inAlphabet } from './mathLetters';
import { joinAtoms, type PlainAtom, type PlainForm } from './plainSpacing';
import {
  alphabets,
  alphabetSwitches,
  binomials,
  bracketSizes,
  fractions,
  mathAccents,
  mathSymbols,
  roots,
  textWrappers,
} from './symbols';

/**
 * TeX mathematics as one line of readable Unicode, for copying, searching and reading aloud: `\ell_1` is ℓ₁,
 * `\mathcal{O}(n^2)` is 𝒪(n²), `\frac{a}{b}` is a/b. Takes any string and never throws; an unknown command prints its
 * name. Linear in the length of the source.
 */
export function plainMath(tex: string): string {
  return joinAtoms(new PlainReader(texTokens(tex)).atoms()).trim();
}

type Unplaced = Omit<PlainAtom, 'gap'>;

/** Braces nested deeper than this are ignored. */
const deepest = 60;

const skipped = new Set(
  'displaystyle textstyle scriptstyle limits nolimits nonumber notag hfill left right middle relax strut'.split(
    ' ',
  ),
);
const skippedWithArgument = new Set(
  'begin end label tag color phantom hphantom vphantom vspace hspace cite ref eqref'.split(' '),
);
const firstArgumentDropped = new Set('textcolor href colorbox raisebox'.split(' '));
const wideSpaces = new Set(['quad', 'qquad', 'enspace', ' ', '\\', 'newline']);
const noSpaces = new Set([',', ';', '!', ':', '>', '/', 'thinspace', '-']);
const stacked: ReadonlyMap<string, '^' | '_'> = new Map([
  ['overset', '^'],
  ['stackrel', '^'],
  ['underset', '_'],
]);

class PlainReader {
  private at = 0;
  private depth = 0;
  private gap = false;

  constructor(private readonly tokens: readonly TexToken[]) {}

  /** Everything up to the end of the group, or of the source. */
  atoms(): PlainAtom[] {
    const atoms: PlainAtom[] = [];
    this.gap = false;
    for (let token = this.next(); token; token = this.next()) {
      if (token.kind === 'character' && token.text === '}') {
        if (this.depth > 0) break;
      } else if (token.kind === 'space') this.gap = true;
      else if (token.kind === 'character' && (token.text === '^' || token.text === '_'))
        this.script(atoms, token.text);
      else if (token.kind === 'character' && token.text === "'") this.attach(atoms, '′');
      else if (token.kind === 'command' && stacked.has(token.text))
        this.stack(atoms, stacked.get(token.text) ?? '^');
      else this.push(atoms, this.gap, this.atom(token));
    }
    return atoms;
  }

  /** `gap`: whether there was space before the atom, recorded before its arguments were parsed. */
  private push(atoms: PlainAtom[], gap: boolean, atom: Unplaced | undefined): void {
    this.gap = atom ? false : gap;
    if (atom) atoms.push({ ...atom, gap });
  }

  private next(): TexToken | undefined {
    return this.tokens[this.at++];
  }

  private atom(token: TexToken): Unplaced | undefined {
    if (token.kind === 'command') return this.command(token.text);
    if (token.text === '{') return this.group();
    return character(token.text);
  }

  private group(): Unplaced | undefined {
    const atoms = this.enter(() => this.atoms());
    const plain = joinAtoms(atoms);
    return plain === '' ? undefined : ordinary(plain, formOf(atoms));
  }

  private enter(read: () => PlainAtom[]): PlainAtom[] {
    if (this.depth >= deepest) return [];
    this.depth++;
    const atoms = read();
    this.depth--;
    return atoms;
  }

  private command(name: string): Unplaced | undefined {
    const symbol = mathSymbols.get(name);
    if (symbol) return symbol;
    if (wideSpaces.has(name)) return { plain: ' ', role: 'space' };
    if (noSpaces.has(name) || alphabetSwitches.has(name)) return undefined;
    if (name === 'left' || name === 'right') this.skipNullDelimiter();
    if (skipped.has(name) || bracketSizes.has(name)) return undefined;
    if (skippedWithArgument.has(name)) {
      this.argument();
      return undefined;
    }
    if (firstArgumentDropped.has(name)) {
      this.argument();
      const atoms = this.argument();
      return ordinary(joinAtoms(atoms), formOf(atoms));
    }
    return this.withArguments(name) ?? literal(name);
  }

  private withArguments(name: string): Unplaced | undefined {
    const accent = mathAccents.get(name);
    if (accent !== undefined) return ordinary(accented(joinAtoms(this.argument()), accent));
    if (alphabets.has(name)) return this.letters(name);
    if (textWrappers.has(name)) return this.words(name);
    if (fractions.has(name))
      return ordinary(`${bracketed(this.argument())}/${bracketed(this.argument(), true)}`, 'quotient');
    if (binomials.has(name))
      return ordinary(`(${joinAtoms(this.argument())} choose ${joinAtoms(this.argument())})`);
    if (roots.has(name)) return this.root();
    if (name === 'not') return ordinary(`${joinAtoms(this.argument())}\u0338`);
    return undefined;
  }

  /** `\mathrm{max}` is a name, and no product of its letters. */
  private letters(alphabet: string): Unplaced {
    const atoms = this.argument();
    const form = formOf(atoms);
    return ordinary(inAlphabet(alphabet, joinAtoms(atoms)), form === 'product' ? undefined : form);
  }

  /** `\text{ and }`: words keep their spaces. */
  private words(name: string): Unplaced {
    const atoms = this.argument();
    const plain = atoms
      .map((atom) => (atom.gap ? ' ' : '') + (atom.plain === '−' ? '-' : atom.plain))
      .join('');
    return { plain: plain + (this.gap ? ' ' : ''), role: name === 'operatorname' ? 'function' : 'words' };
  }

  /** A group, or the one token that TeX takes without braces. */
  private argument(): PlainAtom[] {
    this.skipSpaces();
    const token = this.tokens[this.at];
    if (!token || (token.kind === 'character' && token.text === '}')) return [];
    this.at++;
    if (token.kind === 'character' && token.text === '{') return this.enter(() => this.atoms());
    return this.enter(() => {
      const only = this.atom(token);
      return only ? [{ ...only, gap: false }] : [];
    });
  }

  private skipSpaces(): void {
    while (this.tokens[this.at]?.kind === 'space') this.at++;
  }

  private skipNullDelimiter(): void {
    if (this.tokens[this.at]?.text === '.') this.at++;
  }

  /** `√x`, `³√x`; with letters `x^{1/n}`, as they would be taken for a factor. */
  private root(): Unplaced {
    const index = this.rootIndex();
    const root = `${asScript(index, '^') ?? ''}√`;
    const radicand = this.argument();
    if (index !== '' && root === '√')
      return ordinary(`${bracketed(radicand, true)}^{1/${index}}`, 'scripted');
    return ordinary(root + bracketed(radicand, true), 'root');
  }

  private rootIndex(): string {
    if (this.tokens[this.at]?.text !== '[') return '';
    let index = '';
    this.at++;
    for (let token = this.next(); token && token.text !== ']'; token = this.next()) index += token.text;
    return index.trim();
  }

  private script(atoms: PlainAtom[], position: '^' | '_'): void {
    this.attach(atoms, scriptOf(this.argument(), position));
    this.gap = false;
  }

  private stack(atoms: PlainAtom[], position: '^' | '_'): void {
    const above = scriptOf(this.argument(), position);
    this.push(atoms, this.gap, ordinary(joinAtoms(this.argument()) + above, 'scripted'));
  }

  private attach(atoms: PlainAtom[], plain: string): void {
    const base = atoms.at(-1);
    if (base) atoms[atoms.length - 1] = scripted(base, plain);
    else this.push(atoms, this.gap, ordinary(plain));
  }
}

const ordinary = (plain: string, form?: PlainForm): Unplaced => ({
  plain,
  role: 'ordinary',
  ...(form && { form }),
});

/** A script behind a fraction or a root is that of the whole. Behind a group in braces it stands as the author put it. */
function scripted(base: PlainAtom, script: string): PlainAtom {
  const { form = 'scripted', plain } = base;
  if (form === 'quotient' || form === 'root')
    return { ...base, plain: `(${plain})${script}`, form: 'scripted' };
  return { ...base, plain: plain + script, form };
}

/** What the whole of some atoms is: the operator in them that binds least decides. */
function formOf(atoms: readonly PlainAtom[]): PlainForm | undefined {
  if (atoms.length < 2) return atoms[0]?.form;
  if (atoms.some(({ role, form }) => operators.has(role) || form === 'sum')) return 'sum';
  return atoms.some(({ form }) => form === 'quotient') ? 'quotient' : 'product';
}

const operators: ReadonlySet<PlainAtom['role']> = new Set(['sign', 'relation', 'binary']);

const roleOfCharacter: Readonly<Record<string, PlainAtom['role']>> = {
  '=': 'relation',
  '<': 'relation',
  '>': 'relation',
  '+': 'sign',
  '-': 'sign',
  ',': 'punctuation',
  ';': 'punctuation',
  ':': 'punctuation',
  '(': 'open',
  '[': 'open',
  ')': 'close',
  ']': 'close',
  '~': 'space',
  '&': 'space',
};

function character(text: string): Unplaced {
  const role = Object.hasOwn(roleOfCharacter, text) ? roleOfCharacter[text] : undefined;
  if (role === 'space') return { plain: ' ', role };
  return { plain: text === '-' ? '−' : text, role: role ?? unicodeRole(text) };
}

function unicodeRole(text: string): PlainAtom['role'] {
  if ('≤≥≈≠≪≫∼∈→←↔⇒∝≡⊂⊆'.includes(text)) return 'relation';
  return '×±∪∩⊕⊗'.includes(text) ? 'binary' : 'ordinary';
}

/** Control symbols and unknown commands. */
function literal(name: string): Unplaced {
  if (name === '{') return { plain: '{', role: 'open' };
  if (name === '}') return { plain: '}', role: 'close' };
  return ordinary(name === '|' ? '‖' : name);
}

function accented(plain: string, accent: string): string {
  return Array.from(plain).length === 1 ? (plain + accent).normalize('NFC') : plain;
}

/** Adds brackets if `/` or `√` would otherwise apply only to a part. */
function bracketed(atoms: readonly PlainAtom[], productsToo = false): string {
  const plain = joinAtoms(atoms);
  const form = formOf(atoms);
  const isProduct = form === 'product' && !/^(?:\d+(?:\.\d+)?|√.)$/.test(plain);
  return form === 'sum' || form === 'quotient' || (productsToo && isProduct) ? `(${plain})` : plain;
}

const plainSuperscripts: ReadonlyMap<string, string> = new Map([
  ['∘', '°'],
  ['′', '′'],
  ['′′', '″'],
  ['†', '†'],
  ['*', '*'],
  ['∗', '*'],
]);

function scriptOf(atoms: readonly PlainAtom[], position: '^' | '_'): string {
  const plain = joinAtoms(atoms, true);
  const known = position === '^' ? plainSuperscripts.get(plain) : undefined;
  const raised = known ?? asScript(plain, position);
  if (raised !== undefined) return raised;
  return atoms.length === 1 && formOf(atoms) === undefined ? position + plain : `${position}{${plain}}`;
}

interface TexToken {
  readonly kind: 'command' | 'character' | 'space';
  /** The name of a command without its backslash; a character otherwise. */
  readonly text: string;
}

const pattern = /\\([A-Za-z]+)\*?|\\([^A-Za-z])|\s+|[^\\\s]|\\$/gu;

/** TeX source as TeX itself reads it: control words, control symbols, spaces and characters. */
function texTokens(tex: string): TexToken[] {
  const tokens: TexToken[] = [];
  for (const match of tex.matchAll(pattern)) {
    const name = match[1] ?? match[2];
    if (name !== undefined) tokens.push({ kind: 'command', text: name });
    else if (/^\s/.test(match[0])) tokens.push({ kind: 'space', text: ' ' });
    else tokens.push({ kind: 'character', text: match[0] });
  }
  return tokens;
}
