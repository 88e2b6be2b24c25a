import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Workbench } from './workbench';

/** Lets VS Code show its chat from the next reload on; returns whether it did not yet. */
export async function enableChat({ userFolder }: Workbench): Promise<boolean> {
  const name = 'chat.disableAIFeatures';
  const file = join(userFolder, 'User/settings.json');
  const settings = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  if (settings[name] === false) return false;
  await writeFile(file, JSON.stringify({ ...settings, [name]: false }));
  return true;
}
