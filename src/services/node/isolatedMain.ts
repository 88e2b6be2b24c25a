import { serveIsolated } from '../../platform/node/isolation/serveIsolated';
import { isolatedFunctions } from '../parsing/isolatedFunctions';

// The process in which untrusted files and texts are parsed: built as a file of its own, started by `IsolatedProcess`.
serveIsolated(isolatedFunctions);
