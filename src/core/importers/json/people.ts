import { realNames, spokenName, splitNames } from '../names';
import { type Fields, fieldsOf, objectField, textField } from './fields';
import { type JsonValue, isJsonArray, isJsonObject } from './jsonValue';

/** Names from a list of strings, objects or `[family, given]` pairs, or from one string. Hidden ones are omitted. */
export function namesOf(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string') return splitNames(value);
  // DBLP wraps its list, or the one author, in an object.
  if (isJsonObject(value) && value['author'] !== undefined) return namesOf(value['author']);
  const people = isJsonArray(value) ? value : [value ?? null];
  const [only] = people;
  if (people.length === 1 && typeof only === 'string') return splitNames(only);
  return realNames(people.map(nameOf));
}

function nameOf(value: JsonValue): string {
  if (typeof value === 'string') return spokenName(value.trim());
  if (isJsonArray(value)) {
    const [family = '', given = '', suffix = ''] = value.filter((part) => typeof part === 'string');
    return joined([given, family, suffix]);
  }
  if (!isJsonObject(value) || value['hidden'] === true) return '';
  const fields = fieldsOf(value);
  if ((textField(fields, 'creatortype') ?? 'author') !== 'author') return '';
  const inner = objectField(fields, 'author');
  const whole =
    textField(fields, 'literal', 'name', 'fullname', 'author', 'displayname', 'text', 'rawauthorname') ??
    (inner && textField(inner, 'literal', 'name', 'fullname', 'displayname'));
  return whole === undefined ? nameOfParts(fields) : spokenName(whole.trim());
}

/** CSL and Crossref keep particles and suffixes apart: `Jan van der Berg Jr.` */
function nameOfParts(fields: Fields): string {
  return joined([
    textField(fields, 'given', 'firstname', 'first', 'givenname', 'forename'),
    textField(fields, 'droppingparticle'),
    textField(fields, 'nondroppingparticle', 'prefix', 'particle'),
    textField(fields, 'family', 'lastname', 'last', 'familyname', 'surname'),
    textField(fields, 'suffix'),
  ]);
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts
    .map((part) => part?.trim() ?? '')
    .filter((part) => part !== '')
    .join(' ');
}
