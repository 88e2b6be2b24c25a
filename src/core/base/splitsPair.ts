/** Whether an offset, in UTF-16 units, is between the two units of one character. */
export function splitsPair(text: string, offset: number): boolean {
  return isSurrogate(text, offset - 1, 0xd800) && isSurrogate(text, offset, 0xdc00);
}

function isSurrogate(text: string, offset: number, base: 0xd800 | 0xdc00): boolean {
  return (text.charCodeAt(offset) & 0xfc00) === base;
}
