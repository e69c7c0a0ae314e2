/** One decompressed strip or tile. */
export interface TiffBlock {
  /** Rows of `rowBytes` bytes. */
  readonly bytes: Uint8Array;
  readonly rowBytes: number;
  /** Samples a pixel. */
  readonly channels: number;
  /** Bytes a sample: 1, 2, 4 or 8. */
  readonly sampleBytes: number;
}

/** Turns big-endian samples round, in place. */
export function swapBytes(bytes: Uint8Array, sampleBytes: number): void {
  if (sampleBytes === 1) return;
  for (let i = 0; i + sampleBytes <= bytes.length; i += sampleBytes) {
    for (let low = i, high = i + sampleBytes - 1; low < high; low++, high--) {
      const byte = bytes[low]!;
      bytes[low] = bytes[high]!;
      bytes[high] = byte;
    }
  }
}

/** Undoes predictor 2, horizontal differences (TIFF 6.0, section 14), on little-endian samples, in place. */
export function undoDifferences({ bytes, rowBytes, channels, sampleBytes }: TiffBlock): void {
  const samples = asIntegers(bytes, sampleBytes);
  const perRow = rowBytes / sampleBytes;
  if (samples instanceof BigUint64Array) {
    for (let row = 0; row < samples.length; row += perRow) {
      for (let i = row + channels; i < row + perRow; i++) samples[i] = samples[i]! + samples[i - channels]!;
    }
    return;
  }
  for (let row = 0; row < samples.length; row += perRow) {
    for (let i = row + channels; i < row + perRow; i++) samples[i] = samples[i]! + samples[i - channels]!;
  }
}

/**
 * Undoes predictor 3 (Adobe Photoshop TIFF technical note 3): each row holds first the highest bytes of all its
 * floating point samples, then the next lower ones, as byte differences. Leaves little-endian samples.
 */
export function undoFloatingPoint({ bytes, rowBytes, channels, sampleBytes }: TiffBlock): void {
  const perRow = rowBytes / sampleBytes;
  const row = new Uint8Array(rowBytes);
  for (let start = 0; start + rowBytes <= bytes.length; start += rowBytes) {
    for (let i = 0; i < rowBytes; i++) {
      const before = i < channels ? 0 : row[i - channels]!;
      row[i] = bytes[start + i]! + before;
    }
    for (let i = 0; i < perRow; i++) {
      for (let k = 0; k < sampleBytes; k++) bytes[start + i * sampleBytes + sampleBytes - 1 - k] = row[k * perRow + i]!;
    }
  }
}

/** Applies predictor 2, the reverse of {@link undoDifferences}, to 8- or 16-bit little-endian samples, in place. */
export function applyDifferences({ bytes, rowBytes, channels, sampleBytes }: TiffBlock): void {
  const samples = sampleBytes === 1 ? bytes : new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
  const perRow = rowBytes / sampleBytes;
  for (let row = 0; row < samples.length; row += perRow) {
    for (let i = row + perRow - 1; i >= row + channels; i--) samples[i] = samples[i]! - samples[i - channels]!;
  }
}

/** Applies predictor 3, the reverse of {@link undoFloatingPoint}, to little-endian samples, in place. */
export function applyFloatingPoint({ bytes, rowBytes, channels, sampleBytes }: TiffBlock): void {
  const perRow = rowBytes / sampleBytes;
  const row = new Uint8Array(rowBytes);
  for (let start = 0; start + rowBytes <= bytes.length; start += rowBytes) {
    for (let i = 0; i < perRow; i++) {
      for (let k = 0; k < sampleBytes; k++) row[k * perRow + i] = bytes[start + i * sampleBytes + sampleBytes - 1 - k]!;
    }
    for (let i = 0; i < rowBytes; i++) {
      const before = i < channels ? 0 : row[i - channels]!;
      bytes[start + i] = row[i]! - before;
    }
  }
}

function asIntegers(bytes: Uint8Array, sampleBytes: number): Uint8Array | Uint16Array | Uint32Array | BigUint64Array {
  const length = Math.floor(bytes.length / sampleBytes);
  if (sampleBytes === 1) return bytes;
  if (sampleBytes === 2) return new Uint16Array(bytes.buffer, bytes.byteOffset, length);
  if (sampleBytes === 4) return new Uint32Array(bytes.buffer, bytes.byteOffset, length);
  return new BigUint64Array(bytes.buffer, bytes.byteOffset, length);
}
