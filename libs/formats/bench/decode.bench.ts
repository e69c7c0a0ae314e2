import ndarray from 'ndarray';
import sharp from 'sharp';
import { decodeLabelPixels, encodePng16 } from '../src/node.ts';

// Decodes label images beside libvips: `node --conditions=@cellboard/source bench/decode.bench.ts`

/** Runs of each, by the side of the image: the first runs of small ones measure the compiler. */
const ROUNDS = { 512: 200, 2048: 20 } as const;

/** Discs in a grid, as wide apart as cells in a culture. */
function labelImage(side: number): Uint16Array {
  const pixels = new Uint16Array(side * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [column, row] = [Math.floor(x / 24), Math.floor(y / 24)];
      const inside = (x - column * 24 - 12) ** 2 + (y - row * 24 - 12) ** 2 < 60 + ((column * 7 + row * 13) % 60);
      if (inside) pixels[y * side + x] = row * Math.ceil(side / 24) + column + 1;
    }
  }
  return pixels;
}

async function fastest(rounds: number, run: () => Promise<unknown>): Promise<string> {
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await run();
    best = Math.min(best, performance.now() - start);
  }
  return best.toFixed(2).padStart(8);
}

console.log(`${'fastest, ms'.padEnd(36)}     own  libvips`);
for (const side of [512, 2048] as const) {
  const pixels = labelImage(side);
  const grey = sharp(pixels, { raw: { width: side, height: side, channels: 1 } }).toColourspace('grey16');
  const files = {
    png: await encodePng16(ndarray(pixels, [side, side])),
    'tiff deflate': await grey.clone().tiff({ compression: 'deflate', predictor: 'none' }).toBuffer(),
    'tiff lzw': await grey.clone().tiff({ compression: 'lzw', predictor: 'none' }).toBuffer(),
    'tiff lzw, predictor 2': await grey.clone().tiff({ compression: 'lzw', predictor: 'horizontal' }).toBuffer(),
    'tiff packbits': await grey.clone().tiff({ compression: 'packbits' }).toBuffer(),
  };
  for (const [name, file] of Object.entries(files)) {
    const own = await fastest(ROUNDS[side], () => decodeLabelPixels(file));
    const other = await fastest(ROUNDS[side], () =>
      sharp(file, { ignoreIcc: true }).toColourspace('grey16').raw({ depth: 'ushort' }).toBuffer(),
    );
    console.log(`${`${side}² 16-bit ${name}`.padEnd(36)}${own} ${other}`);
  }
}
