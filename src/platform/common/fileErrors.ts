/** Why a file was not read. */
export type NotPlain = 'link' | 'special' | 'too-large';

const codes: Readonly<Record<NotPlain, string>> = { link: 'ELOOP', special: 'EFTYPE', 'too-large': 'EFBIG' };

/** A file was refused: it is a link, a device, a pipe or a folder, or it is too large. */
export class NotPlainError extends Error {
  override readonly name = 'NotPlainError';
  /** The code that an error of the operating system would have. */
  readonly code: string;

  constructor(
    readonly kind: NotPlain,
    path: string,
  ) {
    super(`${path} is not read: ${kind}`);
    this.code = codes[kind];
  }
}

/** Another process held the lock until the time limit. */
export class LockTimeout extends Error {
  override readonly name: string = 'LockTimeout';
}

/** A folder, or one of those above it, is a link that leads outside of its base folder. */
export class OutsideFolderError extends Error {
  override readonly name = 'OutsideFolderError';

  constructor(
    /** The path of the link. */
    readonly path: string,
    /** The target of the link; undefined if it does not exist. */
    readonly realPath: string | undefined,
  ) {
    super(`${path} leads to ${realPath ?? 'nothing'}`);
  }
}

/** Whether a person agreed to use the place at `realPath`, to which the link at `path` leads. */
export type AllowsPlace = (realPath: string, path: string) => boolean;
