import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { openNpzFile } from '../node.ts';
import { npy, PickleFixture } from './pickle.fixture.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-npz-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const header = (descr: string, shape: string) => `{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }`;
const bytesOf = (array: ArrayBufferView) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
const counted = (length: number) => Uint8Array.from({ length }, (_, i) => i);

async function rowsOf(bytes: Uint8Array): Promise<unknown> {
  const path = join(folder, 'file.npz');
  await writeFile(path, zipSync({ 'meta.npy': bytes }));
  await using file = await openNpzFile(path);
  return await file.rows('meta');
}

describe('the rows of a table', () => {
  it('are texts, in Unicode of both byte orders and in bytes', async () => {
    const words = ['gi', 'säure', ''];
    const unicode = (order: 'LE' | 'BE') => {
      const bytes = Buffer.alloc(3 * 5 * 4);
      words.forEach((word, i) => {
        for (let j = 0; j < word.length; j++) bytes[`writeUInt32${order}`](word.charCodeAt(j), (i * 5 + j) * 4);
      });
      return bytes;
    };
    const rows = words.map((word) => [word]);
    expect(await rowsOf(npy(header('<U5', '(3,)'), unicode('LE')))).toEqual(rows);
    expect(await rowsOf(npy(header('>U5', '(3,)'), unicode('BE')))).toEqual(rows);
    const bytes = Buffer.from('codexmibi\0', 'latin1');
    expect(await rowsOf(npy(header('|S5', '(2,)'), bytes))).toEqual([['codex'], ['mibi']]);
    expect(await rowsOf(npy(header('<U0', '(0,)'), new Uint8Array()))).toEqual([]);
    expect(await rowsOf(npy(header('|S1', '(2,)'), Uint8Array.of(0x80, 0xe4)))).toEqual([['\u0080'], ['ä']]);
    const long = new Uint8Array(999_999).fill(0x61);
    expect(await rowsOf(npy(header('|S999999', '(1,)'), long))).toEqual([['a'.repeat(999_999)]]);
  });

  it('are objects: texts, numbers, truth values and None, as an array of two axes', async () => {
    const pickle = new PickleFixture().table([2, 3], (cells) =>
      cells.text('filename').text('pixel_size').text('ok').text('a.tif').float(0.65).op(0x4e),
    );
    expect(await rowsOf(npy(header('|O', '(2, 3)'), pickle.take()))).toEqual([
      ['filename', 'pixel_size', 'ok'],
      ['a.tif', 0.65, null],
    ]);
  });

  it('are objects: lists, tuples, bytes and the scalars of NumPy', async () => {
    const pickle = new PickleFixture().table(
      [3],
      (cells) =>
        cells
          .op(0x5d, 0x28, 0x88) // a list
          .bytes(Buffer.from('b.tif'))
          .op(0x65)
          .scalar('<f8', bytesOf(Float64Array.of(0.5)))
          .op(0x89)
          .scalar('<U2', bytesOf(Uint32Array.of(65, 66)))
          .scalar('|b1', Uint8Array.of(1))
          .op(0x87), // a tuple of three
    );
    expect(await rowsOf(npy(header('|O', '(3,)'), pickle.take()))).toEqual([
      [true, 'b.tif'],
      [0.5],
      [false, 'AB', true],
    ]);
  });

  it('never come from a pickle that wants to run something, wherever that stands', async () => {
    const evil: ((cells: PickleFixture) => PickleFixture)[] = [
      (cells) => cells.text('a').global('os', 'system').text('touch /tmp/owned').op(0x85, 0x52),
      (cells) => cells.text('a').global('builtins', 'getattr').op(0x4e),
      (cells) => cells.text('a').text('posix').text('system').op(0x93),
      (cells) => cells.text('a').global('pandas._libs.tslibs.timestamps', '_unpickle_timestamp'),
      (cells) => cells.text('a').op(0x81),
    ];
    for (const write of evil) {
      const file = npy(header('|O', '(2,)'), new PickleFixture().table([2], write).take());
      await expect(rowsOf(file)).rejects.toMatchObject({ code: 'UNSAFE' });
    }
  });

  const table = (shape: number[], write: (cells: PickleFixture) => PickleFixture) =>
    new PickleFixture().table(shape, write).take();
  const refused: readonly (readonly [name: string, code: string, file: Uint8Array])[] = [
    [
      'an array in a cell',
      'UNSUPPORTED',
      npy(
        header('|O', '(1,)'),
        table([1], (cells) => cells.array('|u1', { shape: [1], data: counted(1) })),
      ),
    ],
    [
      'a dictionary in a cell',
      'UNSUPPORTED',
      npy(
        header('|O', '(1,)'),
        table([1], (cells) => cells.op(0x7d)),
      ),
    ],
    [
      'another shape than its pickle',
      'CORRUPT',
      npy(
        header('|O', '(3,)'),
        table([1], (cells) => cells.text('a')),
      ),
    ],
    [
      'cells that are missing',
      'CORRUPT',
      npy(
        header('|O', '(2, 2)'),
        table([2, 2], (cells) => cells.text('a')),
      ),
    ],
    [
      'three axes',
      'CORRUPT',
      npy(
        header('|O', '(1, 1, 1)'),
        table([1, 1, 1], (cells) => cells.text('a')),
      ),
    ],
    ['a lone text', 'CORRUPT', npy(header('|O', '()'), new PickleFixture().text('a').take())],
    ['numbers', 'UNSUPPORTED', npy(header('<f4', '(1,)'), counted(4))],
    ['fewer texts than it says', 'CORRUPT', npy(header('<U1', '(2,)'), counted(4))],
    ['numbers that are no characters', 'CORRUPT', npy(header('<U1', '(1,)'), new Uint8Array(4).fill(255))],
  ];
  it.each(refused)('are refused for %s', async (_, code, file) => {
    await expect(rowsOf(file)).rejects.toMatchObject({ code });
  });
});
