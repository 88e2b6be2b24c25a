import type { Notation } from './notation';

const resources: Readonly<Record<'latex' | 'typst' | 'org', readonly RegExp[]>> = {
  latex: [
    /\\bibliography\s{0,5}\{([^{}]{1,2000})\}/gu,
    /\\addbibresource\s{0,5}(?:\[[^\]\n]{0,200}\]\s{0,5})?\{([^{}]{1,500})\}/gu,
  ],
  typst: [/#bibliography\(\s{0,20}\(?((?:\s{0,5}"[^"\n]{1,300}"\s{0,5},?){1,20})/gu],
  org: [/^#\+bibliography:[ \t]{0,20}(\S[^\n]{0,300})$/gimu],
};

/**
 * The bibliographies that a document names, as it writes them, in order: relative to its folder, in LaTeX with `.bib`
 * added where it is left out. Of Markdown the front matter is read, as of `_quarto.yml`.
 */
export function bibliographyPaths(text: string, notation: Notation): readonly string[] {
  if (notation === 'pandoc' || notation === 'myst' || notation === 'rst')
    return yamlPaths(frontMatterOf(text));
  const commented = notation === 'latex' ? text.replace(/(?<!\\)%[^\n]*/gu, '') : text;
  const found = resources[notation].flatMap((form) =>
    Array.from(commented.matchAll(form), ([, names = '']) => names),
  );
  if (notation === 'typst')
    return found.flatMap((names) => Array.from(names.matchAll(/"([^"]+)"/gu), ([, name = '']) => name));
  if (notation === 'org') return found.map((name) => name.trim());
  return found
    .flatMap((names) => names.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => (/\.bib$/iu.test(name) ? name : `${name}.bib`));
}

/** The value of `bibliography` in a YAML file such as `_quarto.yml`. */
export function yamlPaths(yaml: string): readonly string[] {
  const lines = yaml.split(/\r?\n/u);
  for (const [at, line] of lines.entries()) {
    const match = /^([ \t]{0,20})bibliography:[ \t]*(.{0,1000})$/u.exec(line);
    if (!match) continue;
    const [, indent = '', value = ''] = match;
    if (value.trim() !== '' && !value.trim().startsWith('#')) return flowItems(value);
    const items: string[] = [];
    for (const item of lines.slice(at + 1)) {
      const listed = /^([ \t]{0,20})-[ \t](.{1,500})$/u.exec(item);
      if (!listed || (listed[1] ?? '').length < indent.length) break;
      items.push(scalar(listed[2] ?? ''));
    }
    return items.filter((item) => item !== '');
  }
  return [];
}

function frontMatterOf(text: string): string {
  return (
    /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/u.exec(
      text.slice(0, 100_000),
    )?.[1] ?? ''
  );
}

function flowItems(value: string): readonly string[] {
  const text = value.trim();
  const end = text.lastIndexOf(']');
  const items = text.startsWith('[') && end > 0 ? text.slice(1, end).split(',') : [text];
  return items.map(scalar).filter((item) => item !== '');
}

function scalar(value: string): string {
  const text = value.trim();
  const quoted = /^"([^"]*)"|^'([^']*)'/u.exec(text);
  return (quoted ? (quoted[1] ?? quoted[2] ?? '') : (text.split(/\s#/u)[0] ?? '')).trim();
}

/** The files that a LaTeX document takes in, as it writes them, with `.tex` added where it is left out. */
export function includedFiles(text: string): readonly string[] {
  const commented = text.replace(/(?<!\\)%[^\n]*/gu, '');
  return Array.from(
    commented.matchAll(/\\(?:input|include|subfile)\s{0,5}\{([^{}\n]{1,300})\}/gu),
    ([, name = '']) => {
      const path = name.trim();
      return /\.[A-Za-z]{1,5}$/u.test(path) ? path : `${path}.tex`;
    },
  );
}

/** The root file that a LaTeX document names in a comment at its beginning: `% !TeX root = main.tex`. */
export function rootFile(text: string): string | undefined {
  return /^\s{0,20}%\s{0,5}!\s{0,5}tex\s{1,5}root\s{0,5}=\s{0,5}(\S[^\r\n]{0,300})$/imu
    .exec(text.slice(0, 2000))?.[1]
    ?.trim();
}
