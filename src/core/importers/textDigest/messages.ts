import { type Message, localizable } from '../../base/localization';

/** Messages for digests that cannot be parsed: one plain sentence with the next step. */
export const message = {
  empty: localizable('There is no text here: copy the page with its titles and abstracts and import that.'),
  notText: localizable('This is not a text: save the page as plain text and import that.'),
  noPapers: localizable('No title with an abstract was found here: copy the whole page and import that.'),
  unreadable: localizable(
    'This line holds characters that are no text, so it was left out: look at the source and correct it.',
  ),
  wordless: localizable(
    'This line holds no words, so it was left out: look at the source if something is missing.',
  ),
  untitled: localizable(
    'This abstract has no title above it, so its paper is not known: put the title on a line above it and import again.',
  ),
  withoutAbstract: (title: string): Message =>
    localizable(
      '“{0}” has no abstract: put it below the title and import again.',
      title.replace(/^(.{79}).{2,}$/u, '$1…'),
    ),
  emptyDay: (label: string): Message =>
    localizable('No paper stands under “{0}”: copy the page again, with its papers, and import that.', label),
  impossibleDate: (label: string): Message =>
    localizable(
      '“{0}” is in no calendar, so the papers below it have no date: correct it and import again.',
      label,
    ),
  ambiguousDate: (label: string): Message =>
    localizable(
      '“{0}” does not tell month from day, so the papers below it have no date: write year-month-day and import again.',
      label,
    ),
  further: (count: number): Message =>
    count === 1
      ? localizable(
          '1 more problem follows from here on: look whether this is the page that you meant to import.',
        )
      : localizable(
          '{0} more problems follow from here on: look whether this is the page that you meant to import.',
          count,
        ),
  notUtf8: (count: number): Message =>
    count === 1
      ? localizable(
          'One character is not UTF-8 and read as Windows-1252: if it looks wrong, save the file as UTF-8 and import again.',
        )
      : localizable(
          '{0} characters from here on are not UTF-8 and read as Windows-1252: if they look wrong, save the file as UTF-8 and import again.',
          count,
        ),
};
