import { toLabelImage } from '@cellboard/labels';
import { zipSync } from 'fflate';
import ndarray from 'ndarray';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { axisTags, hdf5, lzf } from '../hdf5/hdf5.fixture.ts';
import { damage, randomNumbers, validFiles } from '../mutations.fixture.ts';
import { encodeLabels, encodePng16, encodeTiff16, encodeTiff32 } from '../node.ts';
import { inspect, readArchive, readLabelFile, writeLabelFile } from '../node.ts';
import { encodeNpz } from '../numpy/npy-writer.ts';
import { npy } from '../numpy/pickle.fixture.ts';
import { png } from '../png/png.fixture.ts';
import { tiff } from '../tiff/tiff.fixture.ts';
import { omeZarr, zarrArray, zarrZip } from '../zarr/zarr.fixture.ts';
import { DoorInBrowser, POLICY, withChromium } from './chromium.fixture.ts';
import type { FoundSamples } from './page.fixture.ts';
import { samplesOnNode, sha1 } from './samples-on-node.fixture.ts';
import { withTail } from './with-tail.fixture.ts';

withChromium('in Chromium', () => {
  let door: DoorInBrowser;
  beforeAll(async () => {
    door = await DoorInBrowser.open();
  });
  afterAll(() => door[Symbol.asyncDispose]());
  const call: DoorInBrowser['call'] = (name, ...parameters) => door.call(name, ...parameters);
  const put = (file: Uint8Array, ending?: string) => door.put(file, ending);

  describe('files of our own', () => {
    it('have the same verdict, size, ids and hash of ids as on Node, also when they are damaged', async () => {
      const random = randomNumbers(2026);
      for (const [kind, file] of Object.entries(await validFiles())) {
        const sound = await inspect(file);
        expect([kind, await call('inspect', put(file))]).toEqual([kind, sound]);
        expect([kind, sound.ok]).toEqual([kind, true]);
        for (let round = 0; round < 20; round++) {
          const damaged = damage(file, random);
          const { ok, error } = await call('inspect', put(damaged));
          const onNode = await inspect(damaged);
          // Messages may differ, and one unpacker may stop at damage that another ignores.
          expect([kind, ok === (error === null), ok && !onNode.ok]).toEqual([kind, true, false]);
        }
      }
    });

    it('have the same samples as on Node', async () => {
      const files = await validFiles();
      for (const kind of [
        'png16',
        'png-palette',
        'png-colour',
        'tiff-lzw',
        'tiff-zstd',
        'tiff-colour',
        'tiff-channels',
        'ome-zarr-3',
      ]) {
        const file = files[kind]!;
        expect([kind, await call('samples', put(file))]).toEqual([kind, await samplesOnNode(file)]);
      }
      const ome =
        '<OME><Pixels DimensionOrder="XYCZT" SizeC="2" SizeZ="1" SizeT="1"><Channel Name="DAPI &amp; &#956;"/><Channel/></Pixels></OME>';
      const pages = tiff(
        { width: 2, height: 1, samples: [1, 2], description: ome },
        { width: 2, height: 1, samples: [3, 4] },
      );
      expect(await call('samples', put(pages))).toMatchObject({ shape: [1, 2, 2], channels: ['DAPI & μ', undefined] });
    });

    it('come back byte by byte as Node writes them', async () => {
      const ids = Array.from({ length: 60 * 40 }, (_, i) => ((i % 60) >> 3) * (Math.floor(i / 60) >> 3));
      const pixels = ndarray(Uint32Array.from(ids), [40, 60]);
      const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
      expect(await call('written', ids, 60)).toEqual({
        png: base64(await encodePng16(pixels)),
        labels: base64(await encodeLabels(pixels)),
        tiff16: base64(await encodeTiff16(pixels)),
        tiff32: base64(await encodeTiff32(pixels)),
        npz: base64(encodeNpz({ masks: pixels })),
        labelFile: base64(await writeLabelFile(toLabelImage(pixels), '0'.repeat(64))),
      });
    });

    it('come out of label files with the cells that Node finds', async () => {
      const ids = Uint16Array.from({ length: 90 * 70 }, (_, i) => ((i % 90) * Math.floor(i / 630)) >> 6);
      const bytes = await writeLabelFile(toLabelImage(ndarray(ids, [70, 90])), 'ab'.repeat(32));
      const { original, cells, labels } = await readLabelFile(bytes);
      const found = { original, areas: Array.from(cells.area), numbers: Array.from(labels.pixels.data) };
      expect(await call('labelFile', put(bytes))).toEqual(found);
    });
  });

  describe('compressed data', () => {
    const large = Uint16Array.from({ length: 700 * 500 }, (_, i) => (i * 40_503) % 65_536);

    it('is unpacked by the browser where it is large, and by the port where bytes follow its end', async () => {
      const file = png({ width: 700, height: 500, bits: 16, samples: Array.from(large) });
      const verdict = await inspect(file);
      expect(await call('inspect', put(file))).toEqual(verdict);
      // A PNG whose pixels end before the data does: 7 bytes follow.
      const data = Buffer.from(file);
      const tail = withTail(data);
      expect((await inspect(tail)).sha1).toBe(verdict.sha1);
      expect(await call('inspect', put(tail))).toEqual(verdict);
    });

    it('stops at what it may become', async () => {
      const bomb = tiff({ width: 64, height: 64, samples: Array<number>(64 * 64).fill(0), compression: 'deflate' });
      const lying = zipSync({ 'a.npy': new Uint8Array(30 * 2 ** 20) }, { level: 9 });
      const at = Buffer.from(lying).indexOf('PK\u0001\u0002');
      const small = Buffer.from(lying);
      small.writeUInt32LE(100_000, at + 24);
      expect((await call('inspect', put(bomb))).ok).toBe(true);
      expect((await call('inspect', put(small))).error).toMatchObject({ code: 'CORRUPT' });
    });

    it('of gzip and Zstandard in Zarr comes out the same', async () => {
      const chunk = new Uint8Array(Uint16Array.from(large.subarray(0, 40_000)).buffer);
      const files = {
        ...zarrArray('', {
          shape: [200, 200],
          data: [],
          type: 'uint16',
          chunks: [200, 200],
          metadata: { compressor: { id: 'gzip' } },
        }),
        '0.0': gzipSync(chunk),
      };
      const zip = zarrZip(files);
      expect((await inspect(zip)).ok).toBe(true);
      expect(await call('inspect', put(zip))).toEqual(await inspect(zip));
      const three = zarrZip(
        omeZarr({ nuclei: { shape: [9, 9], data: Array.from({ length: 81 }, (_, i) => i), chunks: [4, 4] } }, 3),
      );
      expect(await call('inspect', put(three))).toEqual(await inspect(three));
    });
  });

  describe('archives', () => {
    it('are read over bytes, a blob and an address, streamed where they are large', async () => {
      const files = Object.fromEntries(
        Array.from({ length: 30 }, (_, i) => [`folder/${i}.bin`, new Uint8Array(5000 + i).map((_, at) => at * i)]),
      );
      const archive = put(zipSync(files));
      const onNode: Record<string, string> = {};
      for await (const { name, bytes } of readArchive(zipSync(files))) onNode[name] = sha1(bytes);
      for (const kind of ['bytes', 'blob', 'url'] as const)
        expect(await call('archive', archive, kind)).toEqual(onNode);
      const frames = new Uint8Array(6 * 700 * 700).map((_, i) => i >> 9);
      const npz = zipSync({
        'X.npy': npy("{'descr': '|u1', 'fortran_order': False, 'shape': (6, 700, 700), }", frames),
      });
      const hashes = Array.from({ length: 6 }, (_, i) => sha1(frames.subarray(i * 490_000, (i + 1) * 490_000)));
      expect(await call('frames', put(npz), 'X')).toEqual(hashes);
      const cut = Buffer.from(npz);
      cut.fill(0xff, 2000, 2040);
      expect(await call('frames', put(cut), 'X')).toMatchObject({ code: 'CORRUPT' });
    });

    it('are listed from a server by their ends, and read whole from one that sends no parts', async () => {
      const content = new Uint8Array(3e6).map((_, i) => i);
      const bytes = zipSync({ 'a.bin': [content, { level: 0 }], 'b.bin': new Uint8Array(10) });
      door.server.sentBytes = 0;
      const listed = [
        ['a.bin', 3e6],
        ['b.bin', 10],
      ];
      expect(await call('list', put(bytes))).toEqual(listed);
      expect(door.server.sentBytes).toBeLessThan(200_000);
      expect(await call('list', put(bytes, 'no-ranges'))).toEqual(listed);
    });

    it('come with the same verdict from a chosen file', async () => {
      for (const file of Object.values(await validFiles()))
        expect(await call('inspectBlob', put(file))).toEqual(await inspect(file));
    });
  });

  describe('JPEG', () => {
    const picture = sharp(Buffer.from(Array.from({ length: 64 * 48 * 3 }, (_, i) => (i * 7 + (i >> 6)) & 255)), {
      raw: { width: 64, height: 48, channels: 3 },
    });

    it('is decoded to within a shade of what libvips makes of it, and not converted', async () => {
      const files = {
        colour: await picture.clone().jpeg({ quality: 90 }).toBuffer(),
        grey: await picture.clone().toColourspace('b-w').jpeg({ quality: 90 }).toBuffer(),
        profile: await picture.clone().withIccProfile('p3').jpeg({ quality: 90 }).toBuffer(),
      };
      for (const [name, file] of Object.entries(files)) {
        const onNode = (await samplesOnNode(file)) as FoundSamples;
        const found = (await call('samples', put(file))) as FoundSamples;
        expect([name, found.shape]).toEqual([name, onNode.shape]);
        const differences = found.values!.map((value, i) => Math.abs(value - onNode.values![i]!));
        expect([name, Math.max(...differences) <= 3]).toEqual([name, true]);
      }
    });

    it('that asks to be turned is refused on both sides', async () => {
      const file = await picture.clone().withMetadata({ orientation: 6 }).jpeg().toBuffer();
      const refused = { code: 'UNSUPPORTED' };
      expect(await samplesOnNode(file)).toMatchObject(refused);
      expect(await call('samples', put(file))).toMatchObject(refused);
    });

    it('that is damaged is refused', async () => {
      const file = await picture.clone().jpeg().toBuffer();
      expect(await call('samples', put(file.subarray(0, 300)))).toMatchObject({ code: expect.any(String) as string });
      expect((await call('inspect', put(file.subarray(0, 20)))).error).toMatchObject({ code: 'TRUNCATED' });
    });
  });

  it('TIFF that is made for pictures is left to the server, and the message says so', async () => {
    const file = await sharp(Buffer.alloc(48 * 48 * 3, 90), { raw: { width: 48, height: 48, channels: 3 } })
      .tiff({ compression: 'jpeg' })
      .toBuffer();
    expect((await inspect(file)).ok).toBe(true);
    expect((await call('inspect', put(file))).error).toMatchObject({
      code: 'UNSUPPORTED',
      message: expect.stringContaining('the server reads it') as string,
    });
  });

  describe('HDF5', () => {
    const ids = Uint32Array.from([0, 1, 2, 3, 4, 70_000]);
    const file = () =>
      hdf5((root) => {
        root.create_dataset({ name: 'a', data: ids, shape: [2, 3] }).create_attribute('axistags', axisTags('yx'));
      });

    it('says why a file is refused, and reads the next one', async () => {
      const sound = await file();
      const damaged = sound.slice(0, 300);
      expect((await call('inspect', put(damaged))).error).toMatchObject({ code: 'CORRUPT' });
      expect(await call('inspect', put(sound))).toEqual(await inspect(sound));
    });

    it('is read where it is packed with LZF, also after a damaged file', async () => {
      const data = Uint16Array.from({ length: 60 * 70 }, (_, i) => (i % 70) >> 3);
      const sound = await lzf(data, { shape: [60, 70], chunks: [16, 20] });
      const verdict = await inspect(sound);
      expect(verdict).toMatchObject({ ok: true, width: 70, height: 60, maxId: 8 });
      expect(await call('inspect', put(sound))).toEqual(verdict);
      const damaged = Buffer.from(sound);
      const tree = damaged.lastIndexOf('TREE');
      damaged.fill(0xff, Number(damaged.readBigUInt64LE(tree + 56))).fill(0xff, 2000);
      expect((await call('inspect', put(damaged))).error).toMatchObject({ code: 'CORRUPT' });
      expect(await call('inspect', put(sound))).toEqual(verdict);
    });

    it('is not blamed for a library that comes slowly', async () => {
      const worker = door.bundled.find(({ name }) => name.includes('hdf5-worker'))?.name ?? '';
      door.server.delays.set(worker, 11_000);
      await door.reload();
      const sound = await file();
      expect(await call('inspect', put(sound))).toEqual(await inspect(sound));
      door.server.delays.delete(worker);
    });

    it('is stopped where the library would stay for ever, and the next one is read', async () => {
      const sound = await file();
      const endless = Buffer.from(sound);
      endless.writeBigUInt64LE(BigInt.asUintN(64, -16n), endless.indexOf('GCOL') + 16 + 8);
      expect((await call('inspect', put(endless))).error?.message).toContain('does not come to an end');
      expect((await call('inspect', put(sound))).sha1).toBe((await inspect(sound)).sha1);
    });
  });

  it('names what the page must allow, and reads what needs no more', async () => {
    const zstd = put(tiff({ width: 2, height: 1, samples: [1, 2], compression: 'zstd' }));
    const [header, policy] = POLICY;
    try {
      for (const forbidden of [/ data:/, / 'wasm-unsafe-eval'/]) {
        door.server.headers.set(header, policy.replace(forbidden, ''));
        await door.reload();
        expect((await call('inspect', zstd)).error).toMatchObject({
          code: 'UNSUPPORTED',
          message: expect.stringContaining('wasm-unsafe-eval, and data: in connect-src') as string,
        });
        expect(await call('inspect', put(png({ width: 2, height: 1, samples: [1, 2] })))).toMatchObject({ ok: true });
      }
    } finally {
      door.server.headers.set(header, policy);
      await door.reload();
    }
    expect(await call('inspect', zstd)).toMatchObject({ ok: true, maxId: 2 });
  });

  it('loads what few files need when they come', async () => {
    door.server.requests.length = 0;
    await door.reload();
    const first = door.server.requests.filter((name) => name.endsWith('.js'));
    const scripts = door.bundled.filter(({ name }) => name.endsWith('.js'));
    const packed = new Map(scripts.map(({ name, bytes }) => [name, gzipSync(bytes).length]));
    const lines = scripts.map(({ name, bytes }) => `${bytes.length}\t${packed.get(name)}\t${name}`);
    console.log(['bytes\tgzip\tfile', ...lines, `loaded at first: ${first.join(', ')}`].join('\n'));
    expect(first.some((name) => /h5|hdf5|zstd|zarr|pako/i.test(name))).toBe(false);
    expect(first.reduce((sum, name) => sum + (packed.get(name) ?? 0), 0)).toBeLessThan(100_000);
  });
});
