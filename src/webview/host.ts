import { isRecord } from '../core/base/guards';
import { type HostMessage, isHostMessage, type ReaderMessage } from '../protocol/messages';
import { invalidPageFields } from '../protocol/page';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The connection as VS Code gives it, once to a page. */
export function acquireHost(): VsCodeApi {
  return acquireVsCodeApi();
}

/** The connection to the extension host, and the state that VS Code keeps while the tab is hidden or reloaded. */
export interface Host {
  post(message: ReaderMessage): void;
  loadState(): unknown;
  saveState(state: unknown): void;
}

export function connectHost(receive: (message: HostMessage) => void): Host {
  const api = acquireHost();
  /** Reports that the page cannot be rendered, so that the host sends plain text instead of leaving an empty tab. */
  const reportUnshown = (reason: string): void => {
    api.postMessage({ type: 'unshown', reason: reason.slice(0, 1000) } satisfies ReaderMessage);
  };
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (!isHostMessage(data)) {
      if (isRecord(data) && data['type'] === 'show')
        reportUnshown(`Not a page: ${invalidPageFields(data['page']).join()}`);
      return;
    }
    try {
      receive(data);
    } catch (error) {
      if (data.type !== 'show') throw error;
      reportUnshown(String(error));
    }
  });
  return {
    post: (message) => api.postMessage(message),
    loadState: () => api.getState(),
    saveState: (state) => api.setState(state),
  };
}

/** The storage of the page; undefined where a browser refuses it. */
export function pageStorage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}
