import assert from 'node:assert/strict';
import type { AssistantActivity } from '../../../../src/core/assistants/activity';
import { ToolError, type ToolLibrary } from '../../../../src/core/assistants/toolLibrary';
import { History } from '../../../../src/core/history/history';
import type { RecordsSteps, StepChange } from '../../../../src/core/history/historyStep';
import type { Paper } from '../../../../src/core/library/paper';
import { english, localizable } from '../../../../src/core/base/localization';
import { AssistantTools } from '../../../../src/services/assistants/assistantTools';

suite('AssistantTools', () => {
  const never = new Promise<never>(() => undefined);

  function tools(
    library: Partial<ToolLibrary> | ((history: RecordsSteps) => Partial<ToolLibrary>),
    logged: AssistantActivity[] = [],
    append = (activity: AssistantActivity): Promise<void> => Promise.resolve(void logged.push(activity)),
  ): AssistantTools {
    return new AssistantTools(
      {
        history: new History(),
        library: (history) => (typeof library === 'function' ? library(history) : library) as ToolLibrary,
        permissions: () => Promise.resolve({ readNotes: true, write: true, fetch: false }),
        l10n: english,
        activity: {
          append,
          appendSoon: (activity) => void logged.push(activity),
        },
        folder: () => undefined,
        newId: () => 'id',
        now: () => 0,
        notLogged: 'Not logged.',
        report: () => undefined,
      },
      20,
    );
  }

  test('Say that the library is being read instead of answering after the client has given up', async () => {
    const logged: AssistantActivity[] = [];
    await assert.rejects(
      tools({ search: () => never }, logged).run('search', { query: 'x' }, 'client'),
      (error: unknown) =>
        error instanceof ToolError && /still reading or indexing.*again/u.test(error.message),
    );
    assert.equal(logged.length, 1);
  });

  test('A call that fails after that is ignored', async () => {
    let fail: (cause: Error) => void = () => undefined;
    const later = new Promise<never>((_, reject) => (fail = reject));
    await assert.rejects(tools({ days: () => later }).run('days', {}, 'client'), ToolError);
    fail(new Error('too late'));
    // An unhandled rejection would end the process.
    await new Promise((resolve) => setImmediate(resolve));
  });

  test('Answer when the library does', async () => {
    assert.match(await tools({ days: () => Promise.resolve([]) }).run('days', {}, 'client'), /^0 days/u);
  });

  test('Say so behind the answer, or the failure, if what was changed could not be logged', async () => {
    const change: StepChange = {
      targets: [],
      changedTargets: () => Promise.resolve([]),
      apply: () => Promise.resolve(true),
      without: () => undefined,
    };
    const marking =
      (fails: boolean) =>
      (history: RecordsSteps): Partial<ToolLibrary> => ({
        paper: (id) => Promise.resolve({ id, title: 'A Paper' } as Paper),
        note: () => Promise.resolve(undefined),
        setTriage: async () => {
          await history.record(localizable('Marked'), (record) => {
            record(change);
            return Promise.resolve();
          });
          if (fails) throw new ToolError('The mark was half made.');
        },
      });
    const full = (): Promise<never> => Promise.reject(new Error('The disk is full.'));
    const annotate = (made: AssistantTools): Promise<string> =>
      made.run('annotate', { id: 'a-paper', state: 'read' }, 'client');
    const logged: AssistantActivity[] = [];
    assert.match(await annotate(tools(marking(false), logged)), /marked as read.*Assistants\.$/u);
    assert.equal(logged.length, 1);
    assert.match(
      await annotate(tools(marking(false), [], full)),
      /marked as read.*Assistants\. Not logged\.$/u,
    );
    await assert.rejects(
      annotate(tools(marking(true), [], full)),
      /^ToolError: .*half made\. Not logged\.$/u,
    );
  });
});
