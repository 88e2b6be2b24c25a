import type { IsolationCause, IsolationError } from './isolatedProcess';
import { type Message, localizable } from '../../../core/base/localization';

const messages: Readonly<Record<IsolationCause, Message>> = {
  time: localizable('It takes too long to read.'),
  memory: localizable('It takes too much memory to read.'),
  crash: localizable('It made the program that reads files end.'),
  start: localizable('The program that reads files could not be started. Papers: Show Log says why.'),
};

/** Why a text was not read: a sentence for a person, about “it”. */
export function isolationMessage({ kind }: IsolationError): Message {
  return messages[kind];
}
