import { type HostMessage, isHostMessage, type ReaderMessage } from '../protocol/messages';

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
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isHostMessage(data)) receive(data);
  });
  return {
    post: (message) => api.postMessage(message),
    loadState: () => api.getState(),
    saveState: (state) => api.setState(state),
  };
}
