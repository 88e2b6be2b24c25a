import type { ErrorCode } from 'yaml';

const byCode: Readonly<Partial<Record<ErrorCode, string>>> = {
  BAD_ALIAS: 'a “*” stands where a name is expected. Put the value in quotation marks',
  BAD_DQ_ESCAPE:
    'a backslash in double quotation marks is not followed by a letter that YAML knows. Use single ones',
  BAD_INDENT: 'a line is not indented like the others of its list, or a “[” or “{” before it is not closed',
  BAD_SCALAR_START:
    'a value begins with a sign that YAML reserves, such as “@” or “%”. Put it in quotation marks',
  BLOCK_AS_IMPLICIT_KEY:
    'a line holds a second “key: value”. Put the value in quotation marks, or on a line of its own',
  BLOCK_IN_FLOW:
    'a list between “[” or “{” is not closed before the next line begins. Close it with “]” or “}”',
  DUPLICATE_KEY: 'a key is there twice. Remove one of the two',
  KEY_OVER_1024_CHARS: 'a key is longer than 1,024 characters. Is a “:” missing?',
  MISSING_CHAR: 'a closing quotation mark, bracket, “:” or “,” is missing',
  MULTILINE_IMPLICIT_KEY: 'a line is neither “key: value” nor part of a list',
  MULTIPLE_DOCS: 'a second “---” stands before its end',
  RESOURCE_EXHAUSTION: 'lists are nested too deeply',
  TAB_AS_INDENT: 'a line is indented with a tab. Use spaces',
  UNEXPECTED_TOKEN: 'something stands after the end of a value. Put the whole value in quotation marks',
};

/** One plain sentence about a syntax error in a note's front matter. `code` is that of the YAML library. */
export function yamlErrorMessage(code: ErrorCode): string {
  const said =
    byCode[code] ?? 'YAML cannot be read from here on. Put values with special signs in quotation marks';
  return `The front matter cannot be read: ${said}${said.endsWith('?') ? '' : '.'}`;
}
