#!/usr/bin/env node
// Replaces the desktop `code` for @vscode/test-electron: it has to be an executable file.
import { register } from 'tsx/esm/api';

register();
await import('./codeHeadless.ts');
