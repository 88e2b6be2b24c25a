import { type Catalogue, translator } from '../core/base/localization';
import { isRecord } from '../core/base/guards';

/** The catalogue that the host writes into the page as data; absent if the person's language is English. */
function handedOver(): Catalogue {
  const text = document.body.dataset['catalogue'];
  if (text === undefined) return {};
  const value: unknown = JSON.parse(text);
  return isRecord(value) ? Object.fromEntries(Object.entries(value).filter(isTranslation)) : {};
}

function isTranslation(entry: [string, unknown]): entry is [string, string] {
  return typeof entry[1] === 'string';
}

/** Translates the texts of the page, and writes numbers as the person's language does. */
export const l10n = translator(handedOver(), document.documentElement.lang || 'en');
