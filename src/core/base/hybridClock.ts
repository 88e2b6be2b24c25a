/**
 * The time of a change by a hybrid logical clock (Kulkarni et al., “Logical Physical Clocks”, 2014): milliseconds since
 * 1970, a count of changes within that millisecond, and the device. A change that is made with knowledge of another one has
 * a later stamp, even if the clocks of the devices differ.
 */
export type Stamp = readonly [time: number, count: number, device: string];

/** Negative if `one` is earlier. */
export function compareStamps(one: Stamp, other: Stamp): number {
  return one[0] - other[0] || one[1] - other[1] || compareTexts(one[2], other[2]);
}

/** Orders by UTF-16 units, which does not depend on the locale of the machine. */
export function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Undefined for anything but a stamp. */
export function parseStamp(value: unknown): Stamp | undefined {
  if (!Array.isArray(value) || value.length !== 3) return undefined;
  const [time, count, device] = value as readonly unknown[];
  if (!isCount(time) || !isCount(count) || typeof device !== 'string' || device.length > longestDevice)
    return undefined;
  return [time, count, device];
}

/** In UTF-16 units. */
const longestDevice = 100;

/** Whether a value is a count that can still be increased. */
function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 52;
}

/** The earliest stamp that is not before `time` and after `after`. */
export function stampAfter(time: number, after: Stamp | undefined, device: string): Stamp {
  const whole = Math.max(0, Math.floor(time));
  return after === undefined || whole > after[0] ? [whole, 0, device] : [after[0], after[1] + 1, device];
}

/** Assigns stamps to the changes of one device, each later than all that the device has made or observed. */
export class HybridClock {
  #last: Stamp | undefined;

  /** `now` gives milliseconds since 1970. */
  constructor(
    private readonly now: () => number,
    private readonly device: () => string,
  ) {}

  /** The stamp of a change that is made now. */
  tick(): Stamp {
    return (this.#last = stampAfter(this.now(), this.#last, this.device()));
  }

  /** The stamp of a change that was made at `time` and follows `after`; without a time, it is made now. */
  stampOf(time: number | undefined, after: Stamp | undefined): Stamp {
    if (after) this.observe(after);
    return time === undefined ? this.tick() : stampAfter(time, after, this.device());
  }

  /** Makes later stamps follow that of another device's change. */
  observe(stamp: Stamp): void {
    if (!this.#last || compareStamps(stamp, this.#last) > 0) this.#last = stamp;
  }
}
