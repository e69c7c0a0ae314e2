/** Which images belong together, and within what they are drawn. */
export interface ClusterKeys {
  /** Images of one movie, slide or well have the same key; an image of its own cluster where left out. */
  readonly clusters?: readonly string[] | undefined;
  /** The dataset of each image; all of one where left out. The same cluster key in two datasets names two clusters. */
  readonly strata?: readonly string[] | undefined;
}

/** Clusters of images, numbered from 0, those of a stratum in a row. */
export interface ImageClusters {
  readonly images: number;
  /** Cluster of each image. */
  readonly cluster: Uint32Array;
  /** How many there are. */
  readonly count: number;
  /** First cluster of each stratum, and behind the last. */
  readonly starts: readonly number[];
}

/**
 * Numbers the clusters of a list of images.
 *
 * @throws RangeError if there is no image, or a list of keys has another length
 */
export function imageClusters(images: number, { clusters, strata }: ClusterKeys = {}): ImageClusters {
  assertOneEach(images, clusters);
  assertOneEach(images, strata);
  const members = new Map<string, Map<string, number[]>>();
  for (let image = 0; image < images; image++) {
    const stratum = at(members, strata?.[image] ?? '', () => new Map<string, number[]>());
    at(stratum, clusters?.[image] ?? String(image), () => []).push(image);
  }
  const cluster = new Uint32Array(images);
  const starts = [0];
  let count = 0;
  for (const stratum of members.values()) {
    for (const list of stratum.values()) {
      for (const image of list) cluster[image] = count;
      count++;
    }
    starts.push(count);
  }
  return { images, cluster, count, starts };
}

function assertOneEach(images: number, keys: readonly string[] | undefined): void {
  if (images > 0 && (keys === undefined || keys.length === images)) return;
  throw new RangeError(`There are ${images} images, but ${keys?.length ?? 'no'} keys. Give one key for each image.`);
}

function at<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
