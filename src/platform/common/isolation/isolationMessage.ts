import type { IsolationCause, IsolationError } from './isolatedProcess';

const messages: Readonly<Record<IsolationCause, string>> = {
  time: 'It takes too long to read.',
  memory: 'It takes too much memory to read.',
  crash: 'It made the program that reads files end.',
  start: 'The program that reads files could not be started. Papers: Show Log says why.',
};

/** Why a text was not read: a sentence for a person, about “it”. */
export function isolationMessage({ kind }: IsolationError): string {
  return messages[kind];
}
