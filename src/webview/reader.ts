import type { HostMessage } from '../protocol/messages';
import { connectHost } from './host';
import { ReaderView } from './readerView';

const host = connectHost((message: HostMessage) => view.receive(message));
const view = new ReaderView(host);

window.addEventListener('error', ({ message }) => {
  host.post({ type: 'problem', message: message.slice(0, 1000) });
});

view.start();
