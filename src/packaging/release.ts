/** Fields of package.json that only the owner of a release knows. */
export interface OwnersFields {
  readonly publisher?: unknown;
  readonly repository?: unknown;
}

/**
 * What keeps a package from being published, in one sentence with the next step; undefined if nothing does. RELEASING.md
 * says the same to people.
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

/** The web address that `repository` names, as a text or as an object with a `url`. */
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
