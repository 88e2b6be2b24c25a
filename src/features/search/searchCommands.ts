import type { Disposable } from '../../core/base/disposable';
import { DisposableStore, toDisposable } from '../../core/base/disposable';
import type { FailureReporter } from '../../platform/vscode/ui/commands';
import { registerCommands } from '../../platform/vscode/ui/commands';
import { SearchPick, type SearchPickDeps } from './searchPick';

/** Papers: Search and the keys that work while its quick pick is open. */
export function registerSearch(deps: SearchPickDeps, reporter: FailureReporter): Disposable {
  const own = new DisposableStore();
  let pick: SearchPick | undefined;
  own.add(toDisposable(() => pick?.dispose()));
  own.add(
    registerCommands(
      {
        search: (query) => {
          pick?.dispose();
          pick = new SearchPick(deps);
          pick.show(typeof query === 'string' ? query : '');
        },
        'search.openToSide': () => pick?.openActive({ toSide: true }),
        'search.showInView': () => pick?.keep('showInView'),
        'search.save': () => pick?.keep('save'),
        'search.keepOpen': () => pick?.openActive({ keep: true, background: true }),
      },
      reporter,
    ),
  );
  return own;
}
