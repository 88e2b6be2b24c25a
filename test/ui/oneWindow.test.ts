// Suites that need the sample workspace and nothing else share one window: opening one takes seconds. They run in this
// order: Digests counts papers that nothing has marked yet, and Import adds days, the reload is that which Assistants need,
// and files that are left out stay where they are.
import './oneWindow/workbench';
import './oneWindow/digests';
import './oneWindow/search';
import './oneWindow/searchViews';
import './oneWindow/tour';
import './oneWindow/walkthrough';
import './oneWindow/pictures';
import './oneWindow/notes';
import './oneWindow/import';
import './oneWindow/library';
import './oneWindow/citing';
import './oneWindow/references';
import './oneWindow/table';
import './oneWindow/reload';
import './oneWindow/assistants';
import './oneWindow/leftOut';
