import type { ErrorCode } from 'yaml';
import { localizable, type Message } from '../base/localization';

const byCode: Readonly<Partial<Record<ErrorCode, Message>>> = {
  BAD_ALIAS: localizable(
    'The front matter cannot be read: a “*” stands where a name is expected. Put the value in quotation marks.',
  ),
  BAD_DQ_ESCAPE: localizable(
    'The front matter cannot be read: a backslash in double quotation marks is not followed by a letter that YAML knows. Use single ones.',
  ),
  BAD_INDENT: localizable(
    'The front matter cannot be read: a line is not indented like the others of its list, or a “[” or “{” before it is not closed.',
  ),
  BAD_SCALAR_START: localizable(
    'The front matter cannot be read: a value begins with a sign that YAML reserves, such as “@” or “%”. Put it in quotation marks.',
  ),
  BLOCK_AS_IMPLICIT_KEY: localizable(
    'The front matter cannot be read: a line holds a second “key: value”. Put the value in quotation marks, or on a line of its own.',
  ),
  BLOCK_IN_FLOW: localizable(
    'The front matter cannot be read: a list between “[” or “{” is not closed before the next line begins. Close it with “]” or “}”.',
  ),
  DUPLICATE_KEY: localizable('The front matter cannot be read: a key is there twice. Remove one of the two.'),
  KEY_OVER_1024_CHARS: localizable(
    'The front matter cannot be read: a key is longer than 1,024 characters. Is a “:” missing?',
  ),
  MISSING_CHAR: localizable(
    'The front matter cannot be read: a closing quotation mark, bracket, “:” or “,” is missing.',
  ),
  MULTILINE_IMPLICIT_KEY: localizable(
    'The front matter cannot be read: a line is neither “key: value” nor part of a list.',
  ),
  MULTIPLE_DOCS: localizable('The front matter cannot be read: a second “---” stands before its end.'),
  RESOURCE_EXHAUSTION: localizable('The front matter cannot be read: lists are nested too deeply.'),
  TAB_AS_INDENT: localizable('The front matter cannot be read: a line is indented with a tab. Use spaces.'),
  UNEXPECTED_TOKEN: localizable(
    'The front matter cannot be read: something stands after the end of a value. Put the whole value in quotation marks.',
  ),
};

/** One plain sentence about a syntax error in a note's front matter. `code` is that of the YAML library. */
export function yamlErrorMessage(code: ErrorCode): Message {
  return (
    byCode[code] ??
    localizable(
      'The front matter cannot be read: YAML cannot be read from here on. Put values with special signs in quotation marks.',
    )
  );
}
