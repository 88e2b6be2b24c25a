import * as vscode from 'vscode';
import { ARXIV_CATEGORIES, isArxivCategory } from '../../core/remote/arxivCategories';
import { l10n } from '../../platform/vscode/ui/l10n';

const storageKey = 'arxivCategories';

/**
 * Lets the person choose arXiv categories and stores the choice in `memento`, so that it is ticked the next time.
 *
 * @returns category codes such as `cs.LG`, or undefined if the person cancels or ticks none
 */
export async function pickArxivCategories(memento: vscode.Memento): Promise<readonly string[] | undefined> {
  const previous = storedCategories(memento);
  const rows = ARXIV_CATEGORIES.map(({ code, name, group }) => ({
    label: code,
    description: `${name} · ${group}`,
    picked: previous.includes(code),
  }));
  const ordered = [...rows.filter(({ picked }) => picked), ...rows.filter(({ picked }) => !picked)];
  const chosen = await vscode.window.showQuickPick(ordered, {
    canPickMany: true,
    matchOnDescription: true,
    title: l10n.t('Categories of arXiv'),
    placeHolder: l10n.t('Tick one or more; type to find them'),
  });
  if (!chosen || chosen.length === 0) return undefined;
  const categories = chosen.map(({ label }) => label);
  await memento.update(storageKey, categories);
  return categories;
}

/** The categories that were chosen last. Values in storage that are not categories are ignored. */
export function storedCategories(memento: Pick<vscode.Memento, 'get'>): readonly string[] {
  const stored = memento.get<unknown>(storageKey);
  return Array.isArray(stored)
    ? stored.filter((code): code is string => typeof code === 'string' && isArxivCategory(code))
    : [];
}
