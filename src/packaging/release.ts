/** The fields of package.json that only the publisher of a release can fill in. */
export interface OwnersFields {
  readonly publisher?: unknown;
  readonly repository?: unknown;
}

/**
 * Returns why a package cannot be published, in one sentence with the next step; undefined if it can. RELEASING.md describes
 * the same fields.
 */
export function releaseProblem(manifest: OwnersFields): string | undefined {
  const missing = [
    ...(isText(manifest.publisher) ? [] : ['publisher']),
    ...(repositoryAddress(manifest.repository) === undefined ? ['repository'] : []),
  ];
  if (missing.length === 0) return undefined;
  const fields = missing.join(' and ');
  return `package.json has no ${fields}, which only the owner knows: fill in what RELEASING.md says, then package again.`;
}

/** The URL of the `repository` field, a string or an object with a `url`; undefined if it is not an https URL. */
function repositoryAddress(repository: unknown): string | undefined {
  const named =
    typeof repository === 'object' && repository !== null && 'url' in repository
      ? repository.url
      : repository;
  if (!isText(named)) return undefined;
  const url = named.replace(/^git\+/u, '');
  return URL.canParse(url) && url.startsWith('https://') ? url : undefined;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
