import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../support/eventually';
import { closeAll } from '../support/workbench';
import { withWorkerTabs, type WorkerScript, type WorkerTabs } from '../support/workerHost';
import type { Bench, Scenario } from './scenario';
import type { FoundPaper, TabEdit, TabReport } from './webTab';

/** Results for the edits of all tabs. */
export interface TabFigures {
  /** Edits that were reported as stored. */
  readonly stored: number;
  /** Those of them that a tab opened later did not find. */
  readonly gone: readonly string[];
  /** Lines of notes that are no whole edit. */
  readonly torn: readonly string[];
}

const script = (edits: string): WorkerScript => ({
  folder: import.meta.dirname,
  contents: `import { editInTab } from './webTab'; export const run = () => editInTab(${edits});`,
});

/** Closes a number of tabs while they edit, each right after an edit or a few milliseconds later; the next tab checks. */
export function killTabs(
  kills: number,
  say: (figure: string) => void = () => undefined,
): Promise<TabFigures> {
  return withWorkerTabs(async (tabs) => {
    const ledger = new Ledger((fault) => say(`after ${kill} tabs: ${fault}`));
    let kill = 1;
    await tabs.use(script('Infinity'));
    for (; kill <= kills; kill += 1) {
      const before = ledger.stored;
      const wanted = before + 1 + Math.floor(Math.random() * 8);
      const page = await tabs.open((value) => ledger.take(value as TabReport));
      await until(() => ledger.stored >= wanted);
      // At once in half of the cases.
      await sleep(kill % 2 === 0 ? 0 : Math.random() * 40);
      await page.close({ runBeforeUnload: false });
      if (kill % 10 === 0)
        say(
          `${kill} tabs closed, ${ledger.stored} edits stored, ${ledger.gone.size} gone, ${ledger.torn.size} torn`,
        );
    }
    await look(tabs, ledger);
    return ledger.figures();
  });
}

/** Two tabs edit at the same time, so often each; a third one looks. */
export function editInTwoTabs(edits: number): Promise<TabFigures> {
  return withWorkerTabs(async (tabs) => {
    const ledger = new Ledger();
    await tabs.use(script(String(edits)));
    let done = 0;
    const received = (value: unknown): void => {
      const report = value as TabReport;
      // The later of the two may find an older state than the other has stored meanwhile: the third one checks.
      if (report.type !== 'found') ledger.take(report);
      if (report.type === 'done') done += 1;
    };
    const pages = await Promise.all([tabs.open(received), tabs.open(received)]);
    await until(() => done === 2);
    await Promise.all(pages.map((page) => page.close({ runBeforeUnload: false })));
    await look(tabs, ledger);
    return ledger.figures();
  });
}

/** Opens a tab that edits nothing, and compares what it finds. */
async function look(tabs: WorkerTabs, ledger: Ledger): Promise<void> {
  await tabs.use(script('0'));
  let done = false;
  const page = await tabs.open((value) => {
    ledger.take(value as TabReport);
    done ||= (value as TabReport).type === 'done';
  });
  await until(() => done);
  await page.close();
}

/** For as long as a tab takes on a busy machine. */
async function until(holds: () => boolean): Promise<void> {
  for (let round = 0; round < 20 && !holds(); round += 1)
    await eventually(() => assert.ok(holds())).catch(() => undefined);
  assert.ok(holds(), 'the tab has not reported');
}

/** Whose mark it is in {@link Ledger}, beside tabs. */
const found = 'found';

/** The edits that tabs have reported, compared with what the tabs after them find. */
class Ledger {
  readonly gone = new Set<string>();
  readonly torn = new Set<string>();
  readonly #edits: TabEdit[] = [];
  /** The marks that were found last. */
  #found: ReadonlyMap<string, string> = new Map();
  /**
   * The marks that a paper may have: the last one that each tab has stored since the papers were found last, or else the one
   * that was found, and marks that were only begun.
   */
  readonly #marks = new Map<string, Map<string, string>>();

  /** `report` is called once with each edit that is not found and each line that is torn. */
  constructor(private readonly report: (fault: string) => void = () => undefined) {}

  get stored(): number {
    return this.#edits.length;
  }

  take(value: TabReport): void {
    if (value.type === 'edit') this.#take(value.edit);
    else if (value.type === 'found') this.#compare(value.papers);
  }

  figures(): TabFigures {
    return { stored: this.stored, gone: [...this.gone], torn: [...this.torn] };
  }

  #take(edit: TabEdit): void {
    const { kind, paperId, tab, value, isStored } = edit;
    if (isStored) this.#edits.push(edit);
    if (kind !== 'mark') return;
    const marks = this.#marks.get(paperId) ?? new Map([[found, this.#found.get(paperId) ?? '']]);
    this.#marks.set(paperId, marks.set(isStored ? tab : `${tab}, begun`, value));
    if (isStored) for (const older of [found, `${tab}, begun`]) marks.delete(older);
  }

  #compare(papers: readonly FoundPaper[]): void {
    const byId = new Map(papers.map((paper) => [paper.paperId, paper]));
    for (const edit of this.#edits)
      if (edit.kind !== 'mark' && !isFound(edit, byId.get(edit.paperId)))
        this.#add(this.gone, `${edit.kind} ${edit.value} of ${edit.paperId}`);
    for (const [paperId, marks] of this.#marks) {
      const mark = byId.get(paperId)?.mark ?? '';
      if (![...marks.values()].includes(mark))
        this.#add(this.gone, `mark of ${paperId}: ${mark}, not ${JSON.stringify([...marks])}`);
    }
    this.#found = new Map(papers.map(({ paperId, mark }) => [paperId, mark]));
    this.#marks.clear();
    for (const { lines } of papers)
      for (const line of lines) if (!/^(?:# .*|Text \w+-\d+ ends\.)$/u.test(line)) this.#add(this.torn, line);
  }

  #add(faults: Set<string>, fault: string): void {
    if (!faults.has(fault)) this.report(fault);
    faults.add(fault);
  }
}

function isFound({ kind, value }: TabEdit, paper: FoundPaper | undefined): boolean {
  if (kind === 'tag') return paper?.tags.includes(value) === true;
  if (kind === 'highlight') return paper?.comments.includes(value) === true;
  return paper?.lines.includes(`Text ${value} ends.`) === true;
}

/** Rejects if an edit is gone or a note is torn. */
async function judge(bench: Bench, edited: Promise<TabFigures>): Promise<void> {
  try {
    const { stored, gone, torn } = await edited;
    bench.say(`${stored} edits stored, ${gone.length} gone, ${torn.length} torn`);
    assert.deepEqual([gone, torn], [[], []]);
  } finally {
    await closeAll();
  }
}

export const killedTabs: Scenario = {
  name: 'tabs of a browser without a server that are closed while they edit',
  isFullOnly: true,
  run: (bench) =>
    judge(
      bench,
      killTabs(200, (figure) => bench.say(figure)),
    ),
};

export const twoTabs: Scenario = {
  name: 'two tabs of a browser without a server, 500 edits each',
  isFullOnly: true,
  run: (bench) => judge(bench, editInTwoTabs(500)),
};
