import assert from 'node:assert/strict';
import {
  benchAnchoring,
  checkTargets,
  formatCells,
  seedAbstracts,
  type Cell,
} from '../../../bench/anchoring';
import { isFullLength } from '../../../support/testLength';

suite('anchoring over mutated abstracts', () => {
  let cells: readonly Cell[] = [];

  suiteSetup(function () {
    this.timeout(60_000);
    cells = benchAnchoring({ abstracts: seedAbstracts(), anchorsPerCell: isFullLength ? 15 : 6, seed: 7 });
  });

  test('reaches every target', () => {
    const missed = checkTargets(cells).filter(({ reached }) => !reached);
    assert.deepEqual(missed, [], formatCells(cells));
  });
});
