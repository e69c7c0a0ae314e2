/** What the readers need of the machine they run on: in Node its zlib, in a browser a library. */
export interface Platform {
  /** Unpacks zlib data; throws on damage, or when it becomes more than `maxLength` bytes. */
  readonly inflate: (bytes: Uint8Array, maxLength: number) => Uint8Array;
  /** Unpacks Zstandard data; throws as `inflate` does. */
  readonly zstd: (bytes: Uint8Array, maxLength: number) => Uint8Array;
  /** The checksum of PNG and zip. */
  readonly crc32: (bytes: Uint8Array) => number;
}
