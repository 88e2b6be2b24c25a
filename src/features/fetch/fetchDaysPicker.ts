import * as vscode from 'vscode';
import { ARXIV_CATEGORIES, isArxivCategory } from '../../core/remote/arxivCategories';
import { latestMonths, parseDayRange } from '../../core/remote/dayRange';
import { addDays, daysOfMonth, daysOfWeek, type IsoDay, isWorkday } from '../../core/remote/isoDay';
import { askText } from '../../platform/vscode/ui/askText';

/** What a person wants fetched. */
export interface WantedDays {
  readonly source: WantedSource;
  /** Earliest first. */
  readonly days: readonly IsoDay[];
}

export type WantedSource =
  { readonly service: 'huggingface' } | { readonly service: 'arxiv'; readonly categories: readonly string[] };

const CATEGORIES_KEY = 'arxivCategories';
const MONTHS_OFFERED = 36;

interface SpanRow extends vscode.QuickPickItem {
  readonly days?: () => Promise<readonly IsoDay[] | undefined>;
}

/** Asks which days of which source to fetch. Undefined where the person leaves it. */
export async function pickDays(state: vscode.Memento, today: IsoDay): Promise<WantedDays | undefined> {
  const arxiv: SpanRow = {
    label: 'arXiv Categories…',
    description: rememberedCategories(state).join(', ') || 'cs.LG, cs.CL, stat.ML …',
  };
  const rows: SpanRow[] = [
    { label: 'Hugging Face Daily Papers', kind: vscode.QuickPickItemKind.Separator },
    ...spans(today, 'Hugging Face: '),
    { label: 'arXiv', kind: vscode.QuickPickItemKind.Separator },
    arxiv,
  ];
  const chosen = await vscode.window.showQuickPick(rows, {
    title: 'Fetch Days',
    placeHolder: 'Which days do you want to fetch?',
  });
  if (chosen === arxiv) return askArxiv(state, today);
  const days = await chosen?.days?.();
  return days && { source: { service: 'huggingface' }, days: onList(days) };
}

/** The categories of arXiv that a person chooses, remembered for the next time. */
export async function askCategories(state: vscode.Memento): Promise<readonly string[] | undefined> {
  const before = rememberedCategories(state);
  const rows = ARXIV_CATEGORIES.map(({ code, name, group }) => ({
    label: code,
    description: `${name} · ${group}`,
    picked: before.includes(code),
  }));
  const ordered = [...rows.filter(({ picked }) => picked), ...rows.filter(({ picked }) => !picked)];
  const chosen = await vscode.window.showQuickPick(ordered, {
    canPickMany: true,
    matchOnDescription: true,
    title: 'Categories of arXiv',
    placeHolder: 'Tick one or more; type to find them',
  });
  if (!chosen || chosen.length === 0) return undefined;
  const categories = chosen.map(({ label }) => label);
  await state.update(CATEGORIES_KEY, categories);
  return categories;
}

async function askArxiv(state: vscode.Memento, today: IsoDay): Promise<WantedDays | undefined> {
  const categories = await askCategories(state);
  if (!categories) return undefined;
  const chosen = await vscode.window.showQuickPick(spans(today, ''), {
    title: `arXiv: ${categories.join(', ')}`,
    placeHolder: 'Papers of which days? Those are pluralize by their submission.',
  });
  const days = await chosen?.days?.();
  return days && { source: { service: 'arxiv', categories }, days };
}

function spans(today: IsoDay, prefix: string): readonly SpanRow[] {
  const yesterday = addDays(today, -1);
  const week = daysOfWeek(today).filter((day) => day <= today);
  const fixed = (days: readonly IsoDay[]) => () => Promise.resolve(days);
  return [
    { label: `${prefix}Today`, description: today, days: fixed([today]) },
    { label: `${prefix}Yesterday`, description: yesterday, days: fixed([yesterday]) },
    { label: `${prefix}This Week`, description: `since ${week[0] ?? today}`, days: fixed(week) },
    { label: `${prefix}A Month…`, days: () => askMonth(today) },
    { label: `${prefix}A Date Range…`, days: () => askRange(today) },
  ];
}

/** Days that can have a list. One alone is asked for all the same: then the answer is said. */
function onList(days: readonly IsoDay[]): readonly IsoDay[] {
  const working = days.filter(isWorkday);
  return working.length > 0 ? working : days;
}

async function askMonth(today: IsoDay): Promise<readonly IsoDay[] | undefined> {
  const month = await vscode.window.showQuickPick([...latestMonths(today, MONTHS_OFFERED)], {
    title: 'Fetch a Month',
    placeHolder: 'Which month?',
  });
  return month === undefined ? undefined : daysOfMonth(month).filter((day) => day <= today);
}

async function askRange(today: IsoDay): Promise<readonly IsoDay[] | undefined> {
  const text = await askText({
    title: 'Fetch a Date Range',
    prompt: 'The first and the last day, or one day',
    value: `${addDays(today, -7)} to ${today}`,
    validateInput: (value) => parseDayRange(value, today).problem,
  });
  return text === undefined ? undefined : parseDayRange(text, today).days;
}

function rememberedCategories(state: vscode.Memento): readonly string[] {
  const stored = state.get<unknown>(CATEGORIES_KEY);
  return Array.isArray(stored)
    ? stored.filter((code): code is string => typeof code === 'string' && isArxivCategory(code))
    : [];
}
