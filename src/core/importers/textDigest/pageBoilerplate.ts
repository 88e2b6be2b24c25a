/** What the page of Daily Papers prints around its papers, in lower case and on single spaces. */
const pageBoilerplate = new Set([
  'new',
  'daily papers',
  'trending papers',
  'subscribe',
  'get trending papers in your email inbox!',
  'get trending papers in your email inbox once a day!',
  'by ak and the research community',
  'byak and the research community',
  'byakand the research community',
]);
/** Longer lines are not looked at. */
const longestLine = 200;

/** A rule: nothing but one mark, three times or more. */
const rule = /^([-=_*~#.·•—─])(?:\s?\1){2,}$/;

/** Whether a trimmed line belongs to the page rather than to a paper. */
export function isPageBoilerplate(line: string): boolean {
  if (line.length > longestLine) return false;
  return rule.test(line) || pageBoilerplate.has(line.toLowerCase().replace(/\s+/g, ' '));
}
