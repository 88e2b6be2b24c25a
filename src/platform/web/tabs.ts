import { DatabaseJournal, type Journal } from './journal';

/** The locks and messages that the tabs of one browser share. */
export interface Tabs {
  /** Runs a task under a named lock that all tabs share: tasks under one name run one after another. */
  exclusively<T>(name: string, task: () => Promise<T>): Promise<T>;
  /** Registers this tab as open until it is closed. If no other tab is open, `whenAlone` runs first. */
  enter(whenAlone: () => Promise<void>): Promise<void>;
  /** The files that tabs have written or removed recently, which VS Code does not show to the other tabs. */
  readonly journal: Journal;
  /** Notifies the other tabs that a file was written or removed. */
  tell(path: string): void;
  /** Calls back when another tab has written or removed a file. */
  listen(changed: (path: string) => void): void;
}

/** The tabs that show the same origin. `name` begins the names of locks, of the database and of the channel. */
export function browserTabs(name: string): Tabs {
  const channel = new BroadcastChannel(name);
  return {
    enter: (whenAlone) => {
      const presence = `${name} tabs`;
      return navigator.locks.request(presence, { ifAvailable: true }, async (lock) => {
        // Held until the tab is closed. Requested before the first lock is released, so that no other tab is alone between.
        void navigator.locks.request(presence, { mode: 'shared' }, () => new Promise(() => undefined));
        if (lock) await whenAlone();
      });
    },
    exclusively: (path, task) => navigator.locks.request(`${name}:${path}`, {}, task),
    journal: new DatabaseJournal(name),
    tell: (path) => channel.postMessage(path),
    listen: (changed) => {
      channel.onmessage = ({ data }: { readonly data: unknown }) => {
        if (typeof data === 'string') changed(data);
      };
    },
  };
}
