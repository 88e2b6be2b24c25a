import { type Message, localized } from '../../../core/base/localization';
import { l10n } from './l10n';

/** A message in the language of VS Code. */
export function shownMessage(message: Message): string {
  return localized(message, l10n);
}
