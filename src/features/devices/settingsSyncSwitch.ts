import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { SerialQueue } from '../../core/base/serialQueue';
import { Debounce } from '../../platform/common/debounce';
import type { LibraryDevices } from '../../services/replication/createReplica';
import { snapshotKey } from '../../services/replication/settingsSync';
import type { Services } from '../../services/services';

const setting = 'dailyPapers.library.settingsSync';
/** In milliseconds: changes in quick succession are written together. */
const settleTime = 5000;

/** Shares the snapshot of the library through VS Code's Settings Sync while the setting is on, and merges incoming ones. */
export class SettingsSyncSwitch implements Disposable {
  readonly #own = new DisposableStore();
  readonly #merges = new SerialQueue();
  readonly #merge = this.#own.add(new Debounce(() => this.#mergeInTurn(), { delay: settleTime }));

  constructor(
    private readonly memory: vscode.ExtensionContext['globalState'],
    private readonly devices: LibraryDevices,
    private readonly services: Pick<
      Services,
      'triage' | 'searches' | 'libraryService' | 'ready' | 'log' | 'reporter'
    >,
  ) {
    const { triage, searches, libraryService, ready, reporter } = services;
    for (const change of [triage.onDidChange, searches.onDidChange, libraryService.library.onDidChange])
      this.#own.add(change(() => this.#schedule()));
    this.#own.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(setting)) reporter.watch(ready().then(() => this.#apply()));
      }),
    );
    this.#apply().catch((error: unknown) => services.log.warn(`Settings Sync: ${String(error)}`));
  }

  dispose(): void {
    this.#own.dispose();
  }

  /** While the setting is off, no key is registered with Settings Sync and no snapshot is kept. */
  async #apply(): Promise<void> {
    const isOn = isTurnedOn();
    this.memory.setKeysForSync(isOn ? [snapshotKey] : []);
    if (isOn) this.#schedule(0);
    else if (this.memory.get<unknown>(snapshotKey) !== undefined)
      await this.memory.update(snapshotKey, undefined);
  }

  #schedule(delay?: number): void {
    if (isTurnedOn()) this.#merge.request(delay);
    else this.#merge.cancel();
  }

  #mergeInTurn(): void {
    this.#merges
      .run(async () => {
        await this.services.ready();
        if (isTurnedOn()) await this.devices.settingsSync.merge();
      })
      .catch((error: unknown) => this.services.log.warn(`Settings Sync: ${String(error)}`));
  }
}

function isTurnedOn(): boolean {
  return vscode.workspace.getConfiguration().get<unknown>(setting) === true;
}
