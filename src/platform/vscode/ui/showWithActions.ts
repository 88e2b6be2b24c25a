import type { Message } from '../../../core/base/localization';
import type { FailureReporter } from './commands';
import { showInformation } from './messages';

/** What the buttons of a message do, by their titles. */
export type MessageActions = Readonly<Record<string, () => unknown>>;

/**
 * Shows a message with buttons and runs what the chosen one stands for. Does not wait, since a message may stand for a
 * long time; `reporter` receives what fails in an action.
 *
 * @param show shows the message as information, unless another function of `messages.ts` is given
 */
export function showWithActions(
  reporter: FailureReporter,
  message: Message,
  handlers: MessageActions,
  show: typeof showInformation = showInformation,
): void {
  const actions = Object.keys(handlers);
  reporter.watch(
    show(message, ...actions).then(async (choice) => {
      if (choice !== undefined) await handlers[choice]?.();
    }),
  );
}
