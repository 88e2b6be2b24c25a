import { render } from './render';

/** A title or an abstract as people read it: repaired, mathematics in Unicode. */
export function plain(text: string): string {
  return render(text)
    .map((token) => token.plain)
    .join('');
}
