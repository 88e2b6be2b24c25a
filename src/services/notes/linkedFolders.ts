import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import { isWithin } from '../../platform/common/realPath';
import type { FailureReporter } from '../../platform/vscode/ui/commands';
import { showWarning } from '../../platform/vscode/ui/messages';
import { showWithActions } from '../../platform/vscode/ui/showWithActions';
import { l10n } from '../../platform/vscode/ui/l10n';

const key = 'linkedFolders';

/**
 * The places outside of the workspace folder that links in it lead to, and that the person agreed to. Kept with this
 * workspace and outside of its folder, so that no folder can agree for itself.
 */
export class LinkedFolders implements Disposable {
  readonly #changed = new Emitter<void>();
  readonly #refused = new Map<string, string>();

  /** Fires when the person has agreed to a place. */
  readonly onDidAllow = this.#changed.event;

  /** `state` is the workspace's. */
  constructor(
    private readonly state: vscode.Memento,
    private readonly reporter: FailureReporter,
  ) {}

  /** Whether the person agreed to the place at `realPath`, which `path` leads to; asks the first time in a session. */
  allows(realPath: string, path: string): boolean {
    if (this.allowed.some((place) => isWithin(realPath, place))) return true;
    const isNew = !this.#refused.has(realPath);
    this.#refused.set(realPath, path);
    if (isNew) this.ask(path, realPath);
    return false;
  }

  /** The links that lead out of the workspace folder and are not followed: where each leads, by its path. */
  refused(): readonly { readonly path: string; readonly realPath: string }[] {
    return [...this.#refused].map(([realPath, path]) => ({ path, realPath }));
  }

  ask(path: string, realPath: string): void {
    const shown = vscode.workspace.asRelativePath(path);
    const message = l10n.t(
      '“{0}” is a link to {1}, outside of this folder. Nothing is read or written there unless you agree.',
      shown,
      realPath,
    );
    const actions = {
      [l10n.t('Use This Place')]: () => this.#allow(realPath),
      [l10n.t('Not Now')]: () => undefined,
    };
    showWithActions(this.reporter, message, actions, showWarning);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #allow(realPath: string): Promise<void> {
    await this.state.update(key, [...this.allowed, realPath]);
    this.#refused.delete(realPath);
    this.#changed.fire();
  }

  /** The folders outside of the workspace that the person allowed, as real paths. */
  get allowed(): readonly string[] {
    const stored = this.state.get<unknown>(key);
    return Array.isArray(stored) ? stored.filter((place) => typeof place === 'string') : [];
  }
}
