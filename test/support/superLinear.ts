import { Script } from 'node:vm';
import { checkSync } from 'recheck';

/** A text that makes an expression slow. */
export interface Attack {
  /** `'a'.repeat(1000) + 'b'` */
  readonly pattern: string;
  readonly complexity: string;
}

// In this process, without the program that the package would start otherwise.
process.env['RECHECK_SYNC_BACKEND'] = 'pure';

/** Names that the checker does not know, with those that it does. */
const aliases: readonly (readonly [string, string])[] = [
  [String.raw`\p{EMod}`, String.raw`\p{Emoji_Modifier}`],
  [String.raw`\p{RI}`, String.raw`\p{Regional_Indicator}`],
];

/**
 * Searches a text for which an expression takes longer than in proportion to its length. What the checker suspects is
 * tried: it knows nothing of how V8 begins a search, and only guesses where an expression looks around itself. Undefined
 * where nothing is found, or the checker gives up; the table of `npm run test:faults scaling` has what it cannot see.
 */
export function superLinear(source: string, flags: string): Attack | undefined {
  if (!/[*+]|\{\d+,\}/.test(source)) return undefined;
  const known = aliases.reduce((text, [name, alias]) => text.replaceAll(name, alias), source);
  const found = suspect(known, flags);
  if (found?.status !== 'vulnerable') return undefined;
  const { attack, complexity } = found;
  const text = (count: number): string =>
    attack.pumps.map(({ prefix, pump }) => prefix + pump.repeat(count)).join('') + attack.suffix;
  return isSlow(new RegExp(source, flags), text)
    ? { pattern: attack.pattern, complexity: complexity.summary }
    : undefined;
}

function suspect(source: string, flags: string): ReturnType<typeof checkSync> | undefined {
  try {
    return checkSync(source, flags, { timeout: 20_000, attackTimeout: 10_000, recallTimeout: -1 });
  } catch (error) {
    if (error instanceof RangeError) return undefined; // The checker unrolls `{0,1000}` and overflows the stack.
    throw error;
  }
}

const longest = 200_000;
/** Milliseconds; what is quicker tells nothing. */
const telling = 40;
/** Milliseconds; no expression needs that for a text of this length, unless its time explodes. */
const limit = 500;
/** V8 ends an expression at the limit only in a script that was started with one. */
const execution = new Script('globalThis.superLinearRun()');

/** Whether the time grows more than in proportion while a text grows. */
function isSlow(expression: RegExp, text: (count: number) => string): boolean {
  let before = 0;
  for (let count = 10; text(count).length < longest; count = Math.ceil(count * 1.5)) {
    const time = timeOf(expression, text(count));
    // Half as much again: 1.5 times the time is in proportion, 2.25 times the square.
    if (time > telling && time > before * 1.9) return true;
    before = time;
  }
  return false;
}

/**
 * Milliseconds of the processor, as others may use the machine too: the least of three, or the first that is quick
 * enough to tell nothing. Infinity beyond the limit: a text that is half as long again can take thousands of times longer.
 */
function timeOf(expression: RegExp, text: string): number {
  let least = Infinity;
  for (let tries = 0; tries < 3 && least > telling; tries += 1) {
    const start = process.cpuUsage();
    expression.lastIndex = 0;
    if (!endsInTime(() => expression.exec(text))) return Infinity;
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

function endsInTime(run: () => void): boolean {
  Object.assign(globalThis, { superLinearRun: run });
  try {
    execution.runInThisContext({ timeout: limit });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
    throw error;
  } finally {
    Reflect.deleteProperty(globalThis, 'superLinearRun');
  }
}
