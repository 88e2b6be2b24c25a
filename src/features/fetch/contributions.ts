import type { Contributions } from '../../platform/vscode/contributions';
import { inView, never, rowOf } from '../../services/views/whenClauses';

export const fetchContributions: Contributions = {
  commands: {
    fetchDays: {
      title: 'Fetch Days…',
      icon: 'cloud-download',
      menus: [
        { menu: 'view/title', group: 'navigation@3', when: inView('digests') },
        { menu: 'view/title', group: '2_digest@0', when: inView('digests') },
      ],
    },
    removeFetchedDay: {
      title: 'Remove Fetched Day',
      icon: 'trash',
      palette: never,
      menus: [{ menu: 'view/item/context', group: '9_remove@2', when: rowOf('digests', '^day\\..*fetched') }],
    },
  },
  settings: {
    'huggingFace.url': {
      type: 'string',
      default: 'https://huggingface.co',
      scope: 'machine',
      pattern: '^https?://',
      patternErrorMessage: 'Write an address that begins with https:// or http://.',
      description:
        'Where Daily Papers of Hugging Face are fetched from: the site itself, or a mirror of it. A workspace cannot change this.',
      order: 60,
    },
    'arxiv.url': {
      type: 'string',
      default: 'https://export.arxiv.org',
      scope: 'machine',
      pattern: '^https?://',
      patternErrorMessage: 'Write an address that begins with https:// or http://.',
      description:
        'Where lists of arXiv are fetched from: the site itself, or a mirror of it. A workspace cannot change this.',
      order: 61,
    },
    'arxiv.htmlUrl': {
      type: 'string',
      default: 'https://arxiv.org',
      scope: 'machine',
      pattern: '^https?://',
      patternErrorMessage: 'Write an address that begins with https:// or http://.',
      description:
        'Where whole papers are fetched from as HTML: arXiv, or a mirror of it. A workspace cannot change this.',
      order: 62,
    },
  },
  walkthroughSteps: {
    fetch: {
      title: "Get today's papers",
      order: 5,
      description:
        'Bring days from Hugging Face and arXiv, or subscribe to them.\n[Fetch Days…](command:dailyPapers.fetchDays)\n[Subscribe…](command:dailyPapers.subscribe)\n[Import Digest…](command:dailyPapers.importDigest)',
      media: { markdown: 'media/walkthrough/fetch.md' },
      completionEvents: [
        'onCommand:dailyPapers.fetchDays',
        'onCommand:dailyPapers.subscribe',
        'onCommand:dailyPapers.importDigest',
      ],
    },
  },
};
