import { isRecord } from '../base/guards';

/**
 * A line that each device adds to its own file once a week: it shows that the device is in use, and which files it has
 * merged. From these lines devices decide, each on its own, which files can be folded into the file of another device.
 */
export interface DeviceStatus {
  readonly device: string;
  /** In milliseconds since 1970, by the clock of the device. Compared only with other times of the same device. */
  readonly time: number;
  /** A hash that identifies the machine, the same after its storage was lost; empty if it is unknown. */
  readonly machine: string;
  /** The files that the device has merged, by name. */
  readonly files: ReadonlyMap<string, MergedFile>;
}

export interface MergedFile {
  /** Identifies the length and the end of the file. */
  readonly content: string;
  /** For how long devices in use have seen the file with this content, in milliseconds. */
  readonly quiet: number;
}

/** A file of a library folder, as this device has read it. */
export interface FolderFile {
  readonly name: string;
  /** The device that wrote it; undefined if that is unknown. */
  readonly owner: string | undefined;
  /** See {@link MergedFile.content}. */
  readonly content: string;
  /** Whether a later release has written something that this one would lose. */
  readonly hasUnknown: boolean;
}

const day = 24 * 60 * 60 * 1000;
/** The interval at which devices in use write a status. */
const statusInterval = 7 * day;
/**
 * The longest time that is added for the interval between two statuses. A wrong clock, or a device that was off for months
 * and whose copy of the folder is old, must not make other devices look unused.
 */
const longestInterval = 2 * statusInterval;
/** A device is treated as gone once its files were quiet for this long. If it comes back, it starts a new file. */
const goneAfter = 60 * day;
/** The same for files that no device writes to: conflict copies, and those of a lost storage of the same machine. */
const abandonedAfter = statusInterval;

export function formatStatus({ device, time, machine, files }: DeviceStatus): unknown {
  const read = Object.fromEntries(
    Array.from(files, ([name, { content, quiet }]) => [name, [content, quiet]]),
  );
  return { device, at: time, ...(machine !== '' && { machine }), read };
}

/** Undefined for anything but a status. */
export function parseStatus(fields: Readonly<Record<string, unknown>>): DeviceStatus | undefined {
  const { device, at, machine = '', read } = fields;
  if (typeof device !== 'string' || typeof machine !== 'string' || !Number.isFinite(at)) return undefined;
  if (!isRecord(read)) return undefined;
  const files = new Map<string, MergedFile>();
  for (const [name, value] of Object.entries(read)) {
    const [content, quiet] = Array.isArray(value) ? (value as readonly unknown[]) : [];
    if (typeof content === 'string' && typeof quiet === 'number' && quiet >= 0)
      files.set(name, { content, quiet });
  }
  return { device, time: at as number, machine, files };
}

/** Whether a device has to write a status; also if its clock went back. */
export function isStatusDue(last: DeviceStatus | undefined, now: number): boolean {
  return !last || Math.abs(now - last.time) >= statusInterval;
}

/** The status of a device that has merged `files`, from the last statuses of all devices. */
export function nextStatus(
  own: Pick<DeviceStatus, 'device' | 'time' | 'machine'>,
  files: readonly FolderFile[],
  statuses: ReadonlyMap<string, DeviceStatus>,
): DeviceStatus {
  const last = statuses.get(own.device);
  const elapsed = last ? Math.min(Math.max(own.time - last.time, 0), longestInterval) : 0;
  const merged = files.map(({ name, content }): [string, MergedFile] => {
    let quiet = 0;
    for (const { device, files: known } of statuses.values()) {
      const file = known.get(name);
      if (file?.content !== content) continue;
      quiet = Math.max(quiet, file.quiet + (device === own.device ? elapsed : 0));
    }
    return [name, { content, quiet }];
  });
  return { ...own, files: new Map(merged) };
}

/**
 * The files whose content the device of `own` has to copy to its own file before they are removed: those of devices that are
 * gone, once every other device in use has merged them, and its own conflict copies. Only one device does this, so that the
 * others do not repeat it; if two devices do it nevertheless, nothing is lost.
 */
export function foldableFiles(
  own: DeviceStatus,
  files: readonly FolderFile[],
  statuses: ReadonlyMap<string, DeviceStatus>,
): readonly FolderFile[] {
  const quietOf = ({ name }: FolderFile): number => own.files.get(name)?.quiet ?? 0;
  const quietest = new Map<string, number>();
  for (const file of files)
    if (file.owner !== undefined)
      quietest.set(file.owner, Math.min(quietOf(file), quietest.get(file.owner) ?? Infinity));
  const isReplacedByOwn = (owner: string): boolean =>
    owner !== own.device && own.machine !== '' && statuses.get(owner)?.machine === own.machine;
  const isGone = (owner: string): boolean =>
    (quietest.get(owner) ?? 0) >= (isReplacedByOwn(owner) ? abandonedAfter : goneAfter);
  const inUse = [...quietest.keys()].filter((device) => device !== own.device && !isGone(device));
  const isFirst = inUse.every((device) => own.device < device);
  const ownName = libraryFileName(own.device);
  return files.filter((file) => {
    const { name, owner, content, hasUnknown } = file;
    // Other files may be exported libraries, which are the person's own.
    if (owner === undefined || hasUnknown || !name.startsWith(owner) || name === ownName) return false;
    const isOurs = owner === own.device || (isReplacedByOwn(owner) && isGone(owner));
    if (!isOurs && !(isFirst && isGone(owner))) return false;
    const isMergedByAll = inUse.every((device) => statuses.get(device)?.files.get(name)?.content === content);
    return quietOf(file) >= abandonedAfter && isMergedByAll;
  });
}

/** The name of the file of a device in a library folder. */
export function libraryFileName(device: string): string {
  return `${device}.jsonl`;
}
