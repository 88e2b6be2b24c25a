import { hasFields } from './guards';
import { numberText } from './intl';

/** Translates messages: `l10n` of the host, or one of {@link translator}. It is passed to modules that do not import `vscode`. */
export interface Localization {
  /**
   * @param message in English; `{0}`, `{1}` … are replaced by the values
   * @param values a number is a count, written as the language writes it; pass a year or a version as text
   */
  t(message: string, ...values: readonly (string | number)[]): string;
}

/** Translations by their English messages; a message without one stays English. */
export type Catalogue = Readonly<Record<string, string>>;

/**
 * Translates with a catalogue, where VS Code does not translate, such as in a webview.
 * @param language in which numbers are written as counts: 1,000
 */
export function translator(catalogue: Catalogue, language: string): Localization {
  return {
    t: (message, ...values) => {
      const text = Object.hasOwn(catalogue, message) ? catalogue[message] : undefined;
      return (text ?? message).replace(/\{\d+\}/gu, (placeholder) => {
        const value = values[Number(placeholder.slice(1, -1))] ?? placeholder;
        return typeof value === 'number' ? numberText(value, language) : value;
      });
    },
  };
}

/** Leaves messages in English. */
export const english: Localization = translator({}, 'en');

/**
 * A message that is translated where it is shown: an English text and its values. It is plain data, so that it can be
 * stored and sent between processes and windows whose languages differ.
 */
export interface LocalizableMessage {
  /** In English, with `{0}`, `{1}` … for the values. It is its own key in the translations. */
  readonly text: string;
  /** Absent without values. A number is a count, written as the language writes it; pass a year as text. */
  readonly values?: readonly (Message | number)[];
}

/** A text for a person: to be translated, or complete as it is, such as a name, a title or a translated text. */
export type Message = string | LocalizableMessage;

/**
 * A message for modules without `vscode`, to be returned, thrown or stored. `npm run contributions` finds the calls, so
 * that `text` has to be a constant.
 */
export function localizable(text: string, ...values: readonly (Message | number)[]): LocalizableMessage {
  return values.length === 0 ? { text } : { text, values };
}

/** The text of a message in a language; its values are translated too. */
export function localized(message: Message, l10n: Localization = english): string {
  if (typeof message === 'string') return message;
  const values = (message.values ?? []).map((value) =>
    typeof value === 'number' ? value : localized(value, l10n),
  );
  return l10n.t(message.text, ...values);
}

/** Messages within messages; deeper ones are not shown. */
const deepest = 10;

/** Whether a stored value is a message. */
export function isMessage(value: unknown): value is Message {
  return isMessageAt(value, 0);
}

function isMessageAt(value: unknown, depth: number): value is Message {
  if (typeof value === 'string') return true;
  if (!hasFields<LocalizableMessage>(value) || depth > deepest) return false;
  const { text, values = [] } = value;
  return (
    typeof text === 'string' &&
    Array.isArray(values) &&
    values.every((each) => typeof each === 'number' || isMessageAt(each, depth + 1))
  );
}
