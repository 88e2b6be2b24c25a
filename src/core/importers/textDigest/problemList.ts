import type { Problem } from '../../library/parsedDigest';
import { message } from './messages';

/** As many as anyone will look at; a file of another kind may have one in every line. */
const most = 1000;

/** Gathers problems. Beyond the first thousand they are counted, and said in one. */
export class ProblemList {
  readonly #problems: Problem[] = [];
  #further = 0;
  #firstFurther = Infinity;

  get isEmpty(): boolean {
    return this.#problems.length === 0;
  }

  add(problem: Problem): void {
    if (this.#problems.length < most) {
      this.#problems.push(problem);
      return;
    }
    this.#further++;
    this.#firstFurther = Math.min(this.#firstFurther, problem.line);
  }

  /** By line. */
  toArray(): readonly Problem[] {
    const more = { line: this.#firstFurther, message: message.further(this.#further) };
    return [...this.#problems, ...(this.#further > 0 ? [more] : [])].sort((a, b) => a.line - b.line);
  }
}
