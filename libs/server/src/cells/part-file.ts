import type { CellColumns } from '@cellboard/evaluation';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { zstdCompress, zstdDecompress } from 'node:zlib';

const pack = promisify(zstdCompress);
const unpack = promisify(zstdDecompress);

/** What a part holds: the rows of images that were scored together. It never leaves the server. */
interface Part {
  readonly id: string;
  readonly images: readonly CellColumns[];
}

/** The bytes of a part. */
export function packPart(id: string, images: readonly CellColumns[]): Promise<Uint8Array> {
  return pack(serialize({ id, images } satisfies Part));
}

/** The rows of a part by the names of its images. Its bytes have been checked against their hash. */
export async function unpackPart(path: string): Promise<Map<string, CellColumns>> {
  const { images } = deserialize(await unpack(await readFile(path))) as Part;
  return new Map(images.map((image) => [image.image, withOwnArrays(image)]));
}

/** What is read shares one piece of memory, all of which would go to another thread with each image. */
function withOwnArrays(image: CellColumns): CellColumns {
  return {
    ...image,
    cell: image.cell.slice(),
    originalId: image.originalId.slice(),
    matchedId: image.matchedId.slice(),
    status: image.status.slice(),
    iou: image.iou.slice(),
    dice: image.dice.slice(),
    hausdorff: image.hausdorff.slice(),
    area: image.area.slice(),
    perimeter: image.perimeter.slice(),
    centroidRow: image.centroidRow.slice(),
    centroidColumn: image.centroidColumn.slice(),
    touchesBorder: image.touchesBorder.slice(),
    neighbourDistance: image.neighbourDistance.slice(),
    channels: image.channels.map(({ inside, ring }) => ({ inside: inside.slice(), ring: ring.slice() })),
  };
}
