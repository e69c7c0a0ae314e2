import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, open, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, sep } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { foreignFormat, FormatError, isZip } from '@cellboard/formats';
import { openFileSource, readArchive } from '@cellboard/formats/node';
import { ByteQueue } from './byte-queue.ts';
import { reasonOf } from './reason-of.ts';
import { BLOCK, isTar } from './tar-header.ts';
import { TAR_LIMITS, unpackTar, writePieces } from './unpack-tar.ts';
import { UsageError } from './usage-error.ts';

/**
 * Works on the files of a folder, or of a zip or tar archive: its files are unpacked into a temporary folder, which is
 * removed afterwards. Folders that hold all of an archive's files are left out.
 *
 * @param path of a folder, or of a zip, tar or tar.gz archive; any other path is passed on as it is
 * @throws UsageError if the archive is damaged, unsafe or too large, or cannot be unpacked
 */
export async function inFolder<T>(path: string, signal: AbortSignal, work: (folder: string) => Promise<T>): Promise<T> {
  const kind = await archiveKind(path);
  if (kind === undefined) return work(path);
  const temporary = await mkdtemp(join(tmpdir(), 'cellboard-unpacked-'));
  try {
    // The archive's name stays in the paths that people read.
    const target = join(temporary, basename(path));
    return await work(await (kind === 'zip' ? unpack(path, target, signal) : unpackPlain(path, target, signal)));
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** @throws UsageError for an archive of another kind */
async function archiveKind(path: string): Promise<'zip' | 'tar' | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  return withHead(path, (head) => {
    if (isZip(head)) return 'zip';
    if (isGzip(head) || isTar(head)) return 'tar';
    const foreign = foreignFormat(head);
    if (foreign) throw new UsageError(`${path}: ${foreign.message}`);
    return undefined;
  });
}

/** Looks at the first bytes of a file. */
async function withHead<T>(path: string, look: (head: Uint8Array) => T): Promise<T> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(new Uint8Array(BLOCK), 0, BLOCK, 0);
  return look(buffer.subarray(0, bytesRead));
}

function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** Unpacks a tar archive, packed with gzip or not; any other gzip file is a file alone. */
async function unpackPlain(path: string, target: string, signal: AbortSignal): Promise<string> {
  await mkdir(target, { recursive: true });
  try {
    const bytes = new ByteQueue(await unpackedBytes(path, signal));
    const head = await bytes.exactly(BLOCK);
    bytes.putBack(head);
    if (!isTar(head)) {
      await writePieces(join(target, basename(path).replace(/\.gz$/i, '')), bytes.rest(TAR_LIMITS.bytes));
      return target;
    }
    const folders = (await unpackTar(bytes, target)).map((name) => folderOf(join(target, name)));
    return folders.length === 0 ? target : folders.reduce(commonFolder);
  } catch (error) {
    if (error instanceof FormatError) throw new UsageError(`${path}: ${error.message}`, { cause: error });
    if (error instanceof Error && 'code' in error && !signal.aborted) throw notUnpacked(path, error);
    throw error;
  }
}

/** The bytes of a file, unpacked if it is packed with gzip, as they come. */
async function unpackedBytes(path: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
  const packed = createReadStream(path, { signal, highWaterMark: PIECE });
  const isPacked = await withHead(path, isGzip);
  // What goes wrong comes out where the bytes are read.
  return isPacked ? pipeline(packed, createGunzip({ chunkSize: PIECE }), () => undefined) : packed;
}

/** Bytes that are read or unpacked at once. */
const PIECE = 2 ** 18;

/** The folder of a file; a Zarr or N5 folder counts as a file. */
function folderOf(path: string): string {
  return dirname(path.replace(/\.(zarr|n5)\/.*$/i, '.$1'));
}

/** @returns the innermost folder that holds all files; a Zarr or N5 folder counts as a file */
async function unpack(path: string, target: string, signal: AbortSignal): Promise<string> {
  let top: string | undefined;
  try {
    await using file = await openFileSource(path);
    for await (const { name, bytes } of readArchive(file)) {
      signal.throwIfAborted();
      await mkdir(dirname(join(target, name)), { recursive: true });
      await writeFile(join(target, name), bytes);
      const folder = folderOf(join(target, name));
      top = top === undefined ? folder : commonFolder(top, folder);
    }
  } catch (error) {
    if (error instanceof FormatError) throw new UsageError(`${path}: ${error.message}`, { cause: error });
    if (error instanceof Error && 'code' in error && !signal.aborted) throw notUnpacked(path, error);
    throw error;
  }
  return top ?? target;
}

/** Of an archive that must not be read, a full disk, or a file where another needs a folder. */
function notUnpacked(path: string, cause: Error): UsageError {
  // What is wrong with the archive is so wherever it is unpacked.
  const code = 'code' in cause ? String(cause.code) : '';
  const inTheWay = ['EEXIST', 'ENOTDIR', 'EISDIR'].includes(code);
  const where = 'syscall' in cause && !inTheWay ? ` into ${tmpdir()}` : '';
  const reason = inTheWay ? 'it has a file where another needs a folder' : reasonOf(cause);
  return new UsageError(`${path} cannot be unpacked${where}: ${reason}. Unpack it yourself and name the folder.`, {
    cause,
  });
}

function commonFolder(a: string, b: string): string {
  return a === b || b.startsWith(a + sep) ? a : commonFolder(dirname(a), b);
}
