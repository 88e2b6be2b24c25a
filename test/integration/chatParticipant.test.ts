import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ToolError } from '../../src/core/assistants/toolLibrary';
import {
  answerInChat,
  type ChatModel,
  type ChatParticipantParts,
} from '../../src/features/assistants/chatParticipant';
import { activated } from './extension';

/** The messages that the model is sent, and its answers. */
type Answers = (
  messages: readonly vscode.LanguageModelChatMessage[],
  tools: readonly string[],
) => readonly object[];

/**
 * The handler is called with a model, as the oldest VS Code lets no extension be one. The tools are those of the extension that
 * runs. `test/ui/oneWindow/assistants.ts` types questions into the chat itself.
 */
suite('The chat participant', () => {
  const failures: unknown[] = [];
  let parts: ChatParticipantParts;
  let inFront: string | undefined;
  let selection = '';
  let paper = '';

  suiteSetup(async () => {
    const api = await activated();
    paper = (await api.days())[0]?.paperIds[0] ?? '';
    parts = {
      run: async (name, input) => {
        const { content } = await vscode.lm.invokeTool(`dailyPapers_${name}`, {
          input: input as object,
          toolInvocationToken: undefined,
        });
        const text = textOf(content);
        if (/has not allowed/u.test(text)) throw new ToolError(text);
        return text;
      },
      title: async (id) => (await api.paper(id))?.title,
      inFront: () => inFront,
      selection: () => selection,
      report: (cause) => failures.push(cause),
    };
  });
  setup(() => {
    [inFront, selection] = [undefined, ''];
    failures.length = 0;
  });

  const textOf = (content: readonly unknown[]): string =>
    content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');

  /** The response shown for a question. */
  const ask = async (command: string | undefined, prompt: string, answers: Answers): Promise<string> => {
    const shown: string[] = [];
    const model: ChatModel = {
      sendRequest: (messages, options) => {
        const given = answers(
          messages,
          (options?.tools ?? []).map(({ name }) => name),
        );
        const stream = (async function* () {
          for (const part of given) yield await Promise.resolve<unknown>(part);
        })();
        return Promise.resolve({ stream, text: stream as AsyncIterable<string> });
      },
    };
    await answerInChat(
      parts,
      { command, prompt, model, toolInvocationToken: undefined as never },
      { history: [] },
      {
        markdown: (value) => void shown.push(typeof value === 'string' ? value : value.value),
        progress: () => undefined,
      },
      new vscode.CancellationTokenSource().token,
    );
    return shown.join('');
  };
  const says = (...texts: readonly string[]) => texts.map((text) => new vscode.LanguageModelTextPart(text));
  const fails = (): never => {
    throw new vscode.LanguageModelError('There is none');
  };

  test('gives the model what the tools found, and links the papers that it names', async () => {
    let prompt = '';
    const shown = await ask('related', `paper:/${paper}`, (messages) => {
      prompt = messages.map(({ content }) => textOf(content)).join('\n');
      return says('It is close to pap', `er:/${paper}`, '. ![x](https://example.org/)');
    });
    assert.match(prompt, /Related to paper:\/[^]*~~~[^]*paper:\//u);
    assert.match(shown, /^It is close to \[[^\]]+\]\(command:dailyPapers\.openPaper\?/u);
    assert.ok(!shown.includes('!['), shown);
    assert.deepEqual(failures, []);
  });

  test('lets the model read further with the tools that change nothing', async () => {
    const rounds: string[] = [];
    const shown = await ask('summarise', `paper:/${paper}`, (messages, tools) => {
      rounds.push(tools.join(' '));
      if (rounds.length === 1)
        return [
          new vscode.LanguageModelToolCallPart('1', 'dailyPapers_related', { id: paper }),
          new vscode.LanguageModelToolCallPart('2', 'dailyPapers_annotate', { id: paper, addTags: ['x'] }),
        ];
      const results = (messages.at(-1)?.content ?? []) as vscode.LanguageModelToolResultPart[];
      assert.match(textOf(results[0]?.content ?? []), /^Related to/u);
      assert.equal(textOf(results[1]?.content ?? []), 'There is no such tool.');
      const [, other = ''] = /; (paper:\/[a-z0-9-]+)\)/u.exec(textOf(results[0]?.content ?? [])) ?? [];
      return says(`Done, as in ${other}.`);
    });
    assert.match(shown, /^Done, as in \[[^\]]+\]\(command:dailyPapers\.openPaper\?[^)]+\)\.$/u);
    assert.match(rounds[0] ?? '', /dailyPapers_readPaper/u);
    assert.doesNotMatch(rounds.join(' '), /annotate/u);
  });

  test('stops a model that goes on calling tools', async () => {
    let asked = 0;
    await ask('reading', '', (_, tools) => {
      asked += 1;
      return tools.length === 0
        ? says('Enough.')
        : [new vscode.LanguageModelToolCallPart(String(asked), 'dailyPapers_days', {})];
    });
    assert.equal(asked, 5);
  });

  test('shows papers of the library if no model answers', async () => {
    inFront = paper;
    const shown = await ask('related', '', fails);
    assert.match(shown, /No model answered: There is none\. This is what your library has\./u);
    assert.match(shown, /\n- \[[^\]]+\]\(command:dailyPapers\.openPaper\?[^)]+\) · /u);
    assert.deepEqual(failures, []);
    assert.match(await ask(undefined, 'long sequences', fails), /state.space models/iu);
  });

  test('looks back at what was read in the last week', async () => {
    const api = await activated();
    await api.setTriage(paper, 'read');
    try {
      const title = (await api.paper(paper))?.title.split(' ')[0] ?? '';
      const shown = await ask('reading', '', fails);
      assert.match(shown, /1 paper read in the last week/u);
      assert.ok(shown.includes(title), shown);
    } finally {
      await vscode.commands.executeCommand('dailyPapers.undo');
    }
  });

  test('says what is missing, and calls no model then', async () => {
    assert.match(await ask('compare', `paper:/${paper}`, fails), /^Name two papers/u);
    assert.match(await ask('explain', '', fails), /^Select the text/u);
    selection = 'linear attention';
    assert.match(await ask('explain', '', fails), /This is what your library has/u);
  });

  test('without permission to read notes, it says so for notes about a topic', async () => {
    const settings = vscode.workspace.getConfiguration('dailyPapers');
    await settings.update('assistants.readNotes', false, vscode.ConfigurationTarget.Global);
    try {
      assert.match(await ask('summarise', 'attention', fails), /^The user has not allowed notes to be read/u);
    } finally {
      await settings.update('assistants.readNotes', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
