import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

/** The part of esbuild's metafile that lists the inputs of each output. */
export interface Metafile {
  /** Keyed by the path of the output. */
  readonly outputs: Readonly<
    Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>
  >;
}

interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name: string };
}

interface BundledPackage {
  readonly manifest: PackageManifest;
  /** The unchanged texts of its licence and notice files. */
  readonly texts: readonly string[];
}

/**
 * Returns the text of `THIRD_PARTY_NOTICES.md`: the licences of all packages with code in a bundle, sorted by name.
 * @param folder the folder to which the paths in the metafiles are relative
 * @throws if packages have no licence text; the message names all of them
 */
export async function thirdPartyNotices(folder: string, metafiles: readonly Metafile[]): Promise<string> {
  const folders = packageFolders(metafiles);
  const packages = await Promise.all(folders.map((name) => readPackage(path.resolve(folder, name))));
  const without = packages.filter(({ texts }) => texts.length === 0).map(({ manifest }) => manifest.name);
  if (without.length > 0) {
    throw new Error(
      `No licence text was found for ${without.join(', ')}: the package ships none; add it to ownLicences in src/packaging/notices.ts.`,
    );
  }
  const sections = packages.map(noticeOf).toSorted((one, other) => (one < other ? -1 : Number(one > other)));
  const head = 'Daily Papers contains code of the packages below, each under its own licence.';
  return `${['# Third-party notices', head, ...new Set(sections)].join('\n\n')}\n`;
}

/** The folders of the packages with code in an output. Inputs of which no byte was kept need no notice. */
export function packageFolders(metafiles: readonly Metafile[]): readonly string[] {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap((output) =>
      Object.entries(output.inputs)
        .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
        .map(([input]) => input),
    ),
  );
  const folders = inputs.map((input) => /^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+/u.exec(input)?.[0]);
  return [...new Set(folders.filter((found) => found !== undefined))];
}

/** The licence texts, with the author's name, of packages that name a licence in package.json and ship no text of it. */
const ownLicences: Readonly<Record<string, string>> = {
  '@nodable/entities': mitLicence('Amit Gupta (https://solothought.com)'),
};

async function readPackage(folder: string): Promise<BundledPackage> {
  const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as PackageManifest;
  const files = (await readdir(folder)).filter((name) => /^(?:licen[cs]e|notice|copying)\b/iu.test(name));
  const texts = await Promise.all(files.toSorted().map((name) => readFile(path.join(folder, name), 'utf8')));
  const own = ownLicences[manifest.name];
  return { manifest, texts: texts.length === 0 && own !== undefined ? [own] : texts };
}

function noticeOf({ manifest: { name, version, license }, texts }: BundledPackage): string {
  // Indented by four spaces, each text is a code block, in which Markdown changes nothing.
  const blocks = texts.map((text) =>
    text
      .trim()
      .replaceAll(/\r\n?/gu, '\n')
      .replaceAll(/^(?=.)/gmu, '    '),
  );
  return [`## ${name} ${version}`, ...(license === undefined ? [] : [`Licence: ${license}`]), ...blocks].join(
    '\n\n',
  );
}

function mitLicence(holder: string): string {
  return `MIT License

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`;
}
