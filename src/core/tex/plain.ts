import { render } from './render';

/** A title or an abstract as plain text: repaired, with mathematics in Unicode. */
export function plain(text: string): string {
  return render(text)
    .map((token) => token.plain)
    .join('');
}
