import assert from 'node:assert/strict';
import { pageHtml } from '../../../../src/services/reader/pageHtml';

suite('pageHtml', () => {
  const files = { style: 'h1 { color: red }', script: 'start("<b>")' };

  test('allows its own style sheet and script, and nothing else', () => {
    const html = pageHtml('random', { ...files, title: 'Paper', language: 'en' });
    const [, policy] = /Content-Security-Policy" content="([^"]*)"/u.exec(html) ?? [];
    assert.deepEqual(policy?.split('; '), [
      `default-src 'none'`,
      `style-src 'nonce-random'`,
      `img-src 'none'`,
      `script-src 'nonce-random'`,
      `base-uri 'none'`,
      `form-action 'none'`,
      `require-trusted-types-for 'script'`,
      `trusted-types 'none'`,
    ]);
    assert.ok(html.includes('<style nonce="random">h1 { color: red }</style>'));
    assert.ok(html.includes('<script nonce="random" type="module">start("<b>")</script>'));
  });

  test('takes images from one source', () => {
    const html = pageHtml('random', {
      ...files,
      title: 'Paper',
      language: 'en',
      imageSource: 'https://a/b/',
    });
    assert.ok(html.includes('img-src https://a/b/;'));
  });

  test('no text ends an attribute or begins an element', () => {
    const hostile = `"><script>alert(1)</script>&`;
    const escaped = '&quot;>&lt;script>alert(1)&lt;/script>&amp;';
    const html = pageHtml('random', {
      ...files,
      title: hostile,
      language: hostile,
      catalogue: { a: '"<b>' },
    });
    assert.ok(html.includes(`<html lang="${escaped}">`));
    assert.ok(html.includes(`<title>${escaped}</title>`));
    assert.ok(html.includes('<body data-catalogue="{&quot;a&quot;:&quot;\\&quot;&lt;b>&quot;}"></body>'));
  });
});
