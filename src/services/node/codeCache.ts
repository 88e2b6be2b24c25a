import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';

/** The end of the names of cache files, by which backups leave them out. */
const ending = '.code';
/** In bytes, of the hash at the beginning of a cache file. */
const hashLength = 20;
/** What Node puts around a CommonJS module. */
const [beforeModule, afterModule] = [
  '(function (exports, require, module, __filename, __dirname) { ',
  '\n});',
];

type ModuleFunction = (
  exports: unknown,
  require: (id: string) => unknown,
  module: NodeJS.Module,
  file: string,
  folder: string,
) => void;

/**
 * Loads a large CommonJS module with the code that V8 compiled at an earlier start, because V8 needs most of the loading time to
 * compile it. Imports no module that is shared with the browser: these are in the module that it loads.
 */
export class CodeCache {
  readonly #folder: string;
  #unsaved: { readonly script: Script; readonly name: string } | undefined;

  /** @param storage a folder of the user, in which the cache files are in `code` */
  constructor(storage: string) {
    this.#folder = join(storage, 'code');
  }

  /**
   * Loads a module, unless it is loaded. From then on `require` returns it.
   *
   * @param folder an absolute path
   * @param name its path in the folder
   */
  load(folder: string, name: string): void {
    const file = join(folder, name);
    const { cache: loaded } = createRequire(file);
    if (loaded[file]) return;
    const source = readFileSync(file);
    // Compiled code is only valid for the same text, and for the same version and flags of V8.
    const cached = `${sha1(source).toString('hex')}-${cachedDataVersionTag().toString(16)}${ending}`;
    const cachedData = this.#read(cached);
    const script = new Script(`${beforeModule}${source.toString('utf8')}${afterModule}`, {
      filename: file,
      columnOffset: -beforeModule.length,
      ...(cachedData && { cachedData }),
    });
    if (!cachedData || script.cachedDataRejected === true) this.#unsaved = { script, name: cached };
    const module = new Module(file);
    module.filename = file;
    loaded[file] = module;
    try {
      const run = script.runInThisContext() as ModuleFunction;
      run(module.exports, (id) => module.require(id), module, file, dirname(file));
      module.loaded = true;
    } catch (error) {
      // Otherwise `require` would return the module as far as it was loaded.
      Reflect.deleteProperty(loaded, file);
      throw error;
    }
  }

  /**
   * Saves the compiled code of the module, including the functions that have run, unless the module was loaded with saved code.
   * Takes some 50 ms. Errors are ignored, because without the file only the next start is slower.
   */
  save(): void {
    if (!this.#unsaved) return;
    const { script, name } = this.#unsaved;
    this.#unsaved = undefined;
    const data = script.createCachedData();
    const file = join(this.#folder, name);
    const unfinished = `${file}.${process.pid}${ending}`;
    try {
      mkdirSync(this.#folder, { recursive: true });
      writeFileSync(unfinished, Buffer.concat([sha1(data), data]));
      renameSync(unfinished, file);
      const [hash = ''] = name.split('-');
      for (const other of readdirSync(this.#folder))
        if (!other.startsWith(hash) || other.split(ending).length > 2) rmSync(join(this.#folder, other));
    } catch {
      // A file that is left is removed by the next save.
    }
  }

  /** Undefined if there is no such file, or if it is damaged: V8 does not check this. */
  #read(name: string): Buffer | undefined {
    try {
      const content = readFileSync(join(this.#folder, name));
      const data = content.subarray(hashLength);
      return sha1(data).equals(content.subarray(0, hashLength)) ? data : undefined;
    } catch {
      return undefined;
    }
  }
}

function sha1(data: Uint8Array): Buffer {
  return createHash('sha1').update(data).digest();
}
