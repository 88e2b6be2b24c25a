import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import { History, type HistoryOutcome, type RefusedStep } from '../../core/history/history';
import type { HistoryStep, RecordChange, Recorded } from '../../core/history/historyStep';
import type { FailureReporter } from '../../platform/vscode/ui/commands';
import { askInDialog, showInformation, showWarning } from '../../platform/vscode/ui/messages';
import { type MessageActions, showWithActions } from '../../platform/vscode/ui/showWithActions';
import { l10n } from '../../platform/vscode/ui/l10n';
import { describeStep, doneMessage, refusedMessage, type TitleOf } from './historyMessages';
import type { Message } from '../../core/base/localization';

/** How long the status bar says what was undone, in milliseconds. */
const messageTime = 6000;

/**
 * The history of this window. Everything that a person changes through the extension is recorded here as one step, so
 * that it can be undone by key, and from the message that reports it.
 */
export class UndoHistory implements Disposable {
  readonly #history = new History();

  /** Fires after a step was recorded, undone or redone. */
  readonly onDidChange = this.#history.onDidChange;

  constructor(
    private readonly titleOf: TitleOf,
    private readonly reporter: FailureReporter,
  ) {}

  /** Steps that can be undone, newest first. */
  get done(): readonly HistoryStep[] {
    return this.#history.done;
  }

  /** Steps that can be redone, the next one first. */
  get undone(): readonly HistoryStep[] {
    return this.#history.undone;
  }

  /** See {@link History.record}. */
  record<T>(label: Message, work: (record: RecordChange) => Promise<T>): Promise<Recorded<T>> {
    return this.#history.record(label, work);
  }

  /** A step as it is listed. */
  describe(step: HistoryStep): string {
    return describeStep(step, this.titleOf, l10n);
  }

  /** Undoes the last step and says so. Resolves to the step, or undefined if nothing was undone. */
  async undo(): Promise<HistoryStep | undefined> {
    return this.#report(this.#history.undo());
  }

  /** Redoes what was undone last and says so. Resolves to the step, or undefined if nothing was redone. */
  async redo(): Promise<HistoryStep | undefined> {
    return this.#report(this.#history.redo());
  }

  /** Undoes one step. If later ones changed the same thing, lists them and asks whether to undo them too. */
  async undoStep(step: HistoryStep): Promise<HistoryStep | undefined> {
    const known = this.done.find(({ id }) => id === step.id);
    if (!known) {
      const described = this.describe(step);
      void showInformation(
        this.#history.isUndone(step)
          ? l10n.t('{0} is undone already.', described)
          : l10n.t('{0} can no longer be undone.', described),
      );
      return undefined;
    }
    const later = this.#history.laterSteps(known);
    if (later.length > 0 && !(await this.#agreed(known, later))) return undefined;
    return this.#report(this.#history.undoSteps([...later, known]));
  }

  /**
   * Reports what was done, with Undo for this step alone. Does not wait, as {@link showWithActions} does not.
   * `others` are what it offers beside Undo.
   */
  offerUndo(
    message: Message,
    step: HistoryStep | undefined,
    others: MessageActions = {},
    show: typeof showInformation = showInformation,
  ): void {
    const undo = step && { [l10n.t('Undo')]: () => this.undoStep(step) };
    showWithActions(this.reporter, message, { ...undo, ...others }, show);
  }

  dispose(): void {
    this.#history.dispose();
  }

  #agreed(step: HistoryStep, later: readonly HistoryStep[]): Promise<boolean> {
    const list = later.map((one) => `• ${this.describe(one)}`).join('\n');
    const described = this.describe(step);
    const isOne = later.length === 1;
    const message = isOne
      ? l10n.t('A later step has changed the same as {0}.', described)
      : l10n.t('{0} later steps have changed the same as {1}.', later.length, described);
    const question = isOne ? l10n.t('Undo it too?') : l10n.t('Undo them too?');
    const action = l10n.t('Undo {0} Steps', later.length + 1);
    return askInDialog(message, `${list}\n\n${question}`, action);
  }

  async #report(applying: Promise<HistoryOutcome>): Promise<HistoryStep | undefined> {
    const outcome = await applying;
    if (outcome.kind === 'refused') {
      this.#reportRefusal(outcome);
      return undefined;
    }
    const message =
      outcome.kind === 'done'
        ? doneMessage(outcome.direction, outcome.step, this.titleOf, l10n)
        : outcome.direction === 'undo'
          ? l10n.t('Nothing to undo')
          : l10n.t('Nothing to redo');
    vscode.window.setStatusBarMessage(message, messageTime);
    return outcome.kind === 'done' ? outcome.step : undefined;
  }

  #reportRefusal(refused: RefusedStep): void {
    const action = refused.direction === 'undo' ? l10n.t('Undo the Rest') : l10n.t('Redo the Rest');
    const rest: MessageActions = refused.rest
      ? { [action]: () => this.#report(this.#history.applyRest(refused)) }
      : {};
    this.offerUndo(refusedMessage(refused, this.titleOf, l10n), undefined, rest, showWarning);
  }
}
