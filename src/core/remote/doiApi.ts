/** The resolver of DOIs (https://www.doi.org). */
export const DOI_RESOLVER = 'https://doi.org';

/** The format that registration agencies answer in (https://citation.doi.org/docs.html). */
export const CSL_JSON = 'application/vnd.citationstyles.csl+json';

/** Hosts of the registration agencies that the resolver redirects to. */
export const DOI_AGENCIES = [
  'api.crossref.org',
  'data.crossref.org',
  'data.crosscite.org',
  'data.datacite.org',
  'api.datacite.org',
  'data.medra.org',
] as const;

export function doiUrl(base: string, doi: string): string {
  const path = doi.split('/').map(encodeURIComponent).join('/');
  return `${base.replace(/\/$/u, '')}/${path}`;
}
