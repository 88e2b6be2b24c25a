import { type Message, localized } from './localization';

/**
 * An error whose message is shown to the user: one plain sentence that names the next step. `message`, which the log
 * has, is in English.
 */
export class UserFacingError extends Error {
  override readonly name: string = 'UserFacingError';

  constructor(
    /** The message, to be translated where it is shown. */
    readonly shown: Message,
    options?: ErrorOptions,
  ) {
    super(localized(shown), options);
  }
}
