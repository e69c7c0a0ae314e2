import { decodeSamples, openSharp } from '../node.ts';

const raw = { raw: { width: 8, height: 8, channels: 3 } } as const;
const pixels = Buffer.alloc(8 * 8 * 3, 77);

it('libvips loads JPEG, TIFF and WebP, and nothing else that it could', async () => {
  const { sharp } = await openSharp();
  const picture = () => sharp(pixels, raw);
  for (const kind of ['jpeg', 'tiff', 'webp'] as const) {
    const file = await picture().toFormat(kind).toBuffer();
    expect(await sharp(file).metadata()).toMatchObject({ width: 8, height: 8 });
  }
  const shut = {
    png: await picture().png().toBuffer(),
    gif: await picture().gif().toBuffer(),
    svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>'),
  };
  for (const [kind, file] of Object.entries(shut)) {
    const found = await sharp(file)
      .metadata()
      .catch((error: unknown) => (error as Error).message);
    expect([kind, found]).toEqual([kind, 'Input buffer contains unsupported image format']);
  }
});

it('a TIFF compressed as JPEG is decoded by it, of the page that is meant', async () => {
  const { sharp } = await openSharp();
  const file = await sharp(pixels, raw).tiff({ compression: 'jpeg' }).toBuffer();
  const { samples, exact } = await decodeSamples(file);
  expect([samples.shape, exact, samples.get(3, 3, 1)]).toEqual([[8, 8, 3], false, 77]);
});
