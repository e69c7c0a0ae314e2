import fc from 'fast-check';
import { crc32 as crc32OfZlib } from 'node:zlib';
import { crc32, crc32c } from './crc.ts';

it('CRC-32C is that of the standard', () => {
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe306_9283);
  expect(crc32c(new Uint8Array(32))).toBe(0x8a91_36aa);
  expect(crc32c(new Uint8Array(32).fill(255))).toBe(0x62a8_ab43);
  expect(crc32c(Uint8Array.from({ length: 32 }, (_, i) => i))).toBe(0x46dd_794e);
  expect(crc32c(new Uint8Array())).toBe(0);
});

it('CRC-32 is that of zlib, also of bytes that come in two parts', () => {
  const anyBytes = fc.uint8Array({ maxLength: 300 });
  fc.assert(
    fc.property(anyBytes, anyBytes, (first, second) => {
      expect(crc32(first)).toBe(crc32OfZlib(first));
      expect(crc32(second, crc32(first))).toBe(crc32OfZlib(Buffer.concat([first, second])));
    }),
    { seed: 2026 },
  );
});
