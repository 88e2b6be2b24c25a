import { isRecord } from '../protocol/guards';
import { type HostMessage, isHostMessage, type ReaderMessage } from '../protocol/messages';
import { invalidPageFields } from '../protocol/page';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The page's side of the wire, and the store that VS Code keeps for it while it is hidden or reloaded. */
export interface Host {
  post(message: ReaderMessage): void;
  loadState(): unknown;
  saveState(state: unknown): void;
}

export function connectHost(receive: (message: HostMessage) => void): Host {
  const api = acquireVsCodeApi();
  /** A paper that cannot be shown must not leave an empty tab: the host then sends its words alone. */
  const unshown = (reason: string): void => {
    api.postMessage({ type: 'unshown', reason: reason.slice(0, 1000) } satisfies ReaderMessage);
  };
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (!isHostMessage(data)) {
      if (isRecord(data) && data['type'] === 'show')
        unshown(`Not a page: ${invalidPageFields(data['page']).join()}`);
      return;
    }
    try {
      receive(data);
    } catch (error) {
      if (data.type !== 'show') throw error;
      unshown(String(error));
    }
  });
  return {
    post: (message) => api.postMessage(message),
    loadState: () => api.getState(),
    saveState: (state) => api.setState(state),
  };
}
