import { memoizeSuccess } from '../../core/base/memoizeSuccess';
import { nextTurn } from './nextTurn';

const waiting: (() => void)[] = [];

/**
 * Resolves in a later turn of the event loop, in a different one for each caller, so that the work of several listeners
 * does not add up to one long turn.
 */
export function turnOfItsOwn(): Promise<void> {
  return new Promise((resolve) => {
    if (waiting.push(resolve) === 1) nextTurn(next);
  });
}

function next(): void {
  // Code that waits for the promise runs before the next turn.
  waiting.shift()?.();
  if (waiting.length > 0) nextTurn(next);
}

/**
 * Returns a function that loads something once, usually a module, and passes it on in a later turn: loading it and using it for
 * the first time would together be a long turn.
 */
export function loadedApart<T>(load: () => Promise<T>): () => Promise<T> {
  return memoizeSuccess(async () => {
    const loaded = await load();
    await turnOfItsOwn();
    return loaded;
  });
}
