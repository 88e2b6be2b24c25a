import * as vscode from 'vscode';

/** The answers of a person to dialogs. Dialogs that are not named here are cancelled. */
export interface Answers {
  /** The rows of a list that are chosen: those whose label this matches. Several lists may follow one another. */
  readonly rows?: readonly RegExp[];
  /** The text for an input box, or for a list that tags are typed into. */
  readonly text?: string;
  /** The file of a dialog. */
  readonly file?: vscode.Uri;
  /** Whether the person waits for what has progress; else it is cancelled as soon as it has begun. */
  readonly waits?: boolean;
  /** The button of a message or of a dialog. */
  readonly button?: string;
}

/** The dialogs and messages that a person has seen. */
export interface Seen {
  readonly errors: string[];
  /** Messages and questions, errors among them. */
  readonly messages: string[];
  /** The lists, boxes and dialogs that were shown, by what they say first. */
  readonly asked: string[];
  /** The commands that were run. */
  readonly commands: string[];
  /** Pages that were opened in the browser. */
  readonly pages: string[];
  /** The text that was put into the input of the chat. */
  readonly chats: string[];
  /** The titles of progress, and its messages. */
  readonly progress: string[];
}

type Row = vscode.QuickPickItem;

/** Calls what asks and tells a person, with a person who answers. In the tests VS Code shows no messages and refuses dialogs. */
export async function withPerson(answers: Answers, work: () => PromiseLike<unknown>): Promise<Seen> {
  const seen: Seen = {
    errors: [],
    messages: [],
    asked: [],
    commands: [],
    pages: [],
    chats: [],
    progress: [],
  };
  const restore = [
    replace(vscode.window, windowOf(answers, seen)),
    replace(vscode.env, {
      openExternal: (uri: vscode.Uri) => Promise.resolve(seen.pages.push(uri.toString(true)) > 0),
    }),
    replace(vscode.commands, { executeCommand: recording(seen) }),
  ];
  try {
    await work();
  } finally {
    for (const each of restore) each();
  }
  return seen;
}

function replace(object: object, others: Readonly<Record<string, unknown>>): () => void {
  const before = Object.fromEntries(Object.keys(others).map((name) => [name, Reflect.get(object, name)]));
  Object.assign(object, others);
  return () => Object.assign(object, before);
}

function windowOf(answers: Answers, seen: Seen): Readonly<Record<string, unknown>> {
  const patterns = [...(answers.rows ?? [])];
  const choose = async (
    rows: readonly Row[] | PromiseLike<readonly Row[]>,
    { canPickMany = false, placeHolder = '' } = {},
  ) => {
    seen.asked.push(placeHolder);
    const pattern = patterns.shift();
    const chosen = pattern ? (await rows).filter(({ label }) => pattern.test(label)) : [];
    return chosen.length === 0 ? undefined : canPickMany ? chosen : chosen[0];
  };
  const ask =
    (answer: unknown) =>
    ({ title = '' }: { readonly title?: string } = {}) => {
      seen.asked.push(title);
      return Promise.resolve(answer);
    };
  const tell =
    (isError: boolean) =>
    (message: string, ...actions: readonly unknown[]) => {
      seen.messages.push(message);
      if (isError) seen.errors.push(message);
      return Promise.resolve(actions.find((action) => action === answers.button));
    };
  return {
    showInformationMessage: tell(false),
    showWarningMessage: tell(false),
    showErrorMessage: tell(true),
    showQuickPick: choose,
    showInputBox: ask(answers.text),
    showOpenDialog: ask(answers.file && [answers.file]),
    showSaveDialog: ask(answers.file),
    createQuickPick: () => new AnsweredPick(answers, seen),
    withProgress: ({ title = '' }: vscode.ProgressOptions, task: ProgressTask) => {
      seen.progress.push(title);
      const progress = { report: ({ message = '' }) => void seen.progress.push(message) };
      return task(progress, answers.waits === true ? patient : cancelled);
    },
  };
}

type ProgressTask = (
  progress: { readonly report: (step: { readonly message?: string }) => void },
  token: vscode.CancellationToken,
) => Promise<unknown>;

const patient: vscode.CancellationToken = {
  isCancellationRequested: false,
  onCancellationRequested: () => new vscode.Disposable(() => undefined),
};

const cancelled: vscode.CancellationToken = {
  isCancellationRequested: true,
  onCancellationRequested: (listener: (event: unknown) => unknown) => {
    listener(undefined);
    return new vscode.Disposable(() => undefined);
  },
};

function recording({ chats, commands }: Seen): (command: string, ...args: unknown[]) => Thenable<unknown> {
  const { executeCommand } = vscode.commands;
  return (command, ...args) => {
    commands.push(command);
    if (command !== 'workbench.action.chat.open') return executeCommand(command, ...args);
    chats.push(JSON.stringify(args[0]));
    return Promise.resolve();
  };
}

/** A list that the person types into, or of which a row is chosen by the button at its end. */
class AnsweredPick {
  readonly #accepted = new vscode.EventEmitter<void>();
  readonly #hidden = new vscode.EventEmitter<void>();
  readonly #pressed = new vscode.EventEmitter<{ readonly item: Row }>();
  readonly #typed = new vscode.EventEmitter<string>();
  readonly onDidAccept = this.#accepted.event;
  readonly onDidHide = this.#hidden.event;
  readonly onDidTriggerItemButton = this.#pressed.event;
  readonly onDidChangeValue = this.#typed.event;
  readonly onDidChangeActive = new vscode.EventEmitter<unknown>().event;
  readonly onDidChangeSelection = new vscode.EventEmitter<unknown>().event;
  readonly onDidTriggerButton = new vscode.EventEmitter<unknown>().event;
  title = '';
  placeholder = '';
  items: readonly Row[] = [];
  activeItems: readonly Row[] = [];
  selectedItems: readonly Row[] = [];
  value = '';

  constructor(
    private readonly answers: Answers,
    private readonly seen: Seen,
  ) {}

  show(): void {
    const { rows: [pattern] = [], text } = this.answers;
    this.seen.asked.push(this.placeholder);
    const item = this.items.find(({ label }) => pattern?.test(label));
    if (item) this.#pressed.fire({ item });
    else if (text === undefined) this.hide();
    else {
      this.value = text;
      this.#typed.fire(text);
      this.#accepted.fire();
    }
  }

  hide(): void {
    this.#hidden.fire();
  }

  dispose(): void {
    for (const each of [this.#accepted, this.#hidden, this.#pressed, this.#typed]) each.dispose();
  }
}
