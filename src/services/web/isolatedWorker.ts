import { serveInWorker } from '../../platform/web/workerServer';
import { isolatedFunctions } from '../parsing/isolatedFunctions';
import { type Formula, setFormula } from '../parsing/setFormula';

// The worker in which untrusted files and texts are parsed and formulas set: built as a file of its own, started by
// `IsolatedProcess`.
serveInWorker({
  ...isolatedFunctions,
  setFormula: async ([formula]) => ({ result: await setFormula(formula as Formula) }),
});
