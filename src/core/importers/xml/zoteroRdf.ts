import { findArxivIds } from '../../library/arxivId';
import { findDoi } from '../../library/doi';
import type { PaperRecord } from '../../library/paper';
import type { ParsedDigest, Problem } from '../../library/parsedDigest';
import { publicationDate, yearOf } from '../dates';
import { DayList } from '../dayList';
import { entryTypeOf } from '../entryTypes';
import { foldLine } from '../foldText';
import { LineIndex } from '../lineIndex';
import { realNames } from '../names';
import { paperRecord } from '../paperRecord';
import type { SourceFormat, SourceText } from '../sourceFormat';
import type { CooperativeTask } from '../../base/cooperativeTask';
import { type ChildElement, findChildElements } from './elements';
import { type XmlNode, attributeOf, childText, children, descendants, parseElement, textOf } from './xmlNode';
import { localizable } from '../../base/localization';

/** Elements beside the works: attachments, notes, collections, and journals that works refer to. */
const NO_WORK = /^(?:Attachment|Memo|Collection|Journal|Series|UserItem)$/u;

/** The RDF that Zotero exports: bibliographic items by Dublin Core, FOAF and the Bibliontology. */
export const zoteroRdf: SourceFormat = {
  id: 'zotero-rdf',
  label: 'Zotero RDF',
  recognises: ({ text }) =>
    /<rdf:RDF\b[^<>]*(?:zotero\.org\/namespaces|purl\.org\/net\/biblio)/u.test(text.slice(0, 20_000)),
  *read(source: SourceText): CooperativeTask<ParsedDigest> {
    const lines = new LineIndex(source.text);
    const days = new DayList('digest', source);
    const problems: Problem[] = [];
    const elements = findChildElements(source.text);
    const journals = new Map<string, XmlNode>();
    for (const { node, address } of parsed(elements.filter(({ name }) => name === 'Journal'))) {
      journals.set(address, node);
      yield;
    }
    for (const element of elements) {
      yield;
      if (NO_WORK.test(element.name)) continue;
      const node = parseElement(element.xml);
      const paper = node === undefined ? undefined : toPaper(node, element.name, journals);
      const line = lines.lineAt(element.start);
      if (paper && paper.title !== '') days.add(paper);
      else if (node === undefined)
        problems.push({ line, message: localizable('This entry is not well-formed XML and was left out.') });
      else if (!/^(?:note|attachment)$/u.test(childText(node, 'itemType')))
        problems.push({ line, message: localizable('This entry has no title and was left out.') });
    }
    return { days: days.days(), problems };
  },
};

function* parsed(
  elements: readonly ChildElement[],
): Generator<{ readonly node: XmlNode; readonly address: string }> {
  for (const { xml } of elements) {
    const node = parseElement(xml);
    const address = attributeOf(node, 'about');
    if (node !== undefined && address !== undefined) yield { node, address };
  }
}

function toPaper(node: XmlNode, name: string, journals: ReadonlyMap<string, XmlNode>): PaperRecord {
  const container = containerOf(node, journals);
  const identifiers = [
    attributeOf(node, 'about') ?? '',
    ...[node, container].flatMap((from) => children(from, 'identifier').map(wholeText)),
    childText(node, 'description'),
  ].join(' ');
  const [arxiv] = findArxivIds(identifiers);
  const published = publicationDate([childText(node, 'date', 'issued', 'dateSubmitted')]);
  return paperRecord(foldLine(childText(node, 'title')), childText(node, 'abstract'), {
    authors: authorsOf(node),
    arxivId: arxiv?.id,
    arxivVersion: arxiv?.version,
    doi: findDoi(identifiers),
    venue: childText(container, 'title'),
    year: yearOf(published),
    entryType: entryTypeOf(childText(node, 'itemType')) ?? entryTypeOf(name),
    published,
  });
}

/** The journal or book that a work is part of, which is given in it or elsewhere in the file. */
function containerOf(node: XmlNode, journals: ReadonlyMap<string, XmlNode>): XmlNode | undefined {
  for (const part of children(node, 'isPartOf')) {
    const resource = attributeOf(part, 'resource');
    const found = descendants(part, ['Journal', 'Book', 'Proceedings'])[0] ?? journals.get(resource ?? '');
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The authors, without editors and translators. */
function authorsOf(node: XmlNode): readonly string[] {
  const people = descendants(children(node, 'authors')[0], ['Person', 'Organization', 'Agent']);
  return realNames(
    people.map((person) => {
      const [given, family] = [
        childText(person, 'givenName', 'givenname'),
        childText(person, 'surname', 'familyName'),
      ];
      return foldLine(`${given} ${family}`) || foldLine(childText(person, 'name'));
    }),
  );
}

/** The text of an identifier, which may be an address in elements of its own. */
function wholeText(node: XmlNode): string {
  return [textOf(node), ...descendants(node, ['value']).map(textOf)].join(' ');
}
