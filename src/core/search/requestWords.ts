/** Words that speak of the search itself in a request put as a sentence ("articles that discuss …"). */
export const requestWords: ReadonlySet<string> = new Set(
  (
    'article articles concern concerned concerning deal dealing deals describe described describes describing ' +
    'description descriptions discuss discussed discusses discussing discussion discussions especially example ' +
    'examples exist exists find finding include includes including information interest interested know like list ' +
    'look looking paper papers particular particularly publication publications regarding relate related relates ' +
    'relating relation see show topic topics use used using want work works'
  ).split(' '),
);
