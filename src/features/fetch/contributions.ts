import { type Contributions, addressSetting } from '../../platform/vscode/contributions';
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
    'huggingFace.url': addressSetting(
      'https://huggingface.co',
      60,
      'Where Daily Papers of Hugging Face are fetched from: the site itself, or a mirror of it.',
    ),
    'arxiv.url': addressSetting(
      'https://export.arxiv.org',
      61,
      'Where lists of arXiv are fetched from: the site itself, or a mirror of it.',
    ),
    'arxiv.htmlUrl': addressSetting(
      'https://arxiv.org',
      62,
      'Where whole papers are fetched from as HTML: arXiv, or a mirror of it.',
    ),
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
