import type { Json, JsonObject } from '../platform/vscode/contributions';

/** Fields with a text for people, anywhere in a manifest. */
const textFields: ReadonlySet<string> = new Set([
  'aliases',
  'altText',
  'category',
  'contents',
  'contextualTitle',
  'description',
  'displayName',
  'enumDescriptions',
  'label',
  'markdownDescription',
  'markdownEnumDescriptions',
  'patternErrorMessage',
  'title',
]);

/** Fields whose equal texts share a key. */
const shared: ReadonlySet<string> = new Set(['category', 'contextualTitle']);

/**
 * Collects the texts of `package.nls.json` and puts `%key%` in their place. The key of a text is the path to it.
 * Throws if two different texts have one key.
 */
export class Localizer {
  readonly #texts = new Map<string, string>();

  get texts(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#texts);
  }

  localize(value: JsonObject): JsonObject {
    return this.#object(value, '');
  }

  #object(value: JsonObject, path: string): JsonObject {
    return Object.fromEntries(
      Object.entries(value).map(([field, inner]) => [field, this.#field(field, inner, path)]),
    );
  }

  #value(value: Json, path: string): Json {
    if (isList(value)) return value.map((item, index) => this.#value(item, join(path, idOf(item, index))));
    return typeof value === 'object' && value !== null ? this.#object(value, path) : value;
  }

  #text(text: string, key: string): string {
    if ((this.#texts.get(key) ?? text) !== text) throw new Error(`Two texts have the key ${key}.`);
    this.#texts.set(key, text);
    return `%${key}%`;
  }

  #field(field: string, value: Json, path: string): Json {
    // Models read it.
    if (field === 'inputSchema') return value;
    const key = shared.has(field) ? field : join(path, field);
    if (!textFields.has(field) && !isViewName(field, path) && !path.endsWith('.title'))
      return this.#value(value, key);
    if (typeof value === 'string') return this.#text(value, key);
    if (!isList(value)) return this.#value(value, key);
    return value.map((item, index) =>
      typeof item === 'string' ? this.#text(item, `${key}.${index}`) : this.#value(item, `${key}.${index}`),
    );
  }
}

/** `name` is the title of a view, but an ordinary word in settings. */
function isViewName(field: string, path: string): boolean {
  return field === 'name' && path.startsWith('views.');
}

function join(path: string, name: string): string {
  const short = name.replace(/^dailyPapers\./, '');
  return path === '' ? short : `${path}.${short}`;
}

/** Items are known by what identifies them, so that a new one leaves the keys of the others alone. */
function idOf(item: Json, index: number): string {
  if (typeof item === 'object' && item !== null && !isList(item)) {
    for (const field of ['id', 'command', 'viewType']) {
      const id = item[field];
      if (typeof id === 'string') return id;
    }
  }
  return String(index);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
