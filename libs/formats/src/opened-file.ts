import { Archive, isZip } from './archive/archive.ts';
import type { ArchiveLimits } from './archive/archive-limits.ts';
import { bytesSource, MAX_WHOLE_BYTES, readPart, readWhole, toSource, type ByteSource } from './bytes/byte-source.ts';
import { parseJson } from './json/parse-json.ts';
import type { MaskFile } from './mask-folder.ts';
import { unpack, type Platform } from './platform.ts';
import { zarrArchive } from './zarr/zarr-archive.ts';
import type { ZarrFiles } from './zarr/zarr-files.ts';

/** A file, with what its container holds, so that formats can be told apart by content. */
export interface OpenedFile {
  /** Its bytes; none for a folder. */
  readonly source: ByteSource;
  readonly platform: Platform;
  /** The first 4 KiB, or all of a shorter file. */
  readonly head: Uint8Array;
  /** The value of a JSON file. */
  readonly json?: unknown;
  /** The files of a zip archive by name, if it is one label image; of any other archive nothing is kept. */
  readonly files?: ReadonlyMap<string, Uint8Array>;
  /** The files of a Zarr or N5 hierarchy, in a folder or a zip archive. */
  readonly zarr?: ZarrFiles;
  /** The pictures of a folder with one mask for each cell. */
  readonly masks?: readonly MaskFile[];
}

/** What the readers take: the bytes of a file, a source of them, or a file that was opened before. */
export type FileInput = Uint8Array | ByteSource | OpenedFile;

const HEAD_BYTES = 4096;

/** An archive that is one label image: many small regions, or a few arrays. */
const LIMITS: ArchiveLimits = { entries: 70_000, fileBytes: 2 ** 29, totalBytes: 2 ** 29 };

/** What the files of such an archive are called, all alike. */
const ONE_IMAGE = [/\.npy$/i, /\.roi$/i];

/** The only file of an archive that is opened in its place: outlines, which are packed to make them smaller. */
const ONE_FILE = /\.(?:geojson|json)$/i;

/**
 * Opens a file: JSON is parsed, a zip archive of arrays or regions unpacked into memory, one of a Zarr hierarchy
 * indexed. Of any other file only the beginning is read.
 *
 * @throws FormatError if the JSON or the archive is damaged, unsafe or too large
 */
export async function openFile(input: FileInput, platform: Platform): Promise<OpenedFile> {
  if (isOpened(input)) return input;
  const file = await peek(input, platform);
  const { source, head } = file;
  if (isZip(head)) return openArchive(file);
  return (await beginsLikeJson(file)) ? { ...file, json: parseJson(await readWhole(source, 'JSON')) } : file;
}

/**
 * Opens a file of which an image is wanted: as {@link openFile}, but JSON stays unread.
 *
 * @throws FormatError if an archive is damaged, unsafe or too large
 */
export async function openImageFile(input: FileInput, platform: Platform): Promise<OpenedFile> {
  if (isOpened(input)) return input;
  const file = await peek(input, platform);
  return isZip(file.head) ? openArchive(file) : file;
}

/** A folder with one mask for each cell. */
export function openedMasks(masks: readonly MaskFile[], platform: Platform): OpenedFile {
  const nothing = new Uint8Array();
  return { source: bytesSource(nothing), platform, head: nothing, masks };
}

/** A folder that is one image. */
export function openedFolder(zarr: ZarrFiles, platform: Platform): OpenedFile {
  const nothing = new Uint8Array();
  return { source: bytesSource(nothing), platform, head: nothing, zarr };
}

function isOpened(file: FileInput): file is OpenedFile {
  return 'platform' in file;
}

/** Reads the beginning; a file that is packed with gzip is unpacked first. */
async function peek(input: Uint8Array | ByteSource, platform: Platform): Promise<OpenedFile> {
  const source = toSource(input);
  const head = await readPart(source, 0, Math.min(HEAD_BYTES, source.byteLength));
  if (head[0] !== 0x1f || head[1] !== 0x8b) return { source, platform, head };
  const packed = { of: 'the gzip file', bytes: await readWhole(source, 'gzip'), maxLength: MAX_WHOLE_BYTES };
  const plain = bytesSource(await unpack(packed, platform.gunzip));
  return { source: plain, platform, head: await readPart(plain, 0, Math.min(HEAD_BYTES, plain.byteLength)) };
}

async function openArchive(file: OpenedFile): Promise<OpenedFile> {
  const archive = await Archive.open(file.source, LIMITS, file.platform);
  const { names } = archive;
  const zarr = await zarrArchive(archive, file.platform);
  if (zarr) return { ...file, zarr };
  const [only, another] = names;
  if (only !== undefined && another === undefined && ONE_FILE.test(only)) {
    const source = bytesSource(await archive.read(only, LIMITS.fileBytes));
    return openFile(source, file.platform);
  }
  if (!ONE_IMAGE.some((ending) => names.every((name) => ending.test(name)))) return file;
  const files = new Map<string, Uint8Array>();
  for (const name of names) files.set(name, await archive.read(name, LIMITS.fileBytes));
  return { ...file, files };
}

/** A lone number, text or truth value is JSON too, but no file of it is long. */
const LONGEST_SCALAR = 64;

/** After an optional byte order mark and white space, an object or a list, or in a tiny file a lone value. */
async function beginsLikeJson({ source, head }: OpenedFile): Promise<boolean> {
  const first = await firstCharacter(source, head);
  if (first === 0x7b || first === 0x5b) return true;
  return (
    source.byteLength <= LONGEST_SCALAR && /^\s*("[^]*"|-?\d+|true|false|null)\s*$/.test(new TextDecoder().decode(head))
  );
}

async function firstCharacter(source: ByteSource, head: Uint8Array): Promise<number | undefined> {
  const marked = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  const isInk = (byte: number) => byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d;
  let first = head.subarray(marked ? 3 : 0).find(isInk);
  for (let at = head.length; first === undefined && at < source.byteLength; at += PIECE) {
    first = (await readPart(source, at, Math.min(at + PIECE, source.byteLength))).find(isInk);
  }
  return first;
}

const PIECE = 2 ** 16;
