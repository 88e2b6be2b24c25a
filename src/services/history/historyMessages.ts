import type { RefusedStep } from '../../core/history/history';
import {
  type ChangeTarget,
  type Direction,
  type HistoryStep,
  papersOf,
} from '../../core/history/historyStep';
import type { PaperId } from '../../core/library/paper';
import { type Localization, english, localized } from '../../core/base/localization';
import { truncate } from '../../core/text/truncate';

/** The title of a paper as people read it; undefined if the library has lost it. */
export type TitleOf = (id: PaperId) => string | undefined;

/** In UTF-16 units. */
const longestTitle = 60;
/** At most this many targets are named. */
const mostNamed = 3;

/** “Undid “Skip” on “A Title”.” */
export function doneMessage(
  direction: Direction,
  step: HistoryStep,
  titleOf: TitleOf,
  l10n: Localization = english,
): string {
  const described = describeStep(step, titleOf, l10n);
  return direction === 'undo' ? l10n.t('Undid {0}.', described) : l10n.t('Redid {0}.', described);
}

/** A step in a sentence or a list: “Skip” on “A Title”. */
export function describeStep(step: HistoryStep, titleOf: TitleOf, l10n: Localization = english): string {
  const papers = papersOf(step);
  const label = localized(step.label, l10n);
  const [first] = papers;
  if (first === undefined) return l10n.t('“{0}”', label);
  const title = papers.length === 1 ? titleOf(first) : undefined;
  if (title !== undefined) return l10n.t('“{0}” on “{1}”', label, truncate(title, longestTitle));
  return papers.length === 1
    ? l10n.t('“{0}” on 1 paper', label)
    : l10n.t('“{0}” on {1} papers', label, papers.length);
}

/** Says that a step was refused, and what has changed since. */
export function refusedMessage(
  { direction, step, changed }: RefusedStep,
  titleOf: TitleOf,
  l10n: Localization = english,
): string {
  const named = [...new Set(changed.map((target) => describeTarget(target, titleOf, l10n)))];
  const more = named.length - mostNamed;
  const list = more > 0 ? [...named.slice(0, mostNamed), l10n.t('{0} more', more)] : named;
  const described = describeStep(step, titleOf, l10n);
  return direction === 'undo'
    ? l10n.t('{0} was not undone, since this has changed: {1}.', described, list.join(', '))
    : l10n.t('{0} was not redone, since this has changed: {1}.', described, list.join(', '));
}

function describeTarget({ paperId, name }: ChangeTarget, titleOf: TitleOf, l10n: Localization): string {
  const title = paperId === undefined ? undefined : titleOf(paperId);
  const changed = name === undefined ? undefined : localized(name, l10n);
  if (paperId === undefined) return changed ?? l10n.t('what it changed');
  if (title === undefined)
    return changed === undefined
      ? l10n.t('the mark of a paper that is no longer listed')
      : l10n.t('{0} of a paper that is no longer listed', changed);
  const shown = truncate(title, longestTitle);
  return changed === undefined ? l10n.t('the mark of “{0}”', shown) : l10n.t('{0} of “{1}”', changed, shown);
}
