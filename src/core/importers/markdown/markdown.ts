import { outlineDigest } from '../outline/outlineDigest';
import type { SourceFormat } from '../sourceFormat';
import { isTableRule } from './tableCells';
import { markdownBlocks } from './markdownBlocks';
import { localizable } from '../../base/localization';

/** Digests as people publish them on GitHub: tables, headings with links, lists. */
export const markdown: SourceFormat = {
  id: 'markdown',
  label: localizable('Markdown digest'),
  recognises: ({ text }) => looksLikeMarkdown(asMarkdown(text.slice(0, 100_000))),
  *read(source) {
    return yield* outlineDigest(yield* markdownBlocks(asMarkdown(source.text)), source);
  },
};

/** A table, a linked title or a `<details>`; or several weaker signs that could occur in plain text once. */
function looksLikeMarkdown(text: string): boolean {
  const lines = text.split(/\r\n?|\n/u);
  const count = (form: RegExp): number => lines.filter((line) => form.test(line)).length;
  if (lines.some(isTableRule) || count(LINKED_TITLE) > 0 || count(FOLD_OR_TABLE) > 0) return true;
  return [WEAK, LABEL, LONE_LINK, PAPER_LINK].some((form) => count(form) > 1);
}

/** A heading, an item or a separate line with a link, as opposed to a link in running text. */
const LINKED_TITLE =
  /^\s*(?:#{1,6}\s.{0,300}|[-*+>]\s.{0,200}|\d{1,4}[.)]\s.{0,200}|[*_]{0,3})\[{1,2}[^[\]]+\]{1,2}\((?:https?:|[./#])/u;
const FOLD_OR_TABLE = /^\s*<(?:details|table|h[1-6])[\s>]/iu;
/** Headings, rows, and items and labels in bold. */
const WEAK = /^ {0,3}#{1,6}\s+\S|^\s*\|.+\|\s*$|^\s*(?:[-*+]|\d+[.)])\s+\*\*\S|^\*\*[^*]+\*\*\s*[:：]?/u;
/** Labels of the parts of an entry without other markup. */
const LABEL = /^(?:abstract|authors?|links?|url|arxiv|摘要|作者|链接)\s*[:：]/iu;
const LONE_LINK =
  /^\s*https?:\/\/(?:[\w-]+\.)*(?:arxiv\.org\/(?:abs|pdf)|huggingface\.co\/papers)\/\S+\s*$/iu;
/** A link to a paper anywhere in a line: `"A title." A. One. [[paper]](…)`. */
const PAPER_LINK = /\]\(https?:\/\/(?:[\w-]+\.)*(?:arxiv\.org\/(?:abs|pdf)|huggingface\.co\/papers)\//iu;

/** A link definition `[1]: https://…`. */
const DEFINITION =
  /^ {0,3}\[([^\]\n]{1,200})\]:\s*<?(\S{1,1000}?)>?(?:\s+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?\s*$/u;

/** Converts reference links to inline links. Line numbers are unchanged. */
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

/** Syntax that occurs only in Emacs Org mode. */
const ORG = /^#\+(?:title|date|author|filetags):|^:PROPERTIES:\s*$|\[\[https?:[^[\]\s]{1,1000}\]\[/imu;
/** Syntax of reStructuredText that Markdown does not have. */
const RST = /`[^`<\n]{1,1000}<https?:[^>\s]{1,1000}>`_|^([=~^"-])\1{3,}[ \t]*\r?\n\s*:[A-Za-z]+:\s/mu;

/** Converts Org mode and reStructuredText to equivalent Markdown, line by line. */
function asMarkdown(text: string): string {
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
