import type { RefusedStep } from '../../core/history/history';
import {
  type ChangeTarget,
  type Direction,
  type HistoryStep,
  papersOf,
} from '../../core/history/historyStep';
import type { PaperId } from '../../core/library/paper';
import { pluralize } from '../../core/text/pluralize';
import { truncate } from '../../core/text/truncate';
import { localized } from '../../core/base/localization';

/** The title of a paper as people read it; undefined if the library has lost it. */
export type TitleOf = (id: PaperId) => string | undefined;

/** In UTF-16 units. */
const longestTitle = 60;
/** Of more targets, the first are named. */
const mostNamed = 3;

/** “Undid “Skip” on “A Title”.” */
export function doneMessage(direction: Direction, step: HistoryStep, titleOf: TitleOf): string {
  return `${direction === 'undo' ? 'Undid' : 'Redid'} ${describeStep(step, titleOf)}.`;
}

/** A step in a sentence or a list: “Skip” on “A Title”. */
export function describeStep(step: HistoryStep, titleOf: TitleOf): string {
  const papers = papersOf(step);
  const [first] = papers;
  if (first === undefined) return `“${localized(step.label)}”`;
  const title = papers.length === 1 ? titleOf(first) : undefined;
  const where = title === undefined ? pluralize(papers.length, 'paper') : quoted(title);
  return `“${localized(step.label)}” on ${where}`;
}

/** Says that a step was refused, and what has changed since. */
export function refusedMessage({ direction, step, changed }: RefusedStep, titleOf: TitleOf): string {
  const verb = direction === 'undo' ? 'undone' : 'redone';
  const named = [...new Set(changed.map((target) => describeTarget(target, titleOf)))];
  const more = named.length - mostNamed;
  const list = more > 0 ? [...named.slice(0, mostNamed), `${more} more`] : named;
  return `${describeStep(step, titleOf)} was not ${verb}, since this has changed: ${list.join(', ')}.`;
}

function describeTarget({ paperId, name }: ChangeTarget, titleOf: TitleOf): string {
  const title = paperId === undefined ? undefined : titleOf(paperId);
  if (paperId === undefined) return name === undefined ? 'what it changed' : localized(name);
  const paper = title === undefined ? 'a paper that is no longer listed' : quoted(title);
  return name === undefined ? `the mark of ${paper}` : `${localized(name)} of ${paper}`;
}

function quoted(title: string): string {
  return `“${truncate(title, longestTitle)}”`;
}
