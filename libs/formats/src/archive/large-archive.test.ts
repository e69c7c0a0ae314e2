import { execFile } from 'node:child_process';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openArchive, openFileSource } from '../node.ts';

const [FILES, FILE_BYTES] = [4096, 2 ** 21];
const MIB = 2 ** 20;

/** 64-bit numbers, lowest byte first. */
const uint64 = (...values: number[]) => {
  const bytes = Buffer.alloc(8 * values.length);
  values.forEach((value, i) => bytes.writeBigUInt64LE(BigInt(value), 8 * i));
  return bytes;
};

const uint16s = (...values: number[]) => Buffer.from(Uint16Array.from(values).buffer);
const uint32s = (...values: number[]) => Buffer.from(Uint32Array.from(values).buffer);

/** A record of the list, with its sizes and its place in a 64-bit field. */
function record(name: string, offset: number): Buffer {
  const field = Buffer.concat([uint16s(1, 24), uint64(FILE_BYTES, FILE_BYTES, offset)]);
  const most = 0xffff_ffff;
  return Buffer.concat([
    uint32s(0x0201_4b50),
    uint16s(45, 45, 0, 0, 0, 0),
    uint32s(0, most, most),
    uint16s(name.length, field.length, 0, 0, 0),
    uint32s(0, most),
    Buffer.from(name),
    field,
  ]);
}

function end(start: number, size: number): Buffer {
  const end64 = [uint32s(0x0606_4b50), uint64(44), uint16s(45, 45), uint32s(0, 0), uint64(FILES, FILES, size, start)];
  const locator = [uint32s(0x0706_4b50, 0), uint64(start + size), uint32s(1)];
  const last = [uint32s(0x0605_4b50), uint16s(0, 0, 0xffff, 0xffff), uint32s(0xffff_ffff, 0xffff_ffff), uint16s(0)];
  return Buffer.concat([...end64, ...locator, ...last]);
}

/** Files of two mebibytes of zeros, which are holes in the archive that take no space. */
async function writeArchive(path: string): Promise<void> {
  const file = await open(path, 'w');
  const records: Buffer[] = [];
  let at = 0;
  for (let i = 0; i < FILES; i++) {
    const name = `images/field_${String(i).padStart(5, '0')}.npy`;
    records.push(record(name, at));
    const sizes = uint32s(0, 0, FILE_BYTES, FILE_BYTES);
    const header = Buffer.concat([uint32s(0x0403_4b50), uint16s(45, 0, 0), sizes, uint16s(name.length, 0)]);
    await file.write(Buffer.concat([header, Buffer.from(name)]), 0, undefined, at);
    at += header.length + name.length + FILE_BYTES;
  }
  const list = Buffer.concat(records);
  await file.write(Buffer.concat([list, end(at, list.length)]), 0, undefined, at);
  await file.close();
}

describe('an archive of 8 GiB', () => {
  let folder = '';
  let path = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cellboard-large-'));
    path = join(folder, 'large.zip');
    await writeArchive(path);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is listed without being read, within 64 MiB of memory', async () => {
    const { size, blocks } = await stat(path);
    expect(size).toBeGreaterThan(2 ** 33);
    expect(blocks * 512).toBeLessThan(64 * MIB); // else there would be no holes
    const program = fileURLToPath(new URL('large-archive.fixture.ts', import.meta.url));
    const arguments_ = ['--conditions=@cellboard/source', program, path];
    const { stdout } = await promisify(execFile)(process.execPath, arguments_);
    const { before, peak, ...found } = JSON.parse(stdout) as Record<'before' | 'peak', number>;
    console.log(
      `Listing took ${Math.round((peak - before) / MIB)} MiB beside the ${Math.round(before / MIB)} MiB of the program.`,
    );
    expect(found).toEqual({ byteLength: size, files: FILES, last: ['images/field_04095.npy', FILE_BYTES] });
    expect(peak - before).toBeLessThan(64 * MIB);
  });

  it('gives one of its files', async () => {
    await using file = await openFileSource(path);
    const archive = await openArchive(file, { entries: 10_000, fileBytes: 2 ** 33, totalBytes: 2 ** 34 });
    // Its checksum was not computed, so that it comes to its end and is refused there.
    let length = 0;
    const read = async () => {
      for await (const piece of archive.chunks('images/field_04000.npy')) length += piece.length;
    };
    await expect(read()).rejects.toThrow('has a wrong checksum');
    expect(length).toBe(FILE_BYTES);
  });
});
