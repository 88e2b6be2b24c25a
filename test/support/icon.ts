/** `npx tsx test/support/icon.ts`: renders media/icon.svg to media/icon.png, because marketplaces accept no SVG. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser } from './browser';
import { root } from './paths';

const size = 256;
const browser = await launchBrowser();
const page = await browser.newPage({ viewport: { width: size, height: size } });
await page.setContent(
  `<body style="margin: 0">${await readFile(join(root, 'media/icon.svg'), 'utf8')}</body>`,
);
await page.screenshot({ path: join(root, 'media/icon.png'), omitBackground: true });
await browser.close();
