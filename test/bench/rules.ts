import { NoteStore } from '../../src/core/notes/noteStore';
import { parseTriageRules } from '../../src/core/rules/parseTriageRules';
import type { TriageRuleSetting } from '../../src/core/rules/triageRule';
import { RuleEvaluator } from '../../src/core/rules/ruleEvaluator';
import { PaperState } from '../../src/core/state/paperState';
import { TriageStore } from '../../src/core/triage/triageStore';
import { newestFirst, queryablePaper } from '../../src/services/search/searchCorpus';
import { runInTimeSlices } from '../../src/platform/common/runInTimeSlices';
import { InMemoryNoteFiles } from '../unit/core/notes/inMemoryNoteFiles';
import { InMemoryLog } from '../unit/core/triage/inMemoryLog';
import { madeCorpus } from './corpus';
import { longestBlock } from './longestBlock';
import { libraryOf } from './madeLibrary';

const paperCount = 10_000;

const settings: Readonly<Record<string, readonly TriageRuleSetting[]>> = {
  'one rule for titles': [{ match: 'title:survey', action: 'hide' }],
  'ten rules for titles': words().map((word) => ({ match: `title:${word}`, action: 'hide' })),
  'ten rules for words anywhere': words().map((word) => ({ match: word, action: 'hide' })),
};

function words(): readonly string[] {
  return 'survey medical video speech robot graph quantum protein traffic legal'.split(' ');
}

/** `npm run bench -- rules`: triage rules over a made library, as the extension applies them after a start. */
export async function benchRules(): Promise<void> {
  const library = await libraryOf(madeCorpus(paperCount));
  const triage = new TriageStore(new InMemoryLog(), () => 0);
  const notes = new NoteStore(new InMemoryNoteFiles());
  await Promise.all([triage.ready(), notes.ready()]);
  const state = new PaperState(library, triage, notes);
  for (const [name, rules] of Object.entries(settings)) {
    const verdicts = new RuleEvaluator({
      ids: () => newestFirst(library),
      facts: (id) => {
        const paper = library.paper(id);
        return paper && queryablePaper(paper, library, state, 'unread');
      },
      run: (steps) => runInTimeSlices(steps),
      report: (cause) => console.error(cause),
    });
    let acted = 0;
    verdicts.onDidChange((ids) => (acted += ids.length));
    const first = await longestBlock(() => verdicts.setRules(parseTriageRules(rules).rules));
    const all = await longestBlock(() => verdicts.settled());
    console.log(
      `${name}, ${paperCount} papers: the newest after ${first.took.toFixed(0)} ms, all after ` +
        `${(first.took + all.took).toFixed(0)} ms, ${acted} matched, the host blocked for at most ` +
        `${Math.max(first.blocked, all.blocked).toFixed(1)} ms (to reach: 50 ms)`,
    );
    verdicts.dispose();
  }
}
