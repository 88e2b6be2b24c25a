/** `[1]: https://…`: where the links that are called `1` lead. */
const DEFINITION =
  /^ {0,3}\[([^\]\n]{1,200})\]:\s*<?(\S{1,1000}?)>?(?:\s+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?\s*$/u;

/** Markdown whose links stand in the text, and no longer at its end. Lines stay where they are. */
function withPlainLinks(text: string): string {
  const lines = text.split(/\r\n?|\n/u);
  const targets = new Map<string, string>();
  const kept = lines.map((line) => {
    const [, name = '', target = ''] = DEFINITION.exec(line) ?? [];
    if (!/[./#]/u.test(target)) return line;
    targets.set(name.toLowerCase(), target);
    return '';
  });
  if (targets.size === 0) return text;
  const replace = (whole: string, shown: string, name: string): string => {
    const target = targets.get((name === '' ? shown : name).toLowerCase());
    return target === undefined ? whole : `[${shown}](${target})`;
  };
  return kept.map((line) => line.replace(/\[([^[\]]{1,1000})\]\[([^[\]]{0,200})\]/gu, replace)).join('\n');
}

/** What marks a text as that of Emacs's Org mode. */
const ORG = /^#\+(?:title|date|author|filetags):|^:PROPERTIES:\s*$|\[\[https?:[^[\]\s]{1,1000}\]\[/imu;
/** What reStructuredText has and Markdown has not. */
const RST = /`[^`<\n]{1,1000}<https?:[^>\s]{1,1000}>`_|^([=~^"-])\1{3,}[ \t]*\r?\n\s*:[A-Za-z]+:\s/mu;

/** Org mode and reStructuredText as the Markdown of the same meaning, line by line. */
export function asMarkdown(text: string): string {
  if (ORG.test(text)) return rewritten(text, ORG_FORMS);
  return RST.test(text) ? rewritten(text, RST_FORMS) : withPlainLinks(text);
}

type Forms = readonly (readonly [form: RegExp, put: string])[];

function rewritten(text: string, forms: Forms): string {
  return forms.reduce((done, [form, put]) => done.replace(form, put), text.replaceAll('\r\n', '\n'));
}

const ORG_FORMS: Forms = [
  [/^\*\s+(?:TODO\s|DONE\s|NEXT\s)?/gmu, '# '],
  [/^\*\*\s+(?:TODO\s|DONE\s|NEXT\s)?/gmu, '## '],
  [/^\*{3,}\s+(?:TODO\s|DONE\s|NEXT\s)?/gmu, '### '],
  [/\[\[([^[\]\s]{1,1000})\]\[([^[\]\n]{1,1000})\]\]/gu, '[$2]($1)'],
  [/^:(?:PROPERTIES|END|LOGBOOK):[ \t]*$|^#\+(?:begin|end)_\w+.*$/gimu, ''],
  [/^:(\w+):(?=\s)/gmu, '$1:'],
  [/^#\+(?:title|date):[ \t]*/gimu, '# '],
  [/^#\+\w+:.*$/gimu, ''],
];

const RST_FORMS: Forms = [
  [/`([^`<\n]{1,1000})<([^>\s]{1,1000})>`_{1,2}/gu, '[$1]($2)'],
  [/^:([A-Za-z][\w ]*):(?=\s)/gmu, '$1:'],
];
