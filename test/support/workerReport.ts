/** Begins the lines on the console that report to the program that opened the page. */
export const lineMark = 'daily-papers-report:';

let lines = 0;

/**
 * For scripts in the worker host of a browser: sends a value that JSON can hold to the program that opened the page. It has
 * a number, since VS Code may print a line of the console twice.
 */
export function report(value: unknown): void {
  console.log(`${lineMark}${JSON.stringify([lines++, value])}`);
}
