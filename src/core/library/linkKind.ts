import type { LinkKind } from './paper';

/** Domains whose pages are of one kind; a rule for `example.org` holds for its subdomains. First match wins. */
const byDomain: readonly (readonly [domain: string, kind: LinkKind])[] = [
  ['arxiv.org', 'arxiv'],
  ['alphaxiv.org', 'arxiv'],
  ['github.io', 'project'],
  ['gitlab.io', 'project'],
  ['sites.google.com', 'project'],
  ['netlify.app', 'project'],
  ['vercel.app', 'project'],
  ['pages.dev', 'project'],
  ['github.com', 'code'],
  ['githubusercontent.com', 'code'],
  ['gitlab.com', 'code'],
  ['bitbucket.org', 'code'],
  ['codeberg.org', 'code'],
  ['gitee.com', 'code'],
  ['sourceforge.net', 'code'],
  ['sr.ht', 'code'],
  ['4open.science', 'code'],
  ['colab.research.google.com', 'code'],
  ['zenodo.org', 'dataset'],
  ['figshare.com', 'dataset'],
  ['physionet.org', 'dataset'],
  ['openml.org', 'dataset'],
  ['ieee-dataport.org', 'dataset'],
  ['data.mendeley.com', 'dataset'],
];

/** Words in front of an address that show it to be a project page. */
const namesProjectPage = /\b(?:project|web|home|demo)[ -]?(?:web)?(?:page|site)s?\b|\bwebpage\b|\bdemos?\b/i;
const contextLength = 60;

/** Classifies a link by its address, or by the words in front of it if the address is not enough. */
export function linkKind(url: URL, textBefore: string): LinkKind {
  const host = url.hostname.toLowerCase();
  if (isWithin(host, 'huggingface.co') || isWithin(host, 'hf.co')) return huggingFaceKind(url.pathname);
  if (isWithin(host, 'kaggle.com'))
    return /^\/(?:datasets|competitions)\//.test(url.pathname) ? 'dataset' : 'code';
  if (/^\/10\.5281\/zenodo\b/i.test(url.pathname)) return 'dataset';
  if (/^(?:git|gitlab|code)\./.test(host)) return 'code';
  const known = byDomain.find(([domain]) => isWithin(host, domain));
  if (known) return known[1];
  return namesProjectPage.test(textBefore.slice(-contextLength)) ? 'project' : 'web';
}

/** Models count as code and Spaces as project pages; other pages of Hugging Face are ordinary web pages. */
function huggingFaceKind(path: string): LinkKind {
  const [first, second] = path.split('/').filter(Boolean);
  if (first === 'datasets') return 'dataset';
  if (first === 'papers') return 'arxiv';
  if (first === 'spaces') return 'project';
  const ownPages = [
    'blog',
    'collections',
    'docs',
    'join',
    'learn',
    'models',
    'organizations',
    'posts',
    'tasks',
  ];
  return first === undefined || second === undefined || ownPages.includes(first) ? 'web' : 'code';
}

const isWithin = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);
