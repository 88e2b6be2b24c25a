import { serveInWorker } from '../../platform/web/workerServer';
import { isolatedFunctions } from '../parsing/isolatedFunctions';
import type { ParsingCalls } from '../parsing/parsingCalls';
import { type FormulaCalls, setFormula } from '../parsing/setFormula';

/**
 * Parses untrusted files and texts and sets formulas in this worker, for `IsolatedProcess`. Called by the script of the
 * worker, since Node loads the same file for its isolated process.
 */
export function start(): void {
  serveInWorker<ParsingCalls & FormulaCalls>({
    ...isolatedFunctions,
    setFormula: async ([formula]) => ({ result: await setFormula(formula) }),
  });
}
