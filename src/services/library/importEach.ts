/**
 * Imports texts one after another. A text that fails is reported and costs no other; once `signal` is aborted, no further one
 * is begun. Resolves to what was imported.
 */
export async function importEach<Source, Imported>(
  sources: readonly Source[],
  importOne: (source: Source) => Promise<Imported>,
  { signal, report }: { readonly signal: AbortSignal; readonly report: (error: unknown) => void },
): Promise<readonly Imported[]> {
  const imported: Imported[] = [];
  for (const source of sources) {
    try {
      signal.throwIfAborted();
      imported.push(await importOne(source));
    } catch (error) {
      report(error);
      if (signal.aborted) break;
    }
  }
  return imported;
}
