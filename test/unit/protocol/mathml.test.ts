import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  isMathAttribute,
  isMathElement,
  mathElements,
  mathLimits,
  type MathNode,
} from '../../../src/core/tex/mathml';
import { isFormula } from '../../../src/protocol/mathml';

const math = (...children: unknown[]): unknown => ({ element: 'math', children });
const nested = (depth: number): unknown =>
  Array.from({ length: depth - 1 }).reduce((inner) => ({ element: 'mrow', children: [inner] }), 'x');

suite('MathML that may reach the page', () => {
  const formulas: readonly [string, unknown, boolean][] = [
    ['a formula', math({ element: 'mi', children: ['x'] }), true],
    ['an empty formula', math(), true],
    [
      'attributes of the list',
      math({ element: 'mo', attributes: { stretchy: 'false' }, children: ['('] }),
      true,
    ],
    ['a part of a formula', { element: 'mi', children: ['x'] }, false],
    ['a script', math({ element: 'script', children: ['alert(1)'] }), false],
    ['HTML in MathML', math({ element: 'mtext', children: [{ element: 'img', children: [] }] }), false],
    ['an annotation', math({ element: 'annotation-xml', children: [] }), false],
    ['an element in capitals', math({ element: 'MI', children: [] }), false],
    ['an action', math({ element: 'maction', children: [] }), false],
    ['an event handler', math({ element: 'mi', attributes: { onclick: 'alert(1)' }, children: [] }), false],
    ['an address', math({ element: 'mi', attributes: { href: 'javascript:alert(1)' }, children: [] }), false],
    ['a style', math({ element: 'mi', attributes: { style: 'color:red' }, children: [] }), false],
    ['a monstrous space', math({ element: 'mspace', attributes: { width: '9999em' }, children: [] }), false],
    ['children that are no list', { element: 'math', children: 'x' }, false],
    ['a number as child', math(1), false],
    ['the deepest nesting', math(nested(mathLimits.depth)), true],
    ['nesting deeper than that', math(nested(mathLimits.depth + 1)), false],
    [
      'too many elements',
      math(...Array.from({ length: mathLimits.nodes }, () => ({ element: 'mi', children: [] }))),
      false,
    ],
    ['too much text', math('x'.repeat(mathLimits.text + 1)), false],
  ];
  for (const [name, value, expected] of formulas) {
    test(`${expected ? 'accepts' : 'rejects'} ${name}`, () => assert.equal(isFormula(value), expected));
  }

  test('has no attribute that can hold an address, a handler, a style or a name', () => {
    const values = ['true', 'x', '1em', 'javascript:alert(1)', 'block', 'normal', 'left', '1'];
    for (const name of [
      'href',
      'src',
      'style',
      'class',
      'id',
      'onclick',
      'onload',
      'xlink:href',
      'actiontype',
      'toString',
    ]) {
      for (const value of values) assert.equal(isMathAttribute(name, value), false, `${name}=${value}`);
    }
  });

  test('has no element that runs, loads or embeds', () => {
    for (const name of [
      'script',
      'style',
      'iframe',
      'img',
      'svg',
      'semantics',
      'annotation-xml',
      'maction',
      'mglyph',
      'a',
    ]) {
      assert.equal(isMathElement(name), false, name);
    }
  });

  test('any tree within the list passes, any stranger in it is found', () => {
    const { tree } = fc.letrec<{ tree: MathNode }>((tie) => ({
      tree: fc.record({
        element: fc.constantFrom(...mathElements),
        children: fc.array(fc.oneof({ depthSize: 'small' }, fc.string({ maxLength: 5 }), tie('tree')), {
          maxLength: 3,
        }),
      }),
    }));
    fc.assert(
      fc.property(tree, fc.string(), (inner, name) => {
        assert.ok(isFormula(math(inner)));
        if (!isMathElement(name))
          assert.equal(isFormula(math(inner, { element: name, children: [] })), false);
      }),
    );
  });
});
