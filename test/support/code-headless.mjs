#!/usr/bin/env node
// What @vscode/test-electron takes for the desktop `code`: it has to be a file that can be executed.
import { register } from 'tsx/esm/api';

register();
await import('./codeHeadless.ts');
