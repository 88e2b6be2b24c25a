import * as vscode from 'vscode';
import type { Disposable } from '../../../core/base/disposable';
import { UserFacingError } from '../../../core/base/userFacingError';
import { showError } from './messages';
import type { CommandName } from './commandIds.generated';
import type { Log } from './log';
import { l10n } from './l10n';

export { UserFacingError };

/** Shows a failure to the person in one sentence; the cause goes to the log. */
export class FailureReporter {
  constructor(private readonly log: Log) {}

  report(error: unknown): void {
    if (error instanceof vscode.CancellationError) return;
    this.log.error('A task failed:', error);
    const message =
      error instanceof UserFacingError
        ? error.shown
        : l10n.t('Something went wrong in Daily Papers. The log says what.');
    showError(message, l10n.t('Show Log')).then(
      (choice) => {
        if (choice !== undefined) this.log.show();
      },
      (unshown: unknown) => this.log.error('A message was not shown:', unshown),
    );
  }

  /** Reports the failure of a task whose result is not awaited, such as one that a button in a message has started. */
  watch(work: PromiseLike<unknown>): void {
    Promise.resolve(work).catch((error: unknown) => this.report(error));
  }
}

/** The id that VS Code knows a command of the manifest by. */
export const commandId = (name: CommandName): string => `dailyPapers.${name}`;

/** Runs a command of the manifest, which reports its failures itself. Resolves when it has ended. */
export async function runCommand(name: CommandName, ...args: readonly unknown[]): Promise<void> {
  await vscode.commands.executeCommand(commandId(name), ...args);
}

export type CommandHandler = (...args: readonly unknown[]) => unknown;

/** A value for each of some commands of the manifest. */
export type CommandMap<T> = Readonly<Partial<Record<CommandName, T>>>;

/** The handlers of commands that differ in one value only. */
export function mapCommands<T, Name extends CommandName>(
  values: Readonly<Record<Name, T>>,
  handler: (value: T) => CommandHandler,
): Readonly<Record<Name, CommandHandler>> {
  const handlers = Object.entries<T>(values).map(([name, value]) => [name, handler(value)] as const);
  return Object.fromEntries(handlers) as Record<Name, CommandHandler>;
}

/** Registers commands of the manifest. A failure is reported to the person and not passed on to the caller. */
export function registerCommands(
  handlers: CommandMap<CommandHandler>,
  reporter: FailureReporter,
): Disposable {
  const registered = Object.entries(handlers).map(([name, handler]) =>
    vscode.commands.registerCommand(commandId(name as CommandName), async (...args: readonly unknown[]) => {
      try {
        return await handler(...args);
      } catch (error) {
        reporter.report(error);
        return undefined;
      }
    }),
  );
  return vscode.Disposable.from(...registered);
}
