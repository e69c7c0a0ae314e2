import type { Hdf5File } from './hdf5-library.ts';
import type { Hdf5Dataset } from './hdf5-datasets.ts';

/** Longest `axistags` in bytes; that of five axes has about 600. */
const MAX_TAGS = 65_536;

const STRING = 3;

/**
 * The names of a dataset's axes: ilastik and vigra write them as JSON, MATLAB stores its arrays turned round. Else
 * undefined.
 */
export function datasetAxes(file: Hdf5File, { path, metadata }: Hdf5Dataset): string[] | undefined {
  const { module, id } = file;
  const attributes = module.get_attribute_names(id, path);
  const { length } = metadata.shape;
  if (attributes.includes('axistags')) {
    const keys = axisKeys(readText(file, path));
    return keys?.length === length ? keys : undefined;
  }
  if (!attributes.includes('MATLAB_class')) return undefined;
  return ['y', 'x', ...Array.from({ length: length - 2 }, (_, i) => `page ${i + 1}`)].reverse();
}

function axisKeys(text: string | undefined): string[] | undefined {
  try {
    const { axes } = JSON.parse(text ?? '') as { axes: { key: unknown }[] };
    const keys = axes.map(({ key }) => String(key));
    return new Set(keys).size === keys.length ? keys : undefined;
  } catch {
    return undefined; // other programs may have put anything there
  }
}

/** A text of variable or fixed length. */
function readText({ module, id }: Hdf5File, path: string): string | undefined {
  const { type, vlen, size, total_size: count, shape } = module.get_attribute_metadata(id, path, 'axistags');
  if (type !== STRING || shape === null || count !== 1 || size > MAX_TAGS) return undefined;
  const at = module._malloc(size);
  try {
    if (module.get_attribute_data(id, path, 'axistags', BigInt(at)) < 0) return undefined;
    const bytes = module.HEAPU8.slice(at, at + size);
    if (!vlen) return new TextDecoder().decode(bytes).replace(/\0[^]*$/, '');
    const text = new DataView(bytes.buffer).getUint32(0, true);
    const end = module.HEAPU8.indexOf(0, text);
    const tags = new TextDecoder().decode(module.HEAPU8.subarray(text, Math.min(end, text + MAX_TAGS)));
    module.reclaim_vlen_memory(id, path, 'axistags', BigInt(at));
    return tags;
  } finally {
    module._free(at);
  }
}
