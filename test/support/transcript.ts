import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths';

/** Compares the sections of a transcript with a file of test/fixtures/assistants; writes it if `UPDATE_TRANSCRIPT` is set. */
export function assertTranscript(name: string, sections: readonly string[]): void {
  const file = join(root, 'test/fixtures/assistants', name);
  const transcript = sections.join('\n');
  if (process.env['UPDATE_TRANSCRIPT'] !== undefined) writeFileSync(file, transcript);
  assert.equal(transcript, readFileSync(file, 'utf8'));
}
