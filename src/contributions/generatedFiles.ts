import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type FormatConfig, format } from 'oxfmt';
import type { JsonObject } from '../platform/vscode/contributions';
import { allContributions } from './all';
import { hostMessages, messageBundle } from './extractMessages';
import { type Manifest, buildManifest } from './manifest';
import { referenceParts, withParts } from './reference';
import { type Texts, simplifiedChinese } from './simplifiedChinese';

/** The folder of the repository. */
export const root = path.resolve(import.meta.dirname, '../..');

/**
 * The formatted files that are generated from the contributions and the messages of the code, by their path in the repository.
 * Fields of package.json that no feature declares are kept, as are the READMEs outside of their generated parts.
 */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const manifest = buildManifest(allContributions);
  const packageJson = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as JsonObject;
  const readme = await readFile(path.join(root, 'README.md'), 'utf8');
  const chineseReadme = await readFile(path.join(root, 'media/README.zh-cn.md'), 'utf8');
  const chinese = simplifiedChinese({
    english: manifest.texts,
    translated: await readTexts('package.nls.zh-cn.json'),
    messages: await readTexts('media/l10n/bundle.l10n.zh-cn.json'),
  });
  const files: readonly (readonly [string, string])[] = [
    ['package.json', JSON.stringify({ ...packageJson, ...manifest.fields }, null, 2)],
    ['package.nls.json', JSON.stringify(manifest.texts, null, 2)],
    [
      'media/l10n/bundle.l10n.json',
      JSON.stringify(messageBundle(hostMessages(path.join(root, 'src'))), null, 2),
    ],
    ['README.md', withParts(readme, referenceParts(allContributions))],
    ['media/README.zh-cn.md', withParts(chineseReadme, referenceParts(allContributions, chinese))],
    ['src/platform/vscode/ui/commandIds.generated.ts', commandIds(manifest)],
    ['src/platform/vscode/ui/contextKeys.generated.ts', contextKeys(manifest)],
  ];
  const config = JSON.parse(await readFile(path.join(root, '.oxfmtrc.json'), 'utf8')) as FormatConfig;
  const formatted = files.map(
    async ([file, text]) => [file, (await format(file, text, config)).code] as const,
  );
  return new Map(await Promise.all(formatted));
}

async function readTexts(file: string): Promise<Texts> {
  return JSON.parse(await readFile(path.join(root, file), 'utf8')) as Texts;
}

const header =
  '// Generated from the contributions of the features by `npm run contributions`. Do not edit.\n\n';

function commandIds({ commands }: Manifest): string {
  const names = commands.map((name) => `| '${name}'`).join('\n');
  return `${header}/** The commands of the manifest, without \`dailyPapers.\`. */
export type CommandName = ${names};

`;
}

function contextKeys({ contextKeys: keys }: Manifest): string {
  const lines = [...keys].map(([name, type]) => `'${name}': new ContextKey<${type}>('dailyPapers.${name}'),`);
  return `${header}import { ContextKey } from './contextKey';

/** The context keys that “when” clauses of the manifest may name. */
export const contextKeys = {
${lines.join('\n')}
};
`;
}
