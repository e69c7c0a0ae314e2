import { looksForeign, looksLikeImage, looksLikeLabels, stemOf, stripSuffixes } from '../names/file-names.ts';

/** The files of a set that may be label images, and the others. Both are in the order of their paths. */
export interface SetNames {
  readonly files: readonly string[];
  readonly ignored: readonly string[];
}

/**
 * Chooses among the files of an archive or folder those that may be label images, by their names alone: pictures, files of
 * other formats for images without a picture, and tables only where nothing else has the name of their image.
 *
 * @param paths with forward slashes
 */
export function chooseNames(paths: Iterable<string>): SetNames {
  const all = [...paths].filter((path) => !isHidden(path)).sort();
  const pictures = all.filter((path) => looksLikeImage(lastOf(path)) || looksForeign(lastOf(path)));
  const pictured = new Set(pictures.map(imageOf));
  const others = all.filter(
    (path) => looksLikeLabels(lastOf(path)) && !looksLikeImage(lastOf(path)) && !pictured.has(imageOf(path)),
  );
  const better = new Set(others.filter((path) => !isTable(path)).map(imageOf));
  const kept = others.filter((path) => !isTable(path) || !better.has(imageOf(path)));
  const files = [...pictures, ...kept].sort();
  const chosen = new Set(files);
  return { files, ignored: all.filter((path) => !chosen.has(path)) };
}

/** The last part of a path. */
export function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Tables and texts may hold outlines, but beside another file of the same image they are what a tool measured. */
function isTable(path: string): boolean {
  return /\.(?:csv|txt|xml)$/i.test(path) && !/_cp_outlines\.txt$/i.test(path);
}

function imageOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1) + stripSuffixes(stemOf(lastOf(path)));
}

function isHidden(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.'));
}
