// Writes the files that are generated from the contributions of the features: `npm run contributions`.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { generatedFiles, root } from './generatedFiles';

for (const [file, text] of await generatedFiles()) await writeFile(path.join(root, file), text);
