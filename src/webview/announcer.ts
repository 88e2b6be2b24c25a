import { element } from './dom';

/** How long a message stays in sight, in milliseconds. */
const messageTime = 6000;

/** Tells a person what has happened: by a screen reader, or in sight too. */
export class Announcer {
  readonly element = element('div', { class: 'visually-hidden', role: 'status' });
  #timer: number | undefined;

  /** For screen readers, of what can be seen anyway. */
  announce(text: string): void {
    this.#put(text, false);
  }

  /** Shows a message for some seconds, of what cannot be seen otherwise. */
  show(text: string): void {
    this.#put(text, true);
    this.#timer = window.setTimeout(() => this.#put('', false), messageTime);
  }

  #put(text: string, isSeen: boolean): void {
    window.clearTimeout(this.#timer);
    this.element.className = isSeen ? 'message' : 'visually-hidden';
    this.element.textContent = text;
  }
}
