import { serveIsolated } from '../../platform/node/isolation/serveIsolated';
import { isolatedFunctions } from '../parsing/isolatedFunctions';
import { referenceFunctions } from './referenceFunctions';

// The process in which files and texts of anybody are parsed: built as a file of its own, started by `IsolatedProcess`.
serveIsolated({ ...isolatedFunctions, ...referenceFunctions() });
