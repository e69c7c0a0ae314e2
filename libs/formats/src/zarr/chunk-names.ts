import type { ZarrFiles } from './zarr-files.ts';
import type { ZarrLayout } from './zarr-metadata.ts';
import { badMetadata, member } from './zarr-node.ts';

/**
 * Refuses an array whose chunks have other names than its metadata says: all of them would count as left out, and the
 * array as empty. Folders of Zarr 2 from before it noted the separator are such.
 *
 * @throws FormatError CORRUPT
 */
export async function checkChunkNames(files: ZarrFiles, { path, version, shape, document }: ZarrLayout): Promise<void> {
  const expected = nameOfFirst(document, version, shape.length);
  const [first = ''] = expected.split('/');
  const wanted = new RegExp(`^${first.replaceAll('.', '\\.').replaceAll('0', '\\d+')}$`);
  const chunks = (await files.list(path)).filter((name) => /^(?:c|(?:c\.)?\d+(?:\.\d+)*)$/.test(name));
  const [found] = chunks;
  if (found === undefined || chunks.some((name) => wanted.test(name))) return;
  throw badMetadata(path, `holds ${JSON.stringify(found)}, but its metadata names chunks such as "${expected}"`);
}

/** The name of the chunk at the start of every axis. */
function nameOfFirst(document: object, version: 2 | 3, axes: number): string {
  const zeros = Array.from({ length: axes }, () => 0);
  if (version === 2) return zeros.join(String(member(document, 'dimension_separator')));
  const encoding = member(document, 'chunk_key_encoding');
  const separator = String(member(member(encoding, 'configuration'), 'separator'));
  return [...(member(encoding, 'name') === 'v2' ? [] : ['c']), ...zeros].join(separator);
}
