/** Why a file was not read. */
export type NotPlain = 'link' | 'special' | 'too-large';

const codes: Readonly<Record<NotPlain, string>> = { link: 'ELOOP', special: 'EFTYPE', 'too-large': 'EFBIG' };

/** What lies at a path is no file that is read: a link, a device, a pipe, a folder, or too large. */
export class NotPlainError extends Error {
  override readonly name = 'NotPlainError';
  /** As of an error of the system. */
  readonly code: string;

  constructor(
    readonly kind: NotPlain,
    path: string,
  ) {
    super(`${path} is not read: ${kind}`);
    this.code = codes[kind];
  }
}

/** Another process has held the lock all the while. */
export class LockTimeout extends Error {
  override readonly name: string = 'LockTimeout';
}

/** A folder, or one of those above it, is a link that leads out of where it belongs. */
export class OutsideFolderError extends Error {
  override readonly name = 'OutsideFolderError';

  constructor(
    /** The path that is not where it seems to be. */
    readonly path: string,
    /** Where it really is; undefined if it leads nowhere. */
    readonly realPath: string | undefined,
  ) {
    super(`${path} leads to ${realPath ?? 'nothing'}`);
  }
}

/** Whether a person agreed to use the place at `realPath`, to which the link at `path` leads. */
export type AllowsPlace = (realPath: string, path: string) => boolean;
