/** EXIF data with one entry, by default how the image is to be turned. */
export function exif(value: number, { big = false, tag = 0x0112, entries = 1 } = {}): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(26));
  bytes.setUint16(0, big ? 0x4d4d : 0x4949);
  bytes.setUint16(2, 42, !big);
  bytes.setUint32(4, 8, !big);
  bytes.setUint16(8, entries, !big);
  bytes.setUint16(10, tag, !big);
  bytes.setUint16(12, 3, !big);
  bytes.setUint32(14, 1, !big);
  bytes.setUint16(18, value, !big);
  return new Uint8Array(bytes.buffer);
}
