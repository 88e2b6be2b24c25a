/** Undo and redo, which a text box has of its own. */
const undoKeys = new Set(['z', 'y']);

/**
 * Keeps keys that are text from VS Code, which would take them for shortcuts of the reader, and those of undo, which is
 * the box's own. Others with Ctrl or Cmd, and function keys, are VS Code's.
 */
export function keepTextKeys(box: HTMLElement): void {
  box.addEventListener('keydown', (event) => {
    const isCommand = event.ctrlKey || event.metaKey || /^F\d/.test(event.key);
    if (!isCommand || undoKeys.has(event.key.toLowerCase())) event.stopPropagation();
  });
}
