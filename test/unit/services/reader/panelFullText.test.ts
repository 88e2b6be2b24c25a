import assert from 'node:assert/strict';
import type { Block, FullTextDocument } from '../../../../src/core/fulltext/document';
import { type HostMessage, isHostMessage } from '../../../../src/protocol/messages';
import { PanelFullText } from '../../../../src/services/reader/panelFullText';

const paragraph = (text: string, start: number, href?: string): Block => ({
  kind: 'paragraph',
  depth: 0,
  start,
  end: start + text.length,
  inlines: [{ kind: 'text', text, ...(href !== undefined && { href }) }],
});

suite('A whole paper on its way to the page', () => {
  const document: FullTextDocument = {
    blocks: Array.from({ length: 450 }, (_, at) => paragraph('word', at * 5)),
    license: 'License: CC BY 4.0',
    problems: [],
  };
  const fullText = { version: 1, document };
  let posted: HostMessage[] = [];
  let panel: PanelFullText;
  setup(() => {
    posted = [];
    panel = new PanelFullText((message) => {
      posted.push(message);
      return Promise.resolve(true);
    });
  });
  const parts = () => posted.flatMap((message) => (message.type === 'fullText' ? [message] : []));

  test('is sent in parts that the page takes, once the page has drawn the abstract', async () => {
    await panel.show('a', fullText);
    assert.deepEqual(posted, []);
    await panel.drawn('a');
    assert.deepEqual(
      parts().map(({ start, blocks, isLast }) => [start, blocks.length, isLast]),
      [
        [0, 200, false],
        [200, 200, false],
        [400, 50, true],
      ],
    );
    assert.ok(posted.every(isHostMessage));
  });

  test('is not sent again when the page is only refreshed', async () => {
    await panel.show('a', fullText);
    await panel.drawn('a');
    await panel.drawn('a');
    await panel.show('a', fullText);
    assert.equal(parts().length, 3);
  });

  test('is sent again after another paper, and after the page was closed', async () => {
    await panel.show('a', fullText);
    await panel.drawn('a');
    await panel.drawn('b');
    assert.equal(parts().length, 3);
    await panel.drawn('a');
    panel.reset();
    await panel.drawn('a');
    assert.equal(parts().length, 9);
  });

  test('stops when the page is closed', async () => {
    panel = new PanelFullText((message) => {
      posted.push(message);
      panel.reset();
      return Promise.resolve(false);
    });
    await panel.show('a', fullText);
    await panel.drawn('a');
    assert.equal(parts().length, 1);
  });

  test('goes to a block after it was sent, once', async () => {
    await panel.show('a', fullText, { block: 7, offset: 0 });
    await panel.drawn('a');
    await panel.drawn('a');
    assert.deepEqual(posted.slice(3), [{ type: 'goToPlace', block: 7, offset: 0 }]);
  });

  test('goes back to the place of the person after the page was reloaded', async () => {
    await panel.show('a', fullText);
    await panel.drawn('a');
    panel.moved({ block: 30, offset: 0.5 });
    panel.reset();
    posted = [];
    await panel.drawn('a');
    assert.deepEqual(posted.at(-1), { type: 'goToPlace', block: 30, offset: 0.5 });
    assert.ok(posted.every(isHostMessage));
  });

  test('names the addresses that may be opened, while it is shown', async () => {
    const address = 'https://example.org/';
    await panel.show('a', {
      version: 1,
      document: { blocks: [paragraph('word', 0, address)], problems: [] },
    });
    assert.equal(panel.hasAddress(address), false);
    await panel.drawn('a');
    assert.equal(panel.hasAddress(address), true);
    assert.equal(panel.hasAddress('https://example.com/'), false);
    await panel.drawn('b');
    assert.equal(panel.hasAddress(address), false);
  });
});
