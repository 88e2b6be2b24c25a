import { LruCache } from '../../core/base/lruCache';
import type { MathNode } from '../../core/tex/mathml';
import type { Formula, SetFormula } from '../parsing/setFormula';

/** Longer formulas are not set: no abstract has one, and an input of this size cannot hold Temml up. */
const longestTex = 1000;
const cacheSize = 500;

/** Commands that define commands let a short input grow without bound. */
const definesCommands =
  /\\(?:[egx]?def|let|futurelet|global|long|(?:re)?newcommand|providecommand)(?![a-zA-Z])/;

/** Sets TeX as MathML, and remembers what was set last. */
export class TexConverter {
  /** Holds failures too. */
  readonly #cache = new LruCache<string, MathNode | undefined>(cacheSize);

  constructor(private readonly set: SetFormula) {}

  /** Undefined where the formula cannot be set; show its raw text then. Never rejects for what the TeX holds. */
  async convert(formula: Formula): Promise<MathNode | undefined> {
    const { tex, display = false } = formula;
    if (tex.length > longestTex || definesCommands.test(tex)) return undefined;
    const key = `${display ? 'display' : 'inline'} ${tex}`;
    if (this.#cache.has(key)) return this.#cache.get(key);
    const node = await this.set(formula);
    this.#cache.set(key, node);
    return node;
  }
}
