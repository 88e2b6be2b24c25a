/** Begins the lines on the console that report the tests: a number, since VS Code may print a line twice, and a value. */
export const lineMark = 'daily-papers-tests:';
