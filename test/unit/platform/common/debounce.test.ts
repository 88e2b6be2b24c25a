import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { Debounce, type DebounceOptions } from '../../../../src/platform/common/debounce';

suite('Debounce', () => {
  setup(() => mock.timers.enable({ apis: ['setTimeout'] }));
  teardown(() => mock.timers.reset());

  const pass = (milliseconds: number): void => mock.timers.tick(milliseconds);

  function counted(options: DebounceOptions) {
    let calls = 0;
    return { debounce: new Debounce(() => (calls += 1), options), calls: () => calls };
  }

  test('calls once, when nothing was requested for the delay', () => {
    const { debounce, calls } = counted({ delay: 100 });
    for (let at = 0; at < 5; at++) {
      debounce.request();
      pass(99);
      assert.equal(calls(), 0);
    }
    pass(1);
    assert.equal(calls(), 1);
    pass(1000);
    assert.equal(calls(), 1);
  });

  test('calls after the first request if later ones do not begin the wait again', () => {
    const { debounce, calls } = counted({ delay: 100, restarts: false });
    debounce.request();
    pass(99);
    debounce.request();
    pass(1);
    assert.equal(calls(), 1);
    pass(1000);
    assert.equal(calls(), 1);
    debounce.request();
    pass(100);
    assert.equal(calls(), 2);
  });

  test('takes another delay with a request', () => {
    const { debounce, calls } = counted({ delay: 100 });
    debounce.request();
    debounce.request(0);
    pass(0);
    assert.equal(calls(), 1);
  });

  test('withdraws what was requested, and says whether anything was', () => {
    const { debounce, calls } = counted({ delay: 100 });
    assert.equal(debounce.cancel(), false);
    debounce.request();
    assert.equal(debounce.cancel(), true);
    assert.equal(debounce.cancel(), false);
    pass(1000);
    assert.equal(calls(), 0);
    debounce.request();
    pass(100);
    assert.equal(calls(), 1);
    assert.equal(debounce.cancel(), false);
  });

  test('may be requested by the call itself', () => {
    let calls = 0;
    const debounce = new Debounce(
      () => {
        calls += 1;
        if (calls < 3) debounce.request();
      },
      { delay: 100, restarts: false },
    );
    debounce.request();
    for (let at = 0; at < 5; at++) pass(100);
    assert.equal(calls, 3);
  });

  test('calls nothing once it is disposed', () => {
    const { debounce, calls } = counted({ delay: 100 });
    debounce.request();
    debounce.dispose();
    debounce.request();
    debounce.dispose();
    pass(1000);
    assert.equal(calls(), 0);
  });
});
