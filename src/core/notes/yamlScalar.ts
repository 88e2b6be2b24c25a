/**
 * Strings as YAML 1.2 scalars that YAML 1.1 readers (js-yaml, PyYAML, Obsidian) take for the same strings:
 * https://yaml.org/spec/1.2.2/#73-flow-scalar-styles
 */

/** Starts with a letter, and holds nothing that means something to YAML. */
const plain = /^\p{L}(?:[\p{L}\p{N} _./+()&;?!%$'"*@=’“”–—-]*[\p{L}\p{N}_./+()&;?!%$’”])?$/u;
/** Words that some reader takes for a boolean, null or a number. */
const reserved = /^(?:true|false|yes|no|on|off|y|n|null|inf|nan)$/i;

/** Line breaks other than `\n`, controls, byte order marks and marks that turn the reading direction. */
const escaped = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;

/** `value` on one line: plain where that is safe and readable, else in double quotes. Fits block and flow style. */
export function flowScalar(value: string): string {
  if (plain.test(value) && !reserved.test(value)) return value;
  return JSON.stringify(value).replace(
    escaped,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** No controls, tabs among them, and nothing at the end that an editor trims. */
const literalLine = /^(?:\P{Cc}*\S)?$/u;

/**
 * `value` as a literal block (`|-`) whose lines are indented by `indent`, without a final line break; `undefined`
 * where a reader or an editor that trims lines could change it.
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
