import { openImage } from '../node.ts';
import { tiff, type TiffFixture } from './tiff.fixture.ts';

const HEAD = 'ImageJ=1.54f\n';

/** Tags of metadata with ranges, written as numbers of 64 bits one after the other. */
function ranges(values: readonly number[], { bigEndian = false, cut = 0 } = {}): NonNullable<TiffFixture['tags']> {
  const bytes = new DataView(new ArrayBuffer(12 + 8 * values.length));
  [0x494a494a, 0x72616e67, 1].forEach((word, i) => {
    bytes.setUint32(4 * i, word, !bigEndian);
  });
  values.forEach((value, i) => {
    bytes.setFloat64(12 + 8 * i, value, !bigEndian);
  });
  const all = [...new Uint8Array(bytes.buffer)];
  return { 50838: [12, 8 * values.length], 50839: all.slice(0, all.length - cut) };
}

type Page = Partial<Omit<TiffFixture, 'description' | 'samples'>>;

/** The ranges of an image with as many pages as the description has channels. */
async function displays(text: string, { tags, ...page }: Page = {}) {
  const count = Number(/channels=(\d)/.exec(text)?.[1] ?? 1);
  const one = { width: 1, height: 1, bits: 16, ...page, samples: Array.from({ length: page.channels ?? 1 }, () => 7) };
  const others = Array.from({ length: count - 1 }, () => one);
  const { description } = await openImage(tiff({ ...one, ...(tags && { tags }), description: HEAD + text }, ...others));
  return description.channels.map(({ display }) => display);
}

const TWO = 'images=2\nchannels=2\nmode=composite\n';

describe('the display range that ImageJ keeps', () => {
  it('is that of its metadata, one for each channel, in either byte order', async () => {
    for (const bigEndian of [false, true]) {
      const tags = ranges([543, 1320, 0.5, 941.25], { bigEndian });
      const expected = [[543, 1320], [0.5, 941.25]]; // prettier-ignore
      expect(await displays(TWO, { tags, bigEndian })).toEqual(expected);
      // Those of the description belong to the channel that was shown last.
      expect(await displays(`${TWO}min=1.0\nmax=2.0\n`, { tags, bigEndian })).toEqual(expected);
    }
  });

  it('is that of the description for all channels, or for the only one', async () => {
    expect(await displays(`${TWO}min=0.0\nmax=169.0\n`)).toEqual([[0, 169], [0, 169]]); // prettier-ignore
    expect(await displays('min=1.0E2\nmax=65535.0\n')).toEqual([[100, 65_535]]);
    expect(await displays('min=-0.25\nmax=0.75\n', { bits: 32, format: 'float' })).toEqual([[-0.25, 0.75]]);
    const planes = tiff(
      { width: 1, height: 1, samples: [7], description: `${HEAD}images=2\nslices=2\nmin=5.0\nmax=77.0\n` },
      { width: 1, height: 1, samples: [7] },
    );
    expect((await openImage(planes, { z: 1 })).description.channels).toEqual([{ display: [5, 77] }]);
  });

  it.each([
    ['turned round', 'min=9.0\nmax=3.0\n', {}],
    ['empty', 'min=0.0\nmax=0.0\n', {}],
    ['half there', 'min=3.0\n', {}],
    ['not a number', 'min=NaN\nmax=3.0\n', {}],
    ['infinite', 'min=0.0\nmax=Infinity\n', { bits: 32, format: 'float' }],
    ['infinite between its ends', 'min=-1.7E308\nmax=1.7E308\n', { bits: 64, format: 'float' }],
    ['beyond 16 bits', 'min=0.0\nmax=65536.0\n', {}],
    ['beyond 8 bits', 'min=0.0\nmax=256.0\n', { bits: 8 }],
    ['below what counts from 0', 'min=-1.0\nmax=9.0\n', {}],
    ['beyond floating point of 32 bits', 'min=0.0\nmax=1.0E39\n', { bits: 32, format: 'float' }],
    ['of signed samples, which ImageJ counts from another zero', 'min=1.0\nmax=9.0\n', { format: 'int' }],
    ['of calibrated values', 'cf=0\nc0=-32768.0\nc1=1.0\nvunit=Gray Value\nmin=1.0\nmax=9.0\n', {}],
    ['of colours', 'min=1.0\nmax=9.0\n', { bits: 8, channels: 3, photometric: 2 }],
  ] as const)('is left out if it is %s', async (_, text, page) => {
    expect(new Set(await displays(text, page))).toEqual(new Set([undefined]));
  });

  it('is left out of a channel if its metadata are damaged', async () => {
    const of = (values: readonly number[], cut = 0) => displays(TWO, { tags: ranges(values, { cut }) });
    expect(await of([1, 9, NaN, 5])).toEqual([[1, 9], undefined]);
    expect(await of([9, 1, 3, 5])).toEqual([undefined, [3, 5]]);
    expect(await of([1, 9])).toEqual([[1, 9], undefined]);
    expect(await of([1, 9, 3, 5, 6, 7])).toEqual([[1, 9], [3, 5]]); // prettier-ignore
    for (const values of [[], [1]]) expect(await of(values)).toEqual([undefined, undefined]);
    expect(await of([1, 9, 3, 5], 1)).toEqual([undefined, undefined]);
  });

  it('is that of the description where the list of metadata lies beyond the end of the file', async () => {
    const page = { width: 1, height: 1, samples: [7], tags: ranges([3, 5]) };
    const file = tiff({ ...page, description: `${HEAD}min=1.0\nmax=9.0\n` });
    const entry = Buffer.from(file).indexOf(Buffer.from([0x96, 0xc6, 4, 0]));
    file.fill(0xff, entry + 8, entry + 12);
    expect((await openImage(file)).description.channels).toEqual([{ display: [1, 9] }]);
  });

  it('is that of the metadata also where values are calibrated: there it counts in samples', async () => {
    expect(await displays('cf=0\nmin=1.0\nmax=9.0\n', { tags: ranges([3, 5]) })).toEqual([[3, 5]]);
  });

  it('is left out where the file is not of ImageJ', async () => {
    const other = tiff({ width: 1, height: 1, samples: [7], description: 'min=1.0\nmax=9.0\n' });
    expect((await openImage(other)).description.channels).toEqual([{ name: undefined, colour: undefined }]);
  });
});
