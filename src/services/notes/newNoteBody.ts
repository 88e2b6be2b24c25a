import { yearOf } from '../../core/citations/keyWords';
import type { Library } from '../../core/library/library';
import type { NoteSubject } from '../../core/notes/note';
import { defaultBody, filledTemplate } from '../../core/notes/noteTemplate';
import { paperAddress } from '../reader/copyText';

/** Gives the body of a new note: what the person set as its template (`templateSetting`), with the values of the paper. */
export function newNoteBody(
  library: Pick<Library, 'paper'>,
  now: () => Date,
  templateSetting: () => unknown,
): (subject: NoteSubject) => string {
  return (subject) => {
    const template = templateSetting();
    if (typeof template !== 'string') return defaultBody(subject);
    const paper = library.paper(subject.id);
    const { authors = [], venue = '', arxivId = '', doi = '' } = paper ?? {};
    return filledTemplate(template, {
      title: subject.title,
      authors: authors.join(', '),
      venue,
      arxiv: arxivId,
      doi,
      year: (paper && yearOf(paper)) ?? '',
      url: (paper && paperAddress(paper)) ?? '',
      date: isoDate(now()),
    });
  };
}

/** The date by the clock of the person. */
function isoDate(date: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
