import type { HistoryStep, RecordsSteps } from '../../core/history/historyStep';
import { markChange } from '../../core/history/storeChanges';
import type { PaperId } from '../../core/library/paper';
import type { TriageState } from '../../core/triage/triageState';
import type { TriageStore } from '../../core/triage/triageStore';
import { type Message, localizable } from '../../core/base/localization';

const labels: Readonly<Record<TriageState, Message>> = {
  unread: localizable('Mark as Unread'),
  later: localizable('Read Later'),
  read: localizable('Mark as Read'),
  skipped: localizable('Skip'),
};

/** Marks papers, as a person does. */
export class TriageMarks {
  constructor(
    private readonly triage: TriageStore,
    private readonly history: RecordsSteps,
    /** Is called after papers were marked. */
    private readonly onMark: () => void = () => undefined,
  ) {}

  /** Puts papers into a state, as one step of the history. Resolves to the step; undefined if nothing was changed. */
  async mark(
    ids: readonly PaperId[],
    state: TriageState,
    label: Message = labels[state],
  ): Promise<HistoryStep | undefined> {
    const { step } = await this.history.record(label, async (record) => {
      const change = markChange(this.triage, await this.triage.change(new Map(ids.map((id) => [id, state]))));
      if (change) record(change);
    });
    if (step) this.onMark();
    return step;
  }
}
