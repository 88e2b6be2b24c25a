/**
 * The rules of the W3C Web Annotation Data Model (https://www.w3.org/TR/2017/REC-annotation-model-20170223/) for the
 * parts that an export uses, section by section. Written against the document, not against the export.
 */
export interface Violation {
  readonly level: 'MUST' | 'SHOULD';
  readonly path: string;
  readonly rule: string;
}

type Json = Readonly<Record<string, unknown>>;

const iri = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i;
const utc = /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const motivations =
  'assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating questioning replying tagging'.split(
    ' ',
  );

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: unknown): readonly unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? (value as unknown[]) : [value];
}

/** Every rule that a document with annotations breaks. */
export function violations(document: unknown): readonly Violation[] {
  const found: Violation[] = [];
  const check = (level: Violation['level']) => (holds: boolean, path: string, rule: string) => {
    if (!holds) found.push({ level, path, rule });
  };
  const must = check('MUST');
  const should = check('SHOULD');

  /** 5: Collections. */
  function collection(value: Json): void {
    must(
      list(value['@context']).includes('http://www.w3.org/ns/anno.jsonld'),
      '$.@context',
      'names the context',
    );
    must(typeof value['id'] === 'string' && iri.test(value['id']), '$.id', 'is one IRI');
    must(list(value['type']).includes('AnnotationCollection'), '$.type', 'is AnnotationCollection');
    should(value['label'] !== undefined, '$.label', 'is there');
    should(Number.isInteger(value['total']), '$.total', 'is a count');
    const first = value['first'];
    must(typeof first === 'string' || isJson(first), '$.first', 'is a page or its IRI');
    if (isJson(first)) page(first, value);
  }

  function page(value: Json, whole: Json): void {
    must(typeof value['id'] === 'string' && iri.test(value['id']), '$.first.id', 'is one IRI');
    must(list(value['type']).includes('AnnotationPage'), '$.first.type', 'is AnnotationPage');
    should(value['partOf'] === whole['id'], '$.first.partOf', 'is the collection');
    should(value['startIndex'] === 0, '$.first.startIndex', 'is 0');
    must(Array.isArray(value['items']), '$.first.items', 'is a list');
    const items = list(value['items']);
    must(items.length === whole['total'], '$.total', 'counts the items');
    must(
      new Set(items.map((item) => isJson(item) && item['id'])).size === items.length,
      '$.first.items',
      'have names of their own',
    );
    for (const [at, item] of items.entries()) annotation(item, `$.first.items[${at}]`);
  }

  /** 3.1: Annotations. */
  function annotation(value: unknown, path: string): void {
    must(isJson(value), path, 'is an object');
    if (!isJson(value)) return;
    must(
      list(value['@context']).includes('http://www.w3.org/ns/anno.jsonld'),
      `${path}.@context`,
      'names the context',
    );
    must(typeof value['id'] === 'string' && iri.test(value['id']), `${path}.id`, 'is exactly one IRI');
    must(list(value['type']).includes('Annotation'), `${path}.type`, 'has Annotation');
    must(!('body' in value && 'bodyValue' in value), path, 'has body or bodyValue, not both');
    must(list(value['target']).length > 0, `${path}.target`, 'is there');
    lifecycle(value, path);
    should(list(value['motivation']).length > 0, `${path}.motivation`, 'is there');
    for (const one of list(value['motivation']))
      must(motivations.includes(String(one)), `${path}.motivation`, 'is known');
    for (const [at, one] of list(value['body']).entries()) body(one, `${path}.body[${at}]`);
    for (const [at, one] of list(value['target']).entries()) target(one, `${path}.target[${at}]`);
  }

  /** 3.3.1: Lifecycle. */
  function lifecycle(value: Json, path: string): void {
    for (const key of ['created', 'modified', 'generated']) {
      if (key in value)
        must(
          typeof value[key] === 'string' && utc.test(value[key]),
          `${path}.${key}`,
          'is one xsd:dateTime in UTC',
        );
    }
  }

  /** 3.2.4: Embedded textual bodies. */
  function body(value: unknown, path: string): void {
    must(isJson(value), path, 'is an object');
    if (!isJson(value)) return;
    should(list(value['type']).includes('TextualBody'), `${path}.type`, 'has TextualBody');
    must(typeof value['value'] === 'string', `${path}.value`, 'is exactly one text');
    should(
      typeof value['format'] === 'string' && /^\w+\/[\w.+-]+$/.test(value['format']),
      `${path}.format`,
      'is one media type',
    );
    for (const one of list(value['purpose']))
      must(motivations.includes(String(one)), `${path}.purpose`, 'is known');
  }

  /** 4: Specific resources. */
  function target(value: unknown, path: string): void {
    must(isJson(value), path, 'is an object');
    if (!isJson(value)) return;
    should(list(value['type']).includes('SpecificResource'), `${path}.type`, 'has SpecificResource');
    const source = value['source'];
    const name = isJson(source) ? source['id'] : source;
    must(typeof name === 'string' && iri.test(name), `${path}.source`, 'is exactly one resource with an IRI');
    for (const one of list(value['scope']))
      must(typeof one === 'string' && iri.test(one), `${path}.scope`, 'is an IRI');
    for (const one of list(value['styleClass']))
      must(typeof one === 'string', `${path}.styleClass`, 'is a text');
    for (const [at, one] of list(value['selector']).entries()) selector(one, `${path}.selector[${at}]`);
  }

  /** 4.2.4 and 4.2.5: Text quote and text position. */
  function selector(value: unknown, path: string): void {
    must(isJson(value) && typeof value['type'] === 'string', path, 'has exactly one type');
    if (!isJson(value)) return;
    if (value['type'] === 'TextQuoteSelector') {
      must(typeof value['exact'] === 'string', `${path}.exact`, 'is exactly one text');
      should(typeof value['prefix'] === 'string', `${path}.prefix`, 'is one text');
      should(typeof value['suffix'] === 'string', `${path}.suffix`, 'is one text');
    } else if (value['type'] === 'TextPositionSelector') {
      const [start, end] = [value['start'], value['end']];
      must(
        Number.isInteger(start) && Number(start) >= 0,
        `${path}.start`,
        'is one non-negative whole number',
      );
      must(
        Number.isInteger(end) && Number(end) >= Number(start),
        `${path}.end`,
        'is one whole number, not before start',
      );
    } else must(false, `${path}.type`, 'is a selector that is used');
  }

  if (isJson(document)) collection(document);
  else must(false, '$', 'is an object');
  return found;
}
