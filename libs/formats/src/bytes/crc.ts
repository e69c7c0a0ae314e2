/** A checksum of bytes, or of further bytes if given that of the bytes before. */
export type Crc = (bytes: Uint8Array, before?: number) => number;

/** The checksum of PNG and zip, CRC-32 (ISO 3309). */
export const crc32: Crc = crcOf(0xedb8_8320);

/** The checksum CRC-32C (RFC 3720, appendix B.4), which Zarr 3 puts behind chunks and behind the index of a shard. */
export const crc32c: Crc = crcOf(0x82f6_3b78);

/** @param polynomial with its bits turned round */
function crcOf(polynomial: number): Crc {
  const table = Uint32Array.from({ length: 256 }, (_, byte) => {
    let rest = byte;
    for (let bit = 0; bit < 8; bit++) rest = (rest & 1) === 0 ? rest >>> 1 : (rest >>> 1) ^ polynomial;
    return rest;
  });
  return (bytes, before = 0) => {
    let rest = ~before;
    for (let i = 0; i < bytes.length; i++) rest = table[(rest ^ bytes[i]!) & 255]! ^ (rest >>> 8);
    return ~rest >>> 0;
  };
}
