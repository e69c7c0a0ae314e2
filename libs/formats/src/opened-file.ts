import { indexArchive, isZip, readArchive, type ArchiveLimits } from './archive/read-archive.ts';
import { parseJson } from './json/parse-json.ts';
import { zarrArchive } from './zarr/zarr-archive.ts';
import type { ZarrFiles } from './zarr/zarr-files.ts';

/** A file, with what its container holds, so that formats can be told apart by content. */
export interface OpenedFile {
  /** Empty for a folder. */
  readonly bytes: Uint8Array;
  /** The value of a JSON file. */
  readonly json?: unknown;
  /** The files of a zip archive by name, if it is one label image; of any other archive nothing is kept. */
  readonly files?: ReadonlyMap<string, Uint8Array>;
  /** The files of a Zarr hierarchy, in a folder or a zip archive. */
  readonly zarr?: ZarrFiles;
}

/** An archive that is one label image: many small regions, or a few arrays. */
const LIMITS: ArchiveLimits = { entries: 70_000, fileBytes: 2 ** 29, totalBytes: 2 ** 29 };

/** What the files of such an archive are called, all alike. */
const ONE_IMAGE = [/\.npy$/i, /\.roi$/i];

/**
 * Opens a file: JSON is parsed, a zip archive of arrays or regions unpacked into memory, one of
 * a Zarr hierarchy indexed.
 *
 * @throws FormatError if the JSON or the archive is damaged, unsafe or too large
 */
export async function openFile(file: Uint8Array): Promise<OpenedFile> {
  // A Node buffer differs from the array it extends: its slices share memory.
  const bytes = new Uint8Array(file.buffer, file.byteOffset, file.byteLength);
  if (isZip(bytes)) {
    const archive = await indexArchive(bytes, LIMITS);
    const { names } = archive;
    const zarr = zarrArchive(archive);
    if (zarr) return { bytes, zarr };
    if (!ONE_IMAGE.some((ending) => names.every((name) => ending.test(name)))) return { bytes };
    const files = new Map<string, Uint8Array>();
    for await (const { name, bytes: content } of readArchive(bytes, LIMITS)) files.set(name, content);
    return { bytes, files };
  }
  return beginsLikeJson(bytes) ? { bytes, json: parseJson(bytes) } : { bytes };
}

/** A lone number, text or truth value is JSON too, but no file of it is long. */
const LONGEST_SCALAR = 64;

/** After an optional byte order mark and white space, an object or a list, or in a tiny file a lone value. */
function beginsLikeJson(bytes: Uint8Array): boolean {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const first = bytes.subarray(marked ? 3 : 0).find((byte) => ![0x20, 0x09, 0x0a, 0x0d].includes(byte));
  if (first === 0x7b || first === 0x5b) return true;
  return (
    bytes.length <= LONGEST_SCALAR && /^\s*("[^]*"|-?\d+|true|false|null)\s*$/.test(new TextDecoder().decode(bytes))
  );
}
