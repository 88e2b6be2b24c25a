import assert from 'node:assert/strict';
import { cutDoi, findDoi, isCutDoi } from '../../../../src/core/library/doi';

const wiley = '10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2';
const lorenz = '10.1175/1520-0469(1963)020<0130:dnf>2.0.co;2';

/** Ways to write a DOI with angle brackets, between the texts around it. */
const spellings: readonly (readonly [name: string, spell: (doi: string) => string])[] = [
  ['a field', (doi) => doi.toUpperCase()],
  ['a sentence', (doi) => `See doi:${doi}.`],
  ['a list', (doi) => `doi:${doi}, 10.1000/b`],
  ['HTML around it', (doi) => `<p>doi:${doi}<br>next</p>`],
  ['an address', (doi) => `https://doi.org/${encodeURI(doi)}`],
  ['an address in which all is encoded', (doi) => `https://doi.org/${encodeURIComponent(doi)} and`],
  ['the source of HTML', (doi) => `"${doi.replace('<', '&lt;').replace('>', '&gt;')}"`],
  ['commands of LaTeX', (doi) => `{${doi.replace('<', '\\textless{}').replace('>', '\\textgreater{}')}}`],
  ['mathematics of LaTeX', (doi) => doi.replace('<', '$<$').replace('>', '$>$')],
  ['escapes of LaTeX', (doi) => `{${doi.replace('<', '\\%3C').replace('>', '\\%3E')}}`],
];

const rows: readonly (readonly [text: string, doi: string | undefined])[] = [
  ['10.1000/Abc.', '10.1000/abc'],
  ['(10.1000/a(b))', '10.1000/a(b)'],
  ['<a>10.1000/abc</a>', '10.1000/abc'],
  ['10.1000/a\\_b', '10.1000/a_b'],
  ['https://doi.org/10.1016%2FS0140-6736%2898%2901234-5', '10.1016/s0140-6736(98)01234-5'],
  ['10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661', undefined],
  ['10.1002/(SICI)1097-0258(19980815/30)17:15/16<b>3.0', undefined],
  ['10.1175/1520-0469(1963)020', undefined],
  ['10.1016/0022-1236(73)90049-3', '10.1016/0022-1236(73)90049-3'],
  ['10.1061/(ASCE)0733-9399(2004)130:1(1)', '10.1061/(asce)0733-9399(2004)130:1(1)'],
  ['no DOI', undefined],
];

suite('Finding DOIs', () => {
  for (const [name, spell] of spellings)
    test(`with angle brackets: ${name}`, () => {
      for (const doi of [wiley, lorenz, `${wiley.slice(0, -1)}#`]) assert.equal(findDoi(spell(doi)), doi);
    });
  for (const [text, doi] of rows) test(text, () => assert.equal(findDoi(text), doi));

  test('what earlier versions cut at a bracket is known', () => {
    for (const doi of [wiley, lorenz]) assert.equal(isCutDoi(cutDoi(doi) ?? ''), true);
    assert.equal(cutDoi('10.1000/a'), undefined);
  });
});
