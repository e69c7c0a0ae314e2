import type { LayoutSource } from '../entries/layout-entry.ts';
import { partsOf } from '../entries/parts.ts';
import type { PublishedLayout } from '../entries/published-layout.ts';
import { walkFolder } from '../files/walk-folder.ts';

/** The annotations that were asked for, among all files beneath the root. */
export type FindFiles = (source: LayoutSource, files: readonly string[]) => readonly string[];

/**
 * The annotation files of the part that was asked for, or all.
 *
 * @param partOf the part that a file is
 * @throws DatasetError LAYOUT_NOT_FOUND if there is none
 */
export function cocoParts(
  source: LayoutSource,
  files: readonly string[],
  partOf: (file: string) => string,
): readonly string[] {
  const missing = `${source.root} holds no annotations of that dataset. Put its JSON files there, beside the images.`;
  return partsOf(source, { files, partOf, missing });
}

/** Says that the truth comes from annotation files alone. */
export function annotationsBy(find: FindFiles): PublishedLayout['truthFiles'] {
  return async (source) => ({ annotations: find(source, await walkFolder(source.root)), labels: [] });
}
