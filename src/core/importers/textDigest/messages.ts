/** Messages for digests that cannot be parsed: one plain sentence with the next step. */
export const message = {
  empty: 'There is no text here: copy the page with its titles and abstracts and import that.',
  notText: 'This is not a text: save the page as plain text and import that.',
  noPapers: 'No title with an abstract was found here: copy the whole page and import that.',
  unreadable:
    'This line holds characters that are no text, so it was left out: look at the source and correct it.',
  wordless: 'This line holds no words, so it was left out: look at the source if something is missing.',
  untitled:
    'This abstract has no title above it, so its paper is not known: put the title on a line above it and import again.',
  withoutAbstract: (title: string): string =>
    `“${title.replace(/^(.{79}).{2,}$/u, '$1…')}” has no abstract: put it below the title and import again.`,
  emptyDay: (label: string): string =>
    `No paper stands under “${label}”: copy the page again, with its papers, and import that.`,
  impossibleDate: (label: string): string =>
    `“${label}” is in no calendar, so the papers below it have no date: correct it and import again.`,
  ambiguousDate: (label: string): string =>
    `“${label}” does not tell month from day, so the papers below it have no date: write year-month-day and import again.`,
  further: (count: number): string =>
    `${count} more problems follow from here on: look whether this is the page that you meant to import.`,
  notUtf8: (count: number): string =>
    `${count === 1 ? 'One character is' : `${count} characters from here on are`} not UTF-8 and read as Windows-1252: ` +
    'if they look wrong, save the file as UTF-8 and import again.',
};
