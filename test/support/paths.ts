import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');

/** Where VS Code and the browser are kept between runs. */
export const cacheFolder = resolve(process.env['DAILY_PAPERS_CACHE'] ?? `${root}/.cache`);

/** What a test run leaves to look at. Git-ignored. */
export const resultsFolder = resolve(root, 'test-results');
