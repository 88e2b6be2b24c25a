import type { Contributions } from '../../platform/vscode/contributions';
import { inView, paperInFront, paperRow, readerPage, whileSeen } from '../../services/views/whenClauses';

export const rulesContributions: Contributions = {
  commands: {
    addTriageRule: {
      title: 'Add Triage Rule…',
      icon: 'add',
      menus: [{ menu: 'view/title', group: '1_rules@1', when: inView('digests') }],
    },
    editTriageRules: {
      title: 'Edit Triage Rules',
      icon: 'edit',
      menus: [{ menu: 'view/title', group: '1_rules@2', when: inView('digests') }],
    },
    hideLikeThis: {
      title: 'Hide Papers Like This…',
      icon: 'eye-closed',
      palette: paperInFront,
      menus: [
        { menu: 'view/item/context', group: '2_triage@5', when: paperRow() },
        { menu: 'webview/context', group: '2_triage@5', when: readerPage },
      ],
    },
    showHidden: {
      title: 'Show Papers Hidden by Rules',
      icon: 'eye',
      palette: whileSeen('digests', 'dailyPapers.hasHidingRules && !dailyPapers.digests.showHidden'),
      menus: [
        {
          menu: 'view/title',
          group: '1_filter@4',
          when: `${inView('digests')} && dailyPapers.hasHidingRules && !dailyPapers.digests.showHidden`,
        },
      ],
    },
    concealHidden: {
      title: 'Hide Papers Matched by Rules',
      icon: 'eye-closed',
      palette: whileSeen('digests', 'dailyPapers.hasHidingRules && dailyPapers.digests.showHidden'),
      menus: [
        {
          menu: 'view/title',
          group: '1_filter@4',
          when: `${inView('digests')} && dailyPapers.hasHidingRules && dailyPapers.digests.showHidden`,
        },
      ],
    },
  },
  contextKeys: { hasHidingRules: 'boolean' },
  settings: {
    triageRules: {
      type: 'array',
      default: [],
      scope: 'application',
      markdownDescription:
        'What to do with papers by what they are about. Each rule has a `match`, a query as in **Papers: Search** (`title:survey`, `author:"Ada Lovelace"`, `cat:cs.CV`, `tag:method`, `-word`, `OR`), an `action` and, if you like, a `name`, which is shown on the papers that it acts on. Rules change nothing about a paper: without the rule it is as it was. Papers that you marked yourself, as unread too, stay as you marked them, and papers with notes, tags or highlights are never hidden.',
      items: {
        type: 'object',
        required: ['match', 'action'],
        additionalProperties: false,
        properties: {
          name: {
            type: 'string',
            description:
              'What is said of papers that the rule acts on: “hidden by rule: …”. The query, where there is no name.',
          },
          match: {
            type: 'string',
            minLength: 1,
            description: 'Which papers the rule is for: words and filters as in Papers: Search.',
            examples: [
              'title:survey',
              'cat:cs.CV -diffusion',
              'author:"Ada Lovelace"',
              'tag:method',
              'title:benchmark OR title:dataset',
            ],
          },
          action: {
            type: 'string',
            enum: ['hide', 'later', 'show'],
            enumDescriptions: [
              'Papers that match leave the digests, the recommendations and the counts. Search finds them all the same.',
              'Papers that match are kept for later.',
              'No other rule hides papers that match.',
            ],
            description:
              'What to do with papers that match. “show” and “later” win over “hide”; of several rules with one action, the first gives the name.',
          },
        },
        defaultSnippets: [
          {
            label: 'New rule',
            body: { name: '${1:survey}', match: '${2:title:survey}', action: '${3|hide,later,show|}' },
          },
        ],
      },
      examples: [
        [
          { name: 'survey', match: 'title:survey', action: 'hide' },
          { match: 'author:"Ada Lovelace"', action: 'show' },
        ],
      ],
      order: 25,
    },
  },
  walkthroughSteps: {
    rules: {
      title: 'Let rules do the first round',
      order: 6,
      description:
        'Hide what you never read, and keep for later what you always do.\n[Add Triage Rule…](command:dailyPapers.addTriageRule)',
      media: { markdown: 'media/walkthrough/rules.md' },
      completionEvents: ['onCommand:dailyPapers.addTriageRule'],
    },
  },
};
