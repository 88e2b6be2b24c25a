import * as vscode from 'vscode';
import { latestMonths, parseDayRange } from '../../core/remote/dayRange';
import type { IsoDay } from '../../core/remote/isoDay';
import { askText } from '../../platform/vscode/ui/askText';
import { pickArxivCategories, storedCategories } from '../../services/sources/arxivCategoriesPicker';
import { type DaySelection, daysUntil, fixedSpans, listableDays, proposedRange } from './daySelection';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';
import { l10n } from '../../platform/vscode/ui/l10n';

const offeredMonths = 36;

interface SpanRow extends vscode.QuickPickItem {
  /** Resolves to undefined if the person cancels a further question. */
  readonly days?: () => Promise<readonly IsoDay[] | undefined>;
}

/** Lets the person choose a source and days. Returns undefined if the person cancels. */
export async function pickDays(memento: vscode.Memento, today: IsoDay): Promise<DaySelection | undefined> {
  const arxiv: SpanRow = {
    label: l10n.t('arXiv Categories…'),
    description: storedCategories(memento).join(', ') || 'cs.LG, cs.CL, stat.ML …',
  };
  const rows: SpanRow[] = [
    { label: l10n.t('Hugging Face Daily Papers'), kind: vscode.QuickPickItemKind.Separator },
    ...spanRows(today, (label) => l10n.t('Hugging Face: {0}', label)),
    { label: 'arXiv', kind: vscode.QuickPickItemKind.Separator },
    arxiv,
  ];
  const chosen = await vscode.window.showQuickPick(rows, {
    title: l10n.t('Fetch Days'),
    placeHolder: l10n.t('Which days do you want to fetch?'),
  });
  if (chosen === arxiv) return pickArxivDays(memento, today);
  const days = await chosen?.days?.();
  return days && { source: { service: 'huggingface' }, days: listableDays(days) };
}

async function pickArxivDays(memento: vscode.Memento, today: IsoDay): Promise<DaySelection | undefined> {
  const categories = await pickArxivCategories(memento);
  if (!categories) return undefined;
  const chosen = await vscode.window.showQuickPick(spanRows(today), {
    title: `arXiv: ${categories.join(', ')}`,
    placeHolder: l10n.t('Papers of which days? A paper belongs to the day of its submission.'),
  });
  const days = await chosen?.days?.();
  return days && { source: { service: 'arxiv', categories }, days };
}

function spanRows(today: IsoDay, labelled = (label: string): string => label): readonly SpanRow[] {
  return [
    ...fixedSpans(today, l10n).map(({ label, description, days }) => ({
      label: labelled(label),
      description,
      days: () => Promise.resolve(days),
    })),
    { label: labelled(l10n.t('A Month…')), days: () => pickMonth(today) },
    { label: labelled(l10n.t('A Date Range…')), days: () => askDateRange(today) },
  ];
}

async function pickMonth(today: IsoDay): Promise<readonly IsoDay[] | undefined> {
  const month = await vscode.window.showQuickPick([...latestMonths(today, offeredMonths)], {
    title: l10n.t('Fetch a Month'),
    placeHolder: l10n.t('Which month?'),
  });
  return month === undefined ? undefined : daysUntil(today, month);
}

async function askDateRange(today: IsoDay): Promise<readonly IsoDay[] | undefined> {
  const text = await askText({
    title: l10n.t('Fetch a Date Range'),
    prompt: l10n.t('The first and the last day, or one day'),
    value: proposedRange(today),
    validateInput: (value) => {
      const { problem } = parseDayRange(value, today);
      return problem && shownMessage(problem);
    },
  });
  return text === undefined ? undefined : parseDayRange(text, today).days;
}
