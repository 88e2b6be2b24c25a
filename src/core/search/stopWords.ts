/**
 * English words that say nothing about what a paper is about, and what remains of contractions of them. A query made
 * of nothing else is searched as it is.
 */
export const stopWords: ReadonlySet<string> = new Set(
  (
    'a about above after again against all also am an and any are arent as at be because been before being below ' +
    'between both but by can cannot cant could couldnt did didnt do does doesnt doing dont down during each etc ' +
    'few for from further had hadnt has hasnt have havent having he her here hers herself him himself his how ' +
    'however i id if ill im in into is isnt it its itself ive just let lets me might more most must my myself no ' +
    'nor not now of off on once only or other ought our ours ourselves out over own per same shall she should ' +
    'shouldnt since so some such than that the their theirs them themselves then there these they this those ' +
    'through thus to too under until up upon us very via was wasnt we were werent what when where whether which ' +
    'while who whom whose why will with within without wont would wouldnt yet you your yours yourself'
  ).split(' '),
);
