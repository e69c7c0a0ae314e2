import fc from 'fast-check';
import { zipSync } from 'fflate';
import { bytesSource } from '../bytes/byte-source.ts';
import { FormatError } from '../format-error.ts';
import { mutate, randomNumbers } from '../mutations.fixture.ts';
import { nodePlatform } from '../node.ts';
import type { ArchiveLimits } from './archive-limits.ts';
import { readArchive } from './read-archive.ts';

const limits: ArchiveLimits = { entries: 20, fileBytes: 5000, totalBytes: 20_000 };
const runs = { seed: 2026, numRuns: 300 };

async function read(bytes: Uint8Array): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for await (const file of readArchive(bytesSource(bytes), limits, nodePlatform)) files.set(file.name, file.bytes);
  return files;
}

const outcome = (bytes: Uint8Array) => read(bytes).catch((error: unknown) => error);

/** Parts of paths that attackers and other systems' tools write. */
const part = fc.oneof(
  fc.constantFrom('..', '.', '', 'a', 'A', 'é', 'e\u0301', 'ς', 'σ', 'ſ', 's', 'K', '\u212a', 'C:', 'x.png', '\\'),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const path = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/'));

it('no name that is read leads elsewhere, and none means another on any system', async () => {
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(path, { minLength: 1, maxLength: 3 }), async (names) => {
      const archive = zipSync(Object.fromEntries(names.map((name) => [name, Uint8Array.of(1)])));
      const found = await outcome(archive);
      if (found instanceof Error) {
        expect(found).toBeInstanceOf(FormatError);
        return;
      }
      accepted++;
      const read = [...(found as Map<string, Uint8Array>).keys()];
      for (const name of read) {
        expect(name).not.toMatch(/^[/\\]|^[A-Za-z]:|\\|[\u0000-\u001f\u007f]/);
        expect(name.split('/')).not.toEqual(expect.arrayContaining([expect.stringMatching(/^\.{0,2}$/)]));
      }
      for (const same of [(name: string) => name.toUpperCase(), (name: string) => name.toLowerCase()]) {
        expect(new Set(read.map((name) => same(name.normalize('NFD')).normalize('NFC'))).size).toBe(read.length);
      }
    }),
    { ...runs, numRuns: 300 },
  );
  expect(accepted).toBeGreaterThan(100);
});

const plainName = fc.stringMatching(/^[a-z]{1,8}(\/[a-z]{1,8}){0,3}\.png$/);
const content = fc.uint8Array({ maxLength: 1200 }).filter((bytes) => bytes[0] !== 0x50);
const files = fc.dictionary(plainName, content, { minKeys: 1, maxKeys: 5, noNullPrototype: true });

it('what was packed is what is read', async () => {
  await fc.assert(
    fc.asyncProperty(files, async (packed) => {
      expect(Object.fromEntries(await read(zipSync(packed)))).toEqual(packed);
    }),
    runs,
  );
});

it('of a damaged archive nothing is read that was not packed, and every refusal is one of ours', async () => {
  let damaged = 0;
  await fc.assert(
    fc.asyncProperty(files, fc.integer({ min: 1, max: 2 ** 31 - 1 }), async (packed, seed) => {
      const found = await outcome(mutate(zipSync(packed), randomNumbers(seed)));
      if (found instanceof Error) {
        damaged++;
        expect(found).toBeInstanceOf(FormatError);
        return;
      }
      const known = Object.values(packed).map((bytes) => Buffer.from(bytes).toString('hex'));
      for (const bytes of (found as Map<string, Uint8Array>).values())
        expect(known).toContain(Buffer.from(bytes).toString('hex'));
    }),
    { ...runs, numRuns: 300 },
  );
  expect(damaged).toBeGreaterThan(200);
});

it('only files are read: no link, device, pipe or socket, whichever system packed it', async () => {
  const packed = zipSync({ 'a.png': Uint8Array.of(1) });
  const [attributes, madeBy] = [38, 5];
  const entry = Buffer.from(packed).indexOf('PK\u0001\u0002');
  for (let type = 0; type < 16; type++) {
    for (const system of [0, 3, 19]) {
      const archive = Buffer.from(packed);
      archive.writeUInt32LE(((type << 12) | 0o644) * 65_536, entry + attributes);
      archive.writeUInt8(system, entry + madeBy);
      const found = await outcome(archive);
      const isFile = type === 0 || type === 8;
      expect([type, found instanceof FormatError ? found.code : 'read']).toEqual([type, isFile ? 'read' : 'UNSAFE']);
    }
  }
});

it('the limits hold to the byte', async () => {
  expect(await outcome(zipSync({ a: new Uint8Array(5000) }))).toBeInstanceOf(Map);
  expect(await outcome(zipSync({ a: new Uint8Array(5001) }))).toMatchObject({ code: 'TOO_LARGE' });
  const many = (count: number) =>
    zipSync(Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}`, new Uint8Array(1000)])));
  expect(await outcome(many(20))).toBeInstanceOf(Map);
  expect(await outcome(many(21))).toMatchObject({ code: 'TOO_LARGE' });
});

it('no archive hides in another, however deep and by whatever name', async () => {
  const depth = fc.integer({ min: 1, max: 4 });
  await fc.assert(
    fc.asyncProperty(plainName, depth, async (name, levels) => {
      let archive = zipSync({ 'a.png': Uint8Array.of(1) });
      for (let level = 0; level < levels; level++) archive = zipSync({ [name]: [archive, { level: 0 }] });
      expect(await outcome(archive)).toMatchObject({ code: 'UNSAFE' });
    }),
    { ...runs, numRuns: 40 },
  );
});
