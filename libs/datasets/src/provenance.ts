import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename, join } from 'node:path';
import type { OverlapRule } from '@cellboard/formats';
import type { FolderSource } from './folder/folder-layout.ts';
import type { LayoutSource, Outlined } from './entries/layout-entry.ts';
import { publishedLayouts } from './layouts.ts';
import { looksLikeImage } from './files/file-names.ts';
import { listLabelFiles } from './folder/list-folder.ts';
import { orUnreadable } from './files/unreadable.ts';

/** What the truth of a dataset was made from, and how: enough to check whether another copy gives the same. */
export interface LayoutProvenance {
  /** Id of the layout, `folder` for two plain folders. */
  readonly layout: string;
  /** The only part that was read; null for all. */
  readonly part: string | null;
  readonly outlined: Outlined;
  readonly overlap: OverlapRule;
  /**
   * The files of annotations by their paths from the dataset's folder; the label images of single images together as
   * one row, named by their number, whose checksum is that of the sorted lines `sha256  name`, as `sha256sum` writes
   * them.
   */
  readonly files: readonly ProvenanceFile[];
}

/** One file, or several together. */
export interface ProvenanceFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Two plain folders, with what they leave open. */
export interface FolderTruth extends FolderSource {
  /** Cells if not said. */
  readonly outlined?: Outlined | undefined;
}

/** More files of annotations than this are put together in one row. */
const MOST_FILES = 100;

/** Where files lie, and their paths from there. */
interface Files {
  readonly root: string;
  readonly names: readonly string[];
}

/**
 * Describes where the truth of a dataset comes from, with the checksums of the files, which are read piece by piece.
 *
 * @param layoutId of {@link publishedLayouts}, or `folder`
 * @throws DatasetError as the layout's `read`, or if a file cannot be read; RangeError for an unknown layout
 */
export async function provenanceOf(layoutId: string, source: LayoutSource | FolderTruth): Promise<LayoutProvenance> {
  if (!('root' in source)) return await folderProvenance(layoutId, source);
  const layout = Object.hasOwn(publishedLayouts, layoutId) ? publishedLayouts[layoutId] : undefined;
  if (!layout)
    throw new RangeError(
      `There is no layout "${layoutId}". The layouts are ${Object.keys(publishedLayouts).join(', ')}.`,
    );
  const { root, outlined = layout.outlines[0], overlap = layout.overlap ?? 'smaller' } = source;
  const { annotations, labels, part = source.part ?? null } = await layout.truthFiles(source);
  const files = [
    ...(await annotationRows({ root, names: annotations })),
    ...(await togetherRow({ root, names: labels }, 'label')),
  ];
  return { layout: layoutId, part, outlined, overlap, files };
}

async function folderProvenance(layout: string, source: FolderTruth): Promise<LayoutProvenance> {
  const { labels, manifest, outlined = 'cell' } = source;
  const files = [
    ...(manifest ? [{ name: basename(manifest.file), ...(await hashFile(manifest.file)) }] : []),
    ...(labels === null ? [] : await togetherRow({ root: labels, names: await labelNames(labels) }, 'label')),
  ];
  return { layout, part: null, outlined, overlap: 'smaller', files };
}

/** The files of a folder of label images, without the folders that are one. */
async function labelNames(folder: string): Promise<readonly string[]> {
  const { files } = await listLabelFiles(folder);
  const pictures = files.filter(looksLikeImage);
  return pictures.length > 0 ? pictures : files;
}

async function annotationRows({ root, names }: Files): Promise<ProvenanceFile[]> {
  if (names.length > MOST_FILES) return await togetherRow({ root, names }, 'annotation');
  const rows: ProvenanceFile[] = [];
  for (const name of [...names].sort()) rows.push({ name, ...(await hashFile(join(root, name))) });
  return rows;
}

async function togetherRow({ root, names }: Files, kind: string): Promise<ProvenanceFile[]> {
  if (names.length === 0) return [];
  const lines: string[] = [];
  let sum = 0;
  for (const name of names) {
    const { bytes, sha256 } = await hashFile(join(root, name));
    lines.push(`${sha256}  ${name}\n`);
    sum += bytes;
  }
  const sha256 = createHash('sha256').update(lines.sort().join('')).digest('hex');
  return [{ name: `${names.length} ${kind} ${names.length === 1 ? 'file' : 'files'}`, bytes: sum, sha256 }];
}

async function hashFile(path: string): Promise<{ bytes: number; sha256: string }> {
  return await orUnreadable(path, async () => {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
    }
    return { bytes, sha256: hash.digest('hex') };
  });
}
