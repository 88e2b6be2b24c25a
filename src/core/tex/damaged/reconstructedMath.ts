import type { TextRange } from '../../text/sentences';
import { plainMath } from '../plainMath';
import type { MathToken } from '../token';

/** The token of a formula whose TeX is not as the text has it. */
export function reconstructedMath({ start, end }: TextRange, tex: string): MathToken {
  return { kind: 'math', start, end, plain: plainMath(tex), tex, reconstructed: true };
}
