import * as vscode from 'vscode';
import { type KeyFormula, parseKeyFormula } from '../../core/citations/keyFormula';

/** The formula of citation keys that the person set; undefined if they set none, or one that cannot be read. */
export function keyFormulaSetting(): KeyFormula | undefined {
  const formula = vscode.workspace.getConfiguration('dailyPapers').get<unknown>('citations.keyFormula');
  if (typeof formula !== 'string' || formula.trim() === '') return undefined;
  const parsed = parseKeyFormula(formula);
  return parsed.ok ? parsed.value : undefined;
}
