/**
 * Encodes strings as YAML 1.2 scalars that YAML 1.1 parsers (js-yaml, PyYAML, Obsidian) read as the same strings:
 * https://yaml.org/spec/1.2.2/#73-flow-scalar-styles
 */

/** Starts with a letter and contains no YAML syntax. */
const plain = /^\p{L}(?:[\p{L}\p{N} _./+()&;?!%$'"*@=’“”–—-]*[\p{L}\p{N}_./+()&;?!%$’”])?$/u;
/** Words that some parsers read as a boolean, null or a number. */
const reserved = /^(?:true|false|yes|no|on|off|y|n|null|inf|nan)$/i;

/** Line breaks other than `\n`, control characters, byte order marks and bidirectional controls. */
const escaped = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;

/** `value` on one line: plain if that is safe, else in double quotes. Valid in block and flow style. */
export function flowScalar(value: string): string {
  if (plain.test(value) && !reserved.test(value)) return value;
  return JSON.stringify(value).replace(
    escaped,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** No control characters or tabs, and no trailing white space, which editors trim. */
const literalLine = /^(?:\P{Cc}*[^\s\p{Cc}])?$/u;

/**
 * `value` as a literal block (`|-`) whose lines are indented by `indent`, without a final line break; `undefined`
 * if a parser, or an editor that trims lines, could change it.
 */
export function literalScalar(value: string, indent: string, eol: string): string | undefined {
  const lines = value.split('\n');
  const safe =
    /^\S/.test(value) &&
    /\S$/.test(value) &&
    value.search(escaped) === -1 &&
    !/\p{Surrogate}/u.test(value) &&
    lines.every((line) => literalLine.test(line));
  if (!safe) return undefined;
  return ['|-', ...lines.map((line) => (line === '' ? '' : indent + line))].join(eol);
}
