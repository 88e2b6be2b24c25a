import type { DigestFacts } from '../../src/services/library/digestFacts';

/** The facts of the `count`th digest that a writer imports. */
export function digestFacts(writer: string, count: number): DigestFacts {
  return { name: `${writer} ${count}`, added: count };
}

/** One of nine days. */
export function dayOf(count: number): string {
  return `2024-03-0${1 + (count % 9)}`;
}
