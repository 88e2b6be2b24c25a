import type { Contributions } from '../../platform/vscode/contributions';
import { never, paperMenus, rowOf } from '../../services/views/whenClauses';

/** Documents with citations, also by file name if no extension provides their language. */
const citing =
  '(editorLangId =~ /^(latex|tex|latex-expl3|doctex|rsweave|markdown|quarto|rmd|myst|mdx|typst|org|restructuredtext|bibtex)$/' +
  ' || resourceExtname =~ /^\\.(typ|qmd|rmd|org)$/i) && !editorReadonly';

export const citingContributions: Contributions = {
  commands: {
    insertCitation: {
      title: 'Insert Citation…',
      icon: 'quote',
      palette: citing,
      menus: [{ menu: 'editor/context', group: '1_modification@91', when: citing }],
    },
    insertQuote: {
      title: 'Insert Quote…',
      palette: citing,
      menus: [{ menu: 'editor/context', group: '1_modification@92', when: citing }],
    },
    searchHighlights: { title: 'Search Highlights…', icon: 'search' },
    'insertCitation.withDetails': {
      title: 'Insert Citation with Prefix and Page…',
      palette: never,
      keys: [{ key: 'ctrl+enter', mac: 'cmd+enter', when: 'dailyPapers.pickingCitation && inQuickOpen' }],
    },
    'passages.otherAction': {
      title: 'Insert the Found Highlight, or Show It',
      palette: never,
      keys: [{ key: 'ctrl+enter', mac: 'cmd+enter', when: 'dailyPapers.pickingPassage && inQuickOpen' }],
    },
    updateBibliography: { title: 'Update Bibliography…', palette: citing },
    checkBibliography: { title: 'Check Bibliography', palette: citing },
    renameCitationKey: { title: 'Rename Citation Key…', palette: citing },
    exportCitations: {
      title: 'Copy or Export Citations…',
      icon: 'export',
      menus: [
        ...paperMenus({ row: '9_cutcopypaste@9', tab: '9_cutcopypaste@9', page: '9_cutcopypaste@9' }),
        { menu: 'view/item/context', group: '9_cutcopypaste@9', when: rowOf('tags', '^tag$') },
        { menu: 'view/item/context', group: '9_cutcopypaste@9', when: rowOf('searches', '^search') },
      ],
    },
  },
  contextKeys: { pickingCitation: 'boolean', pickingPassage: 'boolean' },
  settings: {
    'citations.keyFormula': {
      type: 'string',
      default: '',
      markdownDescription:
        'How citation keys are made, in the manner of Better BibTeX: parts joined by `+`, such as `auth.lower + shorttitle(3,3) + year`, which is what an empty text means. Parts: `auth`, `auth(3)`, `authors(2)`, `authorLast`, `authEtal`, `title`, `shorttitle(words, capitals)`, `veryshorttitle`, `year`, `shortyear`, `journal`, `arxiv`, `type`, `"text"`. Filters after a full stop: `lower`, `upper`, `capitalize`, `abbr(letters)`, `prefix(":")`, `postfix(":")`, `condense("-")`, `skipwords`, `select(start, count)`, `substring(start, count)`, `replace("a", "b")`. Alternatives are parted by `|`. A paper that has a key keeps it.',
      order: 70,
    },
    'citations.bibliography': {
      type: 'string',
      default: '',
      scope: 'resource',
      markdownDescription:
        'The bibliography that citations are added to if the document names none: a path below the workspace folder, such as `references.bib`.',
      order: 71,
    },
  },
};
