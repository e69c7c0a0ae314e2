/** Castagnoli's polynomial, its bits turned round. */
const POLYNOMIAL = 0x82f6_3b78;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = (rest & 1) === 0 ? rest >>> 1 : (rest >>> 1) ^ POLYNOMIAL;
  return rest;
});

/** The checksum CRC-32C (RFC 3720, appendix B.4), which Zarr 3 puts behind chunks and behind the index of a shard. */
export function crc32c(bytes: Uint8Array): number {
  let rest = 0xffff_ffff;
  for (let i = 0; i < bytes.length; i++) rest = TABLE[(rest ^ bytes[i]!) & 255]! ^ (rest >>> 8);
  return ~rest >>> 0;
}
