/** The types of reference managers and their BibTeX names; those of BibTeX itself stay as they are. */
const BIBTEX_NAMES: Readonly<Record<string, string>> = {
  // RIS
  jour: 'article',
  mgzn: 'article',
  ejour: 'article',
  conf: 'inproceedings',
  cpaper: 'inproceedings',
  chap: 'incollection',
  echap: 'incollection',
  ebook: 'book',
  thes: 'phdthesis',
  rprt: 'techreport',
  elec: 'online',
  unpb: 'unpublished',
  // EndNote
  'journal article': 'article',
  'magazine article': 'article',
  'conference paper': 'inproceedings',
  'conference proceedings': 'inproceedings',
  'book section': 'incollection',
  thesis: 'phdthesis',
  report: 'techreport',
  'web page': 'online',
  // CSL
  'article-journal': 'article',
  'article-magazine': 'article',
  'paper-conference': 'inproceedings',
  chapter: 'incollection',
  webpage: 'online',
  // Crossref, OpenAlex and Zotero
  'journal-article': 'article',
  journalarticle: 'article',
  'proceedings-article': 'inproceedings',
  conferencepaper: 'inproceedings',
  'book-chapter': 'incollection',
  booksection: 'incollection',
  dissertation: 'phdthesis',
  monograph: 'book',
  'posted-content': 'misc',
  preprint: 'misc',
};
const OF_BIBTEX =
  /^(?:article|book|booklet|collection|dataset|inbook|incollection|inproceedings|manual|mastersthesis|misc|online|phdthesis|proceedings|report|software|techreport|thesis|unpublished)$/u;

/** The BibTeX name of the type that a source prints; undefined for a type that has none. */
export function entryTypeOf(printed: string): string | undefined {
  const name = printed.trim().toLowerCase();
  return BIBTEX_NAMES[name] ?? (OF_BIBTEX.test(name) ? name : undefined);
}
