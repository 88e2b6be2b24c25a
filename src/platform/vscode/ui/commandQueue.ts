import * as vscode from 'vscode';
import { SerialQueue } from '../../../core/base/serialQueue';
import type { CommandHandler, CommandMap } from './commands';

/** The argument of a call that has no effect; see {@link CommandQueue.warmUp}. */
const noEffect = 'dailyPapers.noEffect';

/** Runs commands one at a time, in the order in which their keys were pressed: none is lost, none overtakes another. */
export class CommandQueue {
  readonly #queue = new SerialQueue();
  readonly #names: string[] = [];
  #waiting = 0;
  #isBurst = false;

  /** Whether the command that runs was called before the one before it had ended. */
  get isBurst(): boolean {
    return this.#isBurst;
  }

  /** The same handlers, each run after those that were called before it have ended. */
  inOrder(handlers: CommandMap<CommandHandler>): CommandMap<CommandHandler> {
    for (const name of Object.keys(handlers)) this.#names.push(name);
    const queued = Object.entries(handlers).map(([name, handler]): [string, CommandHandler] => [
      name,
      (...args) => (args[0] === noEffect ? undefined : this.run(() => handler(...args))),
    ]);
    return Object.fromEntries(queued);
  }

  run<T>(task: () => T | Promise<T>): Promise<T> {
    const isBurst = this.#waiting > 0;
    this.#waiting += 1;
    return this.#queue.run(async () => {
      this.#isBurst = isBurst;
      try {
        return await task();
      } finally {
        this.#waiting -= 1;
      }
    });
  }

  /**
   * Has VS Code run each of the commands once, without effect. The first time that it runs a command it waits for the
   * command's activation event, and what is pressed meanwhile overtakes it.
   */
  async warmUp(): Promise<void> {
    const commands = this.#names.map((name) => ({ command: `dailyPapers.${name}`, args: noEffect }));
    await vscode.commands.executeCommand('runCommands', { commands });
  }
}
