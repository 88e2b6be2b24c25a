import assert from 'node:assert/strict';
import { findSection } from '../../../../src/core/assistants/findSection';

suite('findSection', () => {
  const headings = [
    '1 Introduction',
    '2 Model Architecture',
    '3 Model',
    '3.1 Why Self-Attention',
    'IV. Results',
    'A Proofs',
  ];
  const rows: readonly (readonly [wanted: string, found: string | undefined])[] = [
    ['Introduction', '1 Introduction'],
    ['3 Model', '3 Model'],
    ['Model', '3 Model'],
    ['model arch', '2 Model Architecture'],
    ['2', '2 Model Architecture'],
    ['why self attention', '3.1 Why Self-Attention'],
    ['Results', 'IV. Results'],
    ['proofs', 'A Proofs'],
    ['Conclusion', undefined],
    ['§', undefined],
    ['', undefined],
  ];
  for (const [wanted, found] of rows)
    test(JSON.stringify(wanted), () => assert.equal(headings[findSection(headings, wanted)], found));
});
