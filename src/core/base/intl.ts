// Numbers and dates as a language writes them. The first use of `Intl` in a process blocks it for 20 ms or more, in which data of
// all languages are read. English is therefore written without `Intl`.

/**
 * A number as a language writes it: `1,234`.
 *
 * @param language a BCP 47 tag
 */
export function numberText(value: number, language: string): string {
  const isCount = Number.isSafeInteger(value) && (value > 0 || Object.is(value, 0));
  if (language !== 'en' || !isCount) return value.toLocaleString(language);
  return groupedDigits(value);
}

function groupedDigits(count: number): string {
  if (count < 1000) return String(count);
  return `${groupedDigits(Math.floor(count / 1000))},${String(count % 1000).padStart(3, '0')}`;
}

/** The parts of a date that are written, as in `Intl.DateTimeFormatOptions`. */
export interface DateParts {
  readonly weekday?: 'short' | 'long';
  readonly month?: 'short' | 'long';
  readonly day?: 'numeric';
  readonly year?: 'numeric';
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const shortLength = 3;

/** Writes dates in one language. */
export class DateWriter {
  readonly #formats = new Map<string, Intl.DateTimeFormat>();

  /** @param language a BCP 47 tag */
  constructor(private readonly language: string) {}

  /** @param date in UTC */
  write(date: Date, parts: DateParts): string {
    const year = date.getUTCFullYear();
    // `Intl` writes years with fewer or more digits in other ways.
    if (this.language === 'en' && year >= 1000 && year <= 9999) return englishDate(date, parts);
    const key = JSON.stringify(parts);
    const format =
      this.#formats.get(key) ?? new Intl.DateTimeFormat(this.language, { ...parts, timeZone: 'UTC' });
    this.#formats.set(key, format);
    return format.format(date);
  }
}

/** `Tue, Mar 12, 2024`, `Mar 12`, `12 Tue`, `March 2024`: the given parts, as `Intl` writes them. */
function englishDate(date: Date, { weekday, month, day, year }: DateParts): string {
  const name = (
    names: readonly string[],
    at: number,
    length: 'short' | 'long' | undefined,
  ): string | undefined => length && (length === 'long' ? names[at] : names[at]?.slice(0, shortLength));
  const weekdayName = name(weekdays, date.getUTCDay(), weekday);
  const monthName = name(months, date.getUTCMonth(), month);
  const dayText = day && String(date.getUTCDate());
  const yearText = year && String(date.getUTCFullYear());
  const join = (texts: readonly (string | undefined)[], separator: string): string =>
    texts.filter((text) => text !== undefined).join(separator);
  if (!month) return join([dayText, weekdayName], ' ');
  return day
    ? join([weekdayName, join([monthName, dayText], ' '), yearText], ', ')
    : join([monthName, yearText], ' ');
}
