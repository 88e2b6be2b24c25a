// Suites that ask services, and one that needs settings before it starts, share a window and a stub of the services: opening
// a window takes seconds. They run in this order: Triage Rules counts papers that nothing has marked yet and holds that
// no request was made before, Full Text has its picture taken beside few days, Versions subscribes to a list that Fetch has
// fetched, and A Narrow Sidebar fetches enough days for the list to group them.
import './stubWindow/triageRules';
import './stubWindow/fullText';
import './stubWindow/fetch';
import './stubWindow/versions';
import './stubWindow/reload';
import './stubWindow/narrowSidebar';
