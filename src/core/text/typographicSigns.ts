/** Commands of LaTeX for signs of running text that have no other meaning, and what they print. */
export const typographicSigns: Readonly<Record<string, string>> = {
  textasciitilde: '~',
  ldots: '…',
  dots: '…',
  textendash: '–',
  textemdash: '—',
  textquoteright: '’',
  textquoteleft: '‘',
  textquotedblleft: '“',
  textquotedblright: '”',
  textregistered: '®',
  texttrademark: '™',
  textdegree: '°',
};
