import assert from 'node:assert/strict';
import type { AssistantActivity } from '../../../../src/core/assistants/activity';
import { ToolError, type ToolLibrary } from '../../../../src/core/assistants/toolLibrary';
import { History } from '../../../../src/core/history/history';
import { english } from '../../../../src/core/base/localization';
import { AssistantTools } from '../../../../src/services/assistants/assistantTools';

suite('AssistantTools', () => {
  const never = new Promise<never>(() => undefined);

  function tools(library: Partial<ToolLibrary>, logged: AssistantActivity[] = []): AssistantTools {
    return new AssistantTools(
      {
        history: new History(),
        library: () => library as ToolLibrary,
        permissions: () => Promise.resolve({ readNotes: true, write: true, fetch: false }),
        l10n: english,
        activity: {
          append: (activity) => Promise.resolve(void logged.push(activity)),
          appendSoon: (activity) => void logged.push(activity),
        },
        folder: () => undefined,
        newId: () => 'id',
        now: () => 0,
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
});
