import assert from 'node:assert/strict';
import { parseFragment } from 'parse5';
import { decodeReferences } from '../../../../../src/core/importers/html/references';

suite('References to characters', () => {
  const asInBrowsers = (reference: string): string => {
    const [node] = parseFragment(reference).childNodes;
    return node !== undefined && 'value' in node ? node.value : reference;
  };

  test('Names of letters, punctuation and signs are known', () => {
    const names =
      'amp lt gt quot apos nbsp eacute Scaron ccaron Zcaron lstrok oslash aelig szlig Gamma alpha epsilon ndash mdash hellip ' +
      'lsquo rdquo trade copy times plusmn deg le leq ge ne asymp infin isin sum int radic rarr larr hArr Omega mu micro ' +
      'frac12 sup2 IOcy dzcy yuml euro thinsp zwj shy';
    for (const name of names.split(' ')) {
      const decoded = decodeReferences(`&${name};`);
      assert.equal(decoded.length, 1, name);
      assert.equal(decoded, asInBrowsers(`&${name};`), name);
    }
  });

  test('Whatever is decoded is decoded as in browsers', () => {
    const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(97 + at));
    const [two, three] = [letters, letters.flatMap((one) => letters.map((other) => one + other))];
    const names = two.flatMap((one) => three.map((rest) => one + rest));
    for (const name of [
      ...three,
      ...names,
      ...names.map((each) => `${each.charAt(0).toUpperCase()}${each.slice(1)}`),
    ]) {
      const decoded = decodeReferences(`&${name};`);
      if (decoded.length === 1) assert.equal(decoded, asInBrowsers(`&${name};`), name);
    }
    for (let code = 0; code < 700; code += 1) {
      // Browsers take one for the end of a line.
      if (code === 13) continue;
      assert.equal(decodeReferences(`&#${code};`), asInBrowsers(`&#${code};`), String(code));
    }
  });

  test('Characters beyond the first plane are decoded, and no number fails', () => {
    assert.equal(decodeReferences('&#x1D4D0; &#120016;'), '𝓐 𝓐');
    for (const wrong of ['&#0;', '&#xD800;', '&#x110000;', '&#9999999;'])
      assert.equal(decodeReferences(wrong), '\ufffd', wrong);
  });

  test('Anything else stays', () => {
    for (const text of ['AT&T', 'R&D;', '&unknown;', '&;', '& amp;', '&#xyz;', '&amp'])
      assert.equal(decodeReferences(text), text);
  });
});
