import type { HistoryStep } from '../../core/history/historyStep';
import { markChange } from '../../core/history/storeChanges';
import type { PaperId } from '../../core/library/paper';
import type { TriageState } from '../../core/triage/triageState';
import type { TriageStore } from '../../core/triage/triageStore';
import { contextKeys } from '../../platform/vscode/ui/contextKeys.generated';
import type { UndoHistory } from '../history/undoHistory';

const labels: Readonly<Record<TriageState, string>> = {
  unread: 'Mark as Unread',
  later: 'Read Later',
  read: 'Mark as Read',
  skipped: 'Skip',
};

/** Marks papers, as a person does. */
export class TriageMarks {
  constructor(
    private readonly triage: TriageStore,
    private readonly history: Pick<UndoHistory, 'record'>,
  ) {}

  /** Puts papers into a state, as one step of the history. Resolves to the step; undefined if nothing was changed. */
  async mark(
    ids: readonly PaperId[],
    state: TriageState,
    label = labels[state],
  ): Promise<HistoryStep | undefined> {
    const { step } = await this.history.record(label, async (record) => {
      const change = markChange(this.triage, await this.triage.change(new Map(ids.map((id) => [id, state]))));
      if (change) record(change);
    });
    // Completes the step of the walkthrough.
    if (step) void contextKeys.hasMarked.set(true);
    return step;
  }
}
