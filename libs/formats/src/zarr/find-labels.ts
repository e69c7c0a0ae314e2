import { FormatError } from '../format-error.ts';
import { findImage, isSeries, listOf, type ZarrImage } from './ome-zarr.ts';
import type { ZarrFiles } from './zarr-files.ts';
import { joinPath, member, readNode, type ZarrNode } from './zarr-node.ts';

/** What may be the label image of a Zarr hierarchy. */
export interface FoundLabels {
  /** Names and what they lead to; one, unless the choice is open. */
  readonly images: readonly { readonly name: string; readonly image: ZarrImage }[];
}

/**
 * Finds the label image of a Zarr hierarchy: that with the name asked for, those of its group `labels`, listed or not,
 * the arrays of a plain group, or else the image itself. An image beside a group of labels is never one.
 *
 * @param part name of a label image, or path of any group or array
 * @throws FormatError SEVERAL_IMAGES if there is none of that name, NOT_LABELS if there is nothing to choose, and as
 *   {@link findImage}
 */
export async function findLabels(files: ZarrFiles, part: string | undefined): Promise<FoundLabels> {
  const { base, names, there } = await labelNames(files);
  if (part !== undefined) return { images: [await namedLabels(files, { part, base, names })] };
  if (there) {
    if (names.length === 0) throw noLabels(files, base);
    const found = names.map(async (name) => ({ name, image: await findImage(files, labelPath(base, name)) }));
    return { images: await Promise.all(found) };
  }
  const root = await readNode(files, '');
  const arrays = isPlain(root) ? await arraysOf(files) : [];
  return { images: arrays.length > 0 ? arrays : [{ name: '', image: await findImage(files, '') }] };
}

/** Whether a hierarchy has a group of label images beside its image, or is a plain group of arrays without one. */
export async function hasLabels(files: ZarrFiles): Promise<boolean> {
  return (await labelNames(files)).there || (isPlain(await readNode(files, '')) && (await arraysOf(files)).length > 0);
}

/** Whether a node is a group that is not an image itself. */
function isPlain(root: ZarrNode | undefined): boolean {
  const isImage = root?.array !== undefined || listOf(member(root?.attributes, 'multiscales')).length > 0;
  return !isImage && !(root && isSeries(root));
}

interface NamedPart {
  readonly part: string;
  readonly base: string;
  readonly names: readonly string[];
}

async function namedLabels(files: ZarrFiles, { part, base, names }: NamedPart): Promise<FoundLabels['images'][number]> {
  const name = part.replace(/^labels\//, '');
  if (names.includes(name)) return { name, image: await findImage(files, labelPath(base, name)) };
  const path = part.replace(/^\//, '');
  if (await readNode(files, path)) return { name: path, image: await findImage(files, path) };
  const list =
    names.slice(0, 20).join(', ') || (await arraysOf(files)).map((array) => array.name).join(', ') || 'nothing';
  throw new FormatError(
    'SEVERAL_IMAGES',
    `The ${files.format} folder holds the label images ${list}, but not ${part}. Choose one with --array.`,
  );
}

function labelPath(base: string, name: string): string {
  return joinPath(joinPath(base, 'labels'), name);
}

function noLabels({ format }: ZarrFiles, base: string): FormatError {
  return new FormatError(
    'NOT_LABELS',
    `The ${format} folder has a group /${joinPath(base, 'labels')}, but no label image in it, so there is only the image itself. Save the label image there.`,
  );
}

/** Groups that are listed are not looked into deeper than this. */
const DEEPEST = 4;

/** The arrays of a hierarchy that is not OME-Zarr, by their paths. */
async function arraysOf(files: ZarrFiles, path = '', depth = 0): Promise<{ name: string; image: ZarrImage }[]> {
  const found: { name: string; image: ZarrImage }[] = [];
  for (const name of await files.list(path)) {
    if (name.startsWith('.') || name === 'zarr.json') continue;
    const child = joinPath(path, name);
    const node = await readNode(files, child);
    if (!node) continue;
    const multiscale = listOf(member(node.attributes, 'multiscales')).length > 0;
    if (node.array !== undefined || multiscale) found.push({ name: child, image: await findImage(files, child) });
    else if (depth < DEEPEST) found.push(...(await arraysOf(files, child, depth + 1)));
  }
  return found;
}

async function labelNames(files: ZarrFiles): Promise<{ base: string; names: string[]; there: boolean }> {
  const root = await readNode(files, '');
  const base = root && isSeries(root) && !(await readNode(files, '1')) ? '0' : '';
  const folder = joinPath(base, 'labels');
  const labels = await readNode(files, folder);
  if (labels?.array !== undefined) return { base, names: [], there: false };
  const listed = listOf(member(labels?.attributes, 'labels')).map(String);
  const all = await groupsIn(files, folder);
  const names = listed.length > 0 ? [...new Set([...listed, ...(await imagesAmong(files, folder, all))])] : all;
  return { base, names, there: names.length > 0 || labels !== undefined };
}

/** Beside a list that leaves some out: those that hold an image. */
async function imagesAmong(files: ZarrFiles, folder: string, names: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const name of names) {
    const node = await readNode(files, joinPath(folder, name));
    if (node && !isPlain(node)) found.push(name);
  }
  return found;
}

/** Groups and arrays in the folder of labels, listed or not. */
async function groupsIn(files: ZarrFiles, folder: string): Promise<string[]> {
  const names: string[] = [];
  for (const name of await files.list(folder)) {
    if (!name.startsWith('.') && name !== 'zarr.json' && (await readNode(files, joinPath(folder, name))))
      names.push(name);
  }
  return names;
}
