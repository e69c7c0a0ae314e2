import { crc32c } from './crc32c.ts';

it('gives the checksums of RFC 3720, appendix B.4', () => {
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe306_9283);
  expect(crc32c(new Uint8Array(32))).toBe(0x8a91_36aa);
  expect(crc32c(new Uint8Array(32).fill(255))).toBe(0x62a8_ab43);
  expect(crc32c(Uint8Array.from({ length: 32 }, (_, i) => i))).toBe(0x46dd_794e);
  expect(crc32c(new Uint8Array())).toBe(0);
});
