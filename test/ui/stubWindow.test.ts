// Suites that ask services, and one that needs settings before it starts, share a window and a stub of the services: opening
// a window takes seconds. They run in this order: Triage Rules counts papers that nothing has marked yet.
import './stubWindow/triageRules';
import './stubWindow/fetch';
