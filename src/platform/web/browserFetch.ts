import { HttpError } from '../common/http/httpError';
import { localizable } from '../../core/base/localization';

/** Hosts that refuse requests from pages of other sites, and the setting by which another host can be used. */
const closedHosts: Readonly<Record<string, string>> = {
  'export.arxiv.org': 'dailyPapers.arxiv.url',
  'arxiv.org': 'dailyPapers.arxiv.htmlUrl',
};

/**
 * `fetch` as a browser allows it: redirects are followed by the browser, which also names itself. A browser hands a
 * response over only if its host permits it (CORS, https://fetch.spec.whatwg.org/#http-cors-protocol); arXiv does not.
 */
export const browserFetch: typeof fetch = async (input, init = {}) => {
  const { host } = new URL(input instanceof Request ? input.url : input);
  const setting = closedHosts[host];
  if (setting !== undefined) {
    throw new HttpError(
      'refused',
      localizable(
        'arXiv is out of reach of a browser. Import its papers from a file or the clipboard, or name a mirror that allows it in “{0}”.',
        setting,
      ),
    );
  }
  const headers = new Headers(init.headers);
  headers.delete('user-agent');
  try {
    return await fetch(input, { ...init, headers, redirect: 'follow' });
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new HttpError(
      'unreachable',
      localizable(
        '{0} cannot be reached: there is no network, or it does not answer pages in a browser.',
        host,
      ),
      { cause },
    );
  }
};
