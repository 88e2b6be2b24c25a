import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import { History, type HistoryOutcome, type RefusedStep } from '../../core/history/history';
import type { HistoryStep, RecordChange, Recorded } from '../../core/history/historyStep';
import { NoteNotStored } from '../../core/history/storeChanges';
import { pluralize } from '../../core/text/pluralize';
import { type FailureReporter, UserFacingError } from '../../platform/vscode/ui/commands';
import { askInDialog, showInformation, showWarning } from '../../platform/vscode/ui/messages';
import { describeStep, doneMessage, refusedMessage, type TitleOf } from './historyMessages';

/** How long the status bar says what was undone, in milliseconds. */
const messageTime = 6000;

/** What a message offers beside Undo. */
type OtherActions = Readonly<Record<string, () => unknown>>;

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

  /** What can be undone, newest first. */
  get done(): readonly HistoryStep[] {
    return this.#history.done;
  }

  /** What can be redone, the next one first. */
  get undone(): readonly HistoryStep[] {
    return this.#history.undone;
  }

  /** See {@link History.record}. */
  record<T>(label: string, work: (record: RecordChange) => Promise<T>): Promise<Recorded<T>> {
    return this.#history.record(label, work);
  }

  /** A step as it is listed. */
  describe(step: HistoryStep): string {
    return describeStep(step, this.titleOf);
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
      const reason = this.#history.isUndone(step) ? 'is undone already' : 'can no longer be undone';
      void showInformation(`${this.describe(step)} ${reason}.`);
      return undefined;
    }
    const later = this.#history.laterSteps(known);
    if (later.length > 0 && !(await this.#agreed(known, later))) return undefined;
    return this.#report(this.#history.undoSteps([...later, known]));
  }

  /**
   * Reports what was done, with Undo for this step alone. Does not wait: the message may stand for a long time.
   * `others` are further actions by their titles.
   */
  offerUndo(
    message: string,
    step: HistoryStep | undefined,
    others: OtherActions = {},
    show: typeof showInformation = showInformation,
  ): void {
    const handlers: OtherActions = { ...(step && { Undo: () => this.undoStep(step) }), ...others };
    const actions = Object.keys(handlers);
    this.reporter.watch(
      show(message, ...actions).then(async (choice) => {
        if (choice !== undefined) await handlers[choice]?.();
      }),
    );
  }

  dispose(): void {
    this.#history.dispose();
  }

  #agreed(step: HistoryStep, later: readonly HistoryStep[]): Promise<boolean> {
    const steps = later.length === 1 ? 'A later step has' : `${later.length} later steps have`;
    const list = later.map((one) => `• ${this.describe(one)}`).join('\n');
    const detail = `${list}\n\nUndo ${later.length === 1 ? 'it' : 'them'} too?`;
    const message = `${steps} changed the same as ${this.describe(step)}.`;
    return askInDialog(message, detail, `Undo ${pluralize(later.length + 1, 'Step')}`);
  }

  async #report(applying: Promise<HistoryOutcome>): Promise<HistoryStep | undefined> {
    const outcome = await applying.catch((error: unknown) => {
      throw error instanceof NoteNotStored
        ? new UserFacingError(error.message, { cause: error.cause })
        : error;
    });
    if (outcome.kind === 'refused') {
      this.#reportRefusal(outcome);
      return undefined;
    }
    const message =
      outcome.kind === 'done'
        ? doneMessage(outcome.direction, outcome.step, this.titleOf)
        : `Nothing to ${outcome.direction}`;
    vscode.window.setStatusBarMessage(message, messageTime);
    return outcome.kind === 'done' ? outcome.step : undefined;
  }

  #reportRefusal(refused: RefusedStep): void {
    const action = refused.direction === 'undo' ? 'Undo the Rest' : 'Redo the Rest';
    const rest: OtherActions = refused.rest
      ? { [action]: () => this.#report(this.#history.applyRest(refused)) }
      : {};
    this.offerUndo(refusedMessage(refused, this.titleOf), undefined, rest, showWarning);
  }
}
