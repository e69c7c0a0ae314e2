import { readPart, type ByteSource } from '../bytes/byte-source.ts';
import { FormatError } from '../format-error.ts';

/** Counts the images of a PNG file, which may be animated (PNG specification, third edition, 4.9). */
export class PngAnimation {
  private declared = 1;
  private isFrame = false;
  private begun = false;

  /** Takes a chunk in the order of the file. */
  add(name: string, data: Uint8Array): void {
    if (name === 'IDAT') this.begun = true;
    if (this.begun) return;
    // In front of the pixels, the first says that there is an animation, the second that they are a frame of it.
    if (name === 'acTL' && data.length >= 4)
      this.declared = Math.max(1, new DataView(data.buffer, data.byteOffset, data.byteLength).getUint32(0));
    if (name === 'fcTL') this.isFrame = true;
  }

  /** The image that is no frame, as other programs show it, counts too. */
  get frames(): number {
    return this.declared + (this.declared > 1 && !this.isFrame ? 1 : 0);
  }
}

/** Far more chunks than stand before the pixels of any image. */
const MOST_CHUNKS = 1000;

/** Counts the images of a PNG file without reading its pixels. */
export async function countPngFrames(source: ByteSource): Promise<number> {
  const animation = new PngAnimation();
  for (let at = 8, chunks = 0; at + 16 <= source.byteLength && chunks < MOST_CHUNKS; chunks++) {
    const start = await readPart(source, at, at + 16);
    const length = new DataView(start.buffer, start.byteOffset, start.byteLength).getUint32(0);
    const name = String.fromCharCode(...start.subarray(4, 8));
    if (name === 'IDAT' || name === 'IEND') break;
    animation.add(name, start.subarray(8, 8 + Math.min(length, 8)));
    at += length + 12;
  }
  return animation.frames;
}

/** The error for a frame that is not the first. */
export function laterFrame(format: string, frames: number): FormatError {
  return new FormatError(
    'UNSUPPORTED',
    `The ${format} is an animation of ${frames} frames, of which only the first is read. Save the other as an image of its own.`,
  );
}
