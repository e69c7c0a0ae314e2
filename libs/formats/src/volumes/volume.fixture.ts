/** A volume as a file of one of the three formats, for tests; x runs fastest. */
export interface VolumeFixture {
  readonly sizes: readonly number[];
  readonly data: Uint8Array;
  readonly bigEndian?: boolean;
}

/** The fields of a NIfTI header that tests change. */
export interface NiftiFields {
  readonly type?: number;
  readonly axes?: number;
  readonly slope?: number;
  readonly intercept?: number;
  readonly start?: number;
  readonly magic?: string;
  readonly headerBytes?: number;
}

/** A NIfTI-1 file by the letter of nifti1.h; 16-bit unsigned samples unless said otherwise. */
export function nifti({ sizes, data, bigEndian = false }: VolumeFixture, fields: NiftiFields = {}): Uint8Array {
  const { type = 512, axes = sizes.length, slope = 1, intercept = 0, start = 352 } = fields;
  const header = Buffer.alloc(352);
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  const little = !bigEndian;
  view.setInt32(0, fields.headerBytes ?? 348, little);
  view.setInt16(40, axes, little);
  for (let i = 0; i < 7; i++) view.setInt16(42 + 2 * i, sizes[i] ?? 1, little);
  view.setInt16(70, type, little);
  view.setFloat32(108, start, little);
  view.setFloat32(112, slope, little);
  view.setFloat32(116, intercept, little);
  header.write(fields.magic ?? 'n+1\0', 344, 'latin1');
  return Uint8Array.from(Buffer.concat([header, data]));
}

/** An NRRD file; fields replace or add to the usual ones, undefined leaves one out. */
export function nrrd(
  { sizes, data }: VolumeFixture,
  fields: Readonly<Record<string, string | undefined>> = {},
): Uint8Array {
  const all = {
    type: 'uint16',
    dimension: String(sizes.length),
    sizes: sizes.join(' '),
    encoding: 'raw',
    endian: 'little',
    ...fields,
  };
  return withHeader(`NRRD0004\n# a comment\n${linesOf(all, ': ')}\n`, data);
}

/** A MetaImage file; fields as of {@link nrrd}. */
export function metaImage(
  { sizes, data }: VolumeFixture,
  fields: Readonly<Record<string, string | undefined>> = {},
): Uint8Array {
  const { ElementDataFile = 'LOCAL', ...others } = fields;
  const all = {
    ObjectType: 'Image',
    NDims: String(sizes.length),
    BinaryData: 'True',
    BinaryDataByteOrderMSB: 'False',
    DimSize: sizes.join(' '),
    ElementType: 'MET_USHORT',
    ...others,
    ElementDataFile,
  };
  return withHeader(linesOf(all, ' = '), data);
}

function linesOf(fields: Readonly<Record<string, string | undefined>>, between: string): string {
  return Object.entries(fields)
    .map(([name, value]) => (value === undefined ? '' : `${name}${between}${value}\n`))
    .join('');
}

function withHeader(header: string, data: Uint8Array): Uint8Array {
  return Uint8Array.from(Buffer.concat([Buffer.from(header, 'latin1'), data]));
}

/** 16-bit numbers as bytes. */
export function words(values: readonly number[], bigEndian = false): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(values.length * 2));
  values.forEach((value, i) => {
    bytes.setUint16(i * 2, value, !bigEndian);
  });
  return new Uint8Array(bytes.buffer);
}
