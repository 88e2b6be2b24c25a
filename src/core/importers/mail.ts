const ENCODING = /^Content-Transfer-Encoding:[ \t]*(quoted-printable|base64)\b/imu;
const BOUNDARY =
  /^Content-Type:[ \t]*multipart\/[^;]{1,100};(?:[^\n]{0,200}\n[ \t])?[^\n]{0,200}?\bboundary="?([^"\s;]{1,200})/imu;

/**
 * The readable text of a saved mail: its first part of plain text, or else its first part, decoded. Any other text, and
 * a mail that is not encoded, is returned as it is.
 */
export function mailText(text: string): string {
  if (
    !/^(?:[\w-]{1,60}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,50}){2}/u.test(
      text.slice(0, 20_000).replace(/\r\n/gu, '\n'),
    )
  )
    return text;
  const mail = text.replace(/\r\n?/gu, '\n');
  const parts = partsOf(mail);
  const plain = parts.find((part) => /^Content-Type:[ \t]*text\/plain/imu.test(headOf(part)));
  const part = plain ?? parts[0] ?? mail;
  const encoding = ENCODING.exec(headOf(part))?.[1]?.toLowerCase();
  if (encoding === undefined && parts.length === 0) return text;
  const body = part.slice(headOf(part).length);
  if (encoding === 'quoted-printable') return fromQuotedPrintable(body);
  return encoding === 'base64' ? fromBase64(body) : body;
}

/** The header of a mail or a part, up to the first blank line. */
function headOf(part: string): string {
  const end = part.indexOf('\n\n');
  return end < 0 ? part : part.slice(0, end + 1);
}

function partsOf(mail: string): readonly string[] {
  const boundary = BOUNDARY.exec(headOf(mail))?.[1];
  if (boundary === undefined) return [];
  return mail
    .split(`\n--${boundary}`)
    .slice(1)
    .filter((part) => part.startsWith('\n'))
    .map((part) => part.slice(1));
}

/** RFC 2045, section 6.7; bytes are UTF-8. */
function fromQuotedPrintable(text: string): string {
  const joined = text.replace(/=[ \t]{0,10}\n/gu, '');
  return joined.replace(/(?:=[0-9A-Fa-f]{2})+/gu, (run) => {
    const bytes = Uint8Array.from(run.slice(1).split('='), (code) => Number.parseInt(code, 16));
    return new TextDecoder().decode(bytes);
  });
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function fromBase64(text: string): string {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const char of text) {
    const value = ALPHABET.indexOf(char);
    if (value < 0) continue;
    bits = ((bits << 6) | value) & 0xffffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 0xff);
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
