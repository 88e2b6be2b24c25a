import type { Problem } from '../../library/parsedDigest';
import { message } from './messages';

/** Maximum number of problems that are listed; a file in another format may have one in every line. */
const most = 1000;

/** Collects problems. Those beyond the first thousand are only counted and reported as one. */
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
