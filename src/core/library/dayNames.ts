import { type DateParts, DateWriter } from '../base/intl';
import { type Localization, type Message, english, localizable, localized } from '../base/localization';
import type { DigestDate } from './day';

/** The name of a digest that is made of the clipboard's text. */
export const clipboardDigest = 'Clipboard';

/** Names that digests get here. They are stored in English, so that the library is the same in every language. */
const ownNames: Readonly<Record<string, Message>> = {
  Added: localizable('Added'),
  [clipboardDigest]: localizable('Clipboard'),
  Undated: localizable('Undated'),
};

/** The name of a digest, or of its day without a date, to be shown. */
export function digestName(name: string): Message {
  return Object.hasOwn(ownNames, name) ? (ownNames[name] ?? name) : name;
}

/** How dates are written in one language. */
export class DayNames {
  readonly #dates: DateWriter;

  /**
   * @param language a BCP 47 tag, as `vscode.env.language`
   * @param thisYear the year that names leave out
   */
  constructor(
    language: string,
    private readonly thisYear: () => number,
    private readonly l10n: Localization = english,
  ) {
    this.#dates = new DateWriter(language);
  }

  /**
   * The name of a digest's day: `Tue, Mar 12` in English, with the year if it is not this one. The weekday is named only
   * where the digest prints a year. A day without a date has the label of its digest.
   */
  name({ year, month, day, label }: Partial<DigestDate> & { readonly label: string }): string {
    if (month === undefined || day === undefined) return localized(digestName(label), this.l10n);
    // Without a year any leap year will do.
    if (year === undefined) return this.#format(2024, month, day, { month: 'short', day: 'numeric' });
    return this.#format(year, month, day, {
      weekday: 'short',
      month: 'short',
      day: 'numeric',
      ...(year !== this.thisYear() && { year: 'numeric' }),
    });
  }

  /**
   * The name for a narrow row: of {@link name} either the weekday or the year, `Mar 12, 2024`. Below its month the row does
   * not repeat it: `12 Tue`.
   */
  shortName(day: Partial<DigestDate> & { readonly label: string }, isBelowMonth: boolean): string {
    const { year, month, day: date } = day;
    if (year === undefined || month === undefined || date === undefined) return this.name(day);
    if (isBelowMonth) return this.#format(year, month, date, { weekday: 'short', day: 'numeric' });
    if (year === this.thisYear()) return this.name(day);
    return this.#format(year, month, date, { month: 'short', day: 'numeric', year: 'numeric' });
  }

  /** In full, to be read out: `Tuesday, March 12, 2024`. */
  longName(day: Partial<DigestDate> & { readonly label: string }): string {
    if (day.year === undefined || day.month === undefined || day.day === undefined) return this.name(day);
    return this.#format(day.year, day.month, day.day, {
      weekday: 'long',
      month: 'long',
      day: 'numeric',
      year: 'numeric',
    });
  }

  /** `March 2024` */
  month(year: number, month: number): string {
    return this.#format(year, month, 1, { month: 'long', year: 'numeric' });
  }

  /** The same for a row below its year, or of this one: `March`. */
  shortMonth(year: number, month: number): string {
    return this.#format(year, month, 1, { month: 'long' });
  }

  #format(year: number, month: number, day: number, parts: DateParts): string {
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    return this.#dates.write(date, parts);
  }
}
