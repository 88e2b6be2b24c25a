import assert from 'node:assert/strict';
import fc from 'fast-check';
import { htmlToText } from '../../../../../src/core/importers/html/htmlText';
import { markupToText } from '../../../../../src/core/importers/html/markupText';
import { runs } from '../../../../support/testLength';

suite('Markup in the fields of records', () => {
  const table: readonly (readonly [markup: string, text: string])[] = [
    ['Learning <i>fast</i> &amp; slow', 'Learning fast & slow'],
    ['p < 0.05 and <b>q</b> > 1', 'p < 0.05 and q > 1'],
    ['if $a<b$ then $c>d$', 'if $a<b$ then $c>d$'],
    ['<i>m</i><sup>2</sup> of CO<sub>2</sub>', 'm² of CO₂'],
    ['<jats:title>Abstract</jats:title><jats:p>One.</jats:p><jats:p>Two.</jats:p>', 'One.\n\nTwo.'],
    ['One<br/>two<BR>three', 'One\ntwo\nthree'],
    ['<p title="a > b">Kept</p>', 'Kept'],
    ["<p title='it is>'>Kept</p> rest", 'Kept\n\nrest'],
    ['<b>kept</b> <!-- not <i>this</i> --> too', 'kept  too'],
    ['<b>kept</b> <!-- without an end', 'kept <!-- without an end'],
    ['<b>kept</b> <a href="x', 'kept <a href="x'],
    [
      '<p>kept</p><script>if (a < b) alert("<p>no</p>")</script> too',
      'kept\n\n too'.replace('\n\n ', '\n\n'),
    ],
    ['<i>E</i> = <math alttext="mc^2"><mi>m</mi></math>', 'E = $mc^2$'],
    [
      'Mass <mml:math><mml:mi>m</mml:mi><mml:annotation encoding="x-tex">m_0</mml:annotation></mml:math>',
      'Mass $m_0$',
    ],
    ['<math><mi>x</mi><mo>=</mo><mn>1</mn></math> here', 'x=1 here'],
    ['<b>&lt;i&gt; is text</b>', '<i> is text'],
    ['one\r\ntwo <b>three</b>\rfour', 'one\ntwo three\nfour'],
  ];
  for (const [markup, text] of table)
    test(JSON.stringify(markup), () => assert.equal(markupToText(markup).trim(), text));

  test('Is read as a browser reads it, where it is well-formed', () => {
    const word = fc.stringMatching(/^[a-z &;.,=$0-9]{0,8}$/u);
    const attribute = fc.constantFrom('', ' class="x y"', ' title=\'a "b" > c\'', ' hidden', ' href=a/b');
    const name = fc.constantFrom(
      'b',
      'i',
      'em',
      'span',
      'div',
      'p',
      'blockquote',
      'unknown',
      'section',
      'style',
      'svg',
    );
    const { fragment } = fc.letrec<{ fragment: string }>((tie) => ({
      fragment: fc.oneof(
        { depthSize: 'small' },
        word,
        fc.constantFrom(' < ', '&eacute;', '&#233;', '&lt;b&gt;', '<br>', '<hr/>', '<!-- a comment -->'),
        fc
          .tuple(name, attribute, fc.array(tie('fragment'), { maxLength: 3 }))
          // Paragraphs and the like end where another begins: well-formed markup has them side by side.
          .map(
            ([tag, attributes, inner]) =>
              `<${tag}${attributes}>${isSilent(tag) ? '' : inner.join('')}</${tag}>`,
          ),
      ),
    }));
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 4 }), (parts) => {
        const html = `<b>${parts.join('')}</b>`;
        assert.equal(squeezed(markupToText(html)), squeezed(htmlToText(html)));
      }),
      { numRuns: runs(500) },
    );
  });
});

/** A browser ends a drawing at the first tag of HTML in it. */
const isSilent = (tag: string): boolean => tag === 'style' || tag === 'svg';

/** Without the difference that a browser makes of a paragraph within a paragraph. */
function squeezed(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}
