/** Whether `path` is `folder` or lies below it; both are real paths of one machine. */
export function isWithin(path: string, folder: string): boolean {
  // On Windows real paths begin with a drive or with two backslashes.
  const separator = folder.startsWith('/') ? '/' : '\\';
  return path === folder || path.startsWith(folder.endsWith(separator) ? folder : folder + separator);
}
