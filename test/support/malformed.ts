/** A value and what it is, for the rows of a table. */
export type NamedValue = readonly [name: string, value: unknown];

/** What a reader rejects: values of other types, and `valid` without each of the required fields or with a wrong one. */
export function malformed(valid: object, required: readonly string[]): readonly NamedValue[] {
  return [
    ...(['a text', 7, true, null] as const).map((value): NamedValue => [String(value), value]),
    ['an array', [valid]],
    ['an empty array', []],
    ['an empty object', {}],
    ...required.flatMap((field): readonly NamedValue[] => [
      [`an object without “${field}”`, { ...valid, [field]: undefined }],
      [`an object with null as “${field}”`, { ...valid, [field]: null }],
      [`an object with an object as “${field}”`, { ...valid, [field]: {} }],
    ]),
  ];
}
