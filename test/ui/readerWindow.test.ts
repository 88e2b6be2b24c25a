// Suites of the reader that need the sample workspace and nothing else share one window: opening one takes seconds. They
// run in this order: Undo begins with an empty history, Keys needs its days at the top of the list, and Reader leaves
// another colour theme.
import './readerWindow/undo';
import './readerWindow/keys';
import './readerWindow/highlights';
import './readerWindow/dynamicReader';
import './readerWindow/reload';
import './readerWindow/reader';
