import assert from 'node:assert/strict';
import { parseFrontMatter } from '../../../../src/core/notes/frontMatter';
import { localized } from '../../../../src/core/base/localization';

suite('Messages about front matter that cannot be read', () => {
  // Mistakes that people make by hand, and a word of the message that says how to correct them.
  const table = [
    ['tags: [a, b', /“\[”.*not closed/],
    ['title: [a\nb: c', /not closed|missing/],
    ['title: a: b', /second “key: value”|quotation marks/],
    ['title: "a', /quotation mark/],
    ['title: @me', /quotation marks/],
    ['title: *me', /“\*me”|quotation marks/],
    ['title: "C:\\users"', /backslash/],
    ['tags:\n- a\n\t- b', /tab/],
    ['tags:\n  - a\n - b', /indented|key: value/],
    ['title: a\ntitle: b', /twice/],
    ['a\nb: c', /key: value/],
    ["title: 'a' b", /end of a value|quotation marks/],
  ] as const;
  for (const [yaml, expected] of table) {
    test(JSON.stringify(yaml), () => {
      const { error } = parseFrontMatter(yaml);
      assert.match(localized(error?.message ?? 'no error'), expected);
      assert.match(localized(error?.message ?? ''), /^(The front matter|The key) .*[.?]$/u);
    });
  }
});
