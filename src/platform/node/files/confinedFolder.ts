import { lstat, mkdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, ignoreMissing } from '../../common/errorCode';
import { type AllowsPlace, OutsideFolderError } from '../../common/fileErrors';
import { isWithin } from '../../common/realPath';

/**
 * A folder that need not be there, `segments` below a `base` that is. Somebody else may have made links of them, so its
 * real path has to lie in the real path of `base`, unless `allows` says that a person agreed to that place.
 */
export class ConfinedFolder {
  constructor(
    private readonly base: string,
    private readonly segments: readonly string[],
    private readonly allows: AllowsPlace = () => false,
  ) {}

  /** The path as given; links are not followed. */
  get path(): string {
    return join(this.base, ...this.segments);
  }

  /**
   * Its real path; undefined if it is not there.
   * @throws OutsideFolderError
   */
  async resolve(): Promise<string | undefined> {
    const real = await realpath(this.path).catch(ignoreMissing);
    if (real !== undefined) await this.#check(this.path, real);
    return real;
  }

  /**
   * Makes the folder and gives its real path. `base` is not made: a workspace folder that was moved away must not come
   * back empty.
   * @throws OutsideFolderError before anything is made outside
   */
  async make(): Promise<string> {
    await stat(this.base);
    let real = await realpath(this.base);
    for (const index of this.segments.keys()) {
      const path = join(this.base, ...this.segments.slice(0, index + 1));
      await mkdir(path).catch((error: unknown) => {
        if (codeOf(error) !== 'EEXIST') throw error;
      });
      real = await realpath(path);
      await this.#check(path, real);
    }
    return real;
  }

  /**
   * The real path of a file of the folder; undefined if it is not there.
   * @throws OutsideFolderError if it is a link that does not lead to a file of the folder
   */
  async resolveFile(name: string): Promise<string | undefined> {
    const folder = await this.resolve();
    if (folder === undefined) return undefined;
    const path = join(folder, name);
    const found = await lstat(path).catch(ignoreMissing);
    // A folder below the folder may be a link, too.
    if (!found || (!found.isSymbolicLink() && !name.includes('/'))) return found && path;
    const real = await realpath(path).catch(() => undefined);
    if (real === undefined || !isWithin(real, folder)) throw new OutsideFolderError(path, real);
    return real;
  }

  async #check(path: string, real: string): Promise<void> {
    if (!isWithin(real, await realpath(this.base)) && !this.allows(real, path))
      throw new OutsideFolderError(path, real);
  }
}
