import { serveInWorker } from '../../platform/web/workerServer';
import { isolatedFunctions } from '../parsing/isolatedFunctions';
import { type Formula, setFormula } from '../parsing/setFormula';

// The worker in which untrusted files and texts are parsed and formulas set: the entry of a layer
// (src/packaging/layers.mjs), started by `IsolatedProcess`.
serveInWorker({
  ...isolatedFunctions,
  setFormula: async ([formula]) => ({ result: await setFormula(formula as Formula) }),
});
