import { decodeLabelPixels } from '../node.ts';
import { refusalOf } from '../verdict.fixture.ts';
import { tiff, type TiffFixture } from './tiff.fixture.ts';

const page: TiffFixture = { width: 3, height: 2, samples: [0, 1, 2, 3, 4, 5], bits: 8 };
const noted = (...shape: number[]): TiffFixture => ({ ...page, description: JSON.stringify({ shape }) });
const read = (bytes: Uint8Array, plane?: number) => decodeLabelPixels(bytes, { plane });

describe('the shape that tifffile notes', () => {
  it.each([
    ['of the page', tiff(noted(2, 3)), undefined],
    ['with axes of length 1', tiff(noted(1, 2, 3, 1)), undefined],
    ['of two pages', tiff(noted(2, 2, 3), page), 2],
    ['of the first of two series', tiff(noted(2, 3), noted(2, 3)), 2],
  ])('%s is read', async (_, bytes, plane) => {
    expect(Array.from((await read(bytes, plane)).data)).toEqual(page.samples);
  });

  it.each([
    { says: 'more pages than there are', bytes: tiff(noted(3, 2, 3), page), both: ['(3, 2, 3)', '2 pages'] },
    { says: 'fewer pages than there are', bytes: tiff(noted(2, 3), page), both: ['(2, 3)', '2 pages'] },
    { says: 'other sides', bytes: tiff(noted(4, 5)), both: ['(4, 5)', 'one page'] },
    { says: 'its sides turned', bytes: tiff(noted(3, 2)), both: ['(3, 2)', 'one page'] },
    { says: 'no numbers', bytes: tiff({ ...page, description: '{"shape":["a",3]}' }), both: ['(NaN, 3)', 'one page'] },
  ])('that says $says is refused, whatever plane is chosen, in words that name both', async ({ bytes, both }) => {
    for (const plane of [undefined, 1]) {
      const { code, message } = await refusalOf(bytes, { plane });
      expect(code).toBe('CORRUPT');
      expect(message).toContain(`the shape ${both[0]!}, as tifffile notes it, but it holds ${both[1]!} of 3×2 pixels`);
    }
  });

  it('does not hold against other JSON', async () => {
    expect((await read(tiff({ ...page, description: '{"shape":"round"}' }))).shape).toEqual([2, 3]);
  });
});
