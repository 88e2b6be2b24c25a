import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { parseSource } from '../../src/core/importers/formats';
import type { PaperRecord } from '../../src/core/library/paper';
import type { ParsedDigest } from '../../src/core/library/parsedDigest';

/** Small inputs with the right values lie beside the repository, on some machines. */
const casesFolder = new URL('../../../shared/cases/', import.meta.url);

/** The contents of a case's `expected.json`; the README beside the cases explains the keys. */
export interface Expected {
  readonly kind: string;
  readonly papers?: readonly Partial<PaperRecord>[];
  readonly papersOrProblem?: readonly Partial<PaperRecord>[];
  readonly papersAnyOf?: readonly (readonly string[])[];
  readonly authors?: readonly (readonly string[])[];
  readonly abstracts?: readonly string[];
  readonly plainTitles?: readonly string[];
  readonly arxivIdsOf?: Readonly<Record<string, readonly (string | null)[]>>;
  readonly maxTitle?: number;
  readonly dayYears?: readonly number[];
  readonly dayIso?: readonly string[];
  readonly problems?: number;
  /** Each file by itself, rather than all together. */
  readonly each?: boolean;
  readonly distinct?: number;
  readonly arxivIds?: readonly string[];
  readonly noDollar?: boolean;
  readonly mustKeep?: readonly string[];
  readonly queries?: Readonly<Record<string, string>>;
  readonly first?: boolean;
  /** Whether each query finds the paper with the tags that the case’s README names. */
  readonly tagQueries?: Readonly<Record<string, boolean>>;
}

export interface SharedCase extends Expected {
  readonly name: string;
  readonly files: readonly string[];
}

export const sharedCases: readonly SharedCase[] = existsSync(casesFolder)
  ? readdirSync(casesFolder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => {
        const own = new URL(`${name}/`, casesFolder);
        const expected = JSON.parse(readFileSync(new URL('expected.json', own), 'utf8')) as Expected;
        const files = readdirSync(own).filter((file) => !/^(?:expected\.json|README\.md)$/u.test(file));
        return { ...expected, name, files };
      })
  : [];

export const caseText = (name: string, file: string): string =>
  readFileSync(new URL(`${name}/${file}`, casesFolder), 'utf8');

export const readCase = (name: string, file: string): ParsedDigest =>
  parseSource({ text: caseText(name, file), name: file });
