import type { TaskImage } from '@cellboard/contract';
import { lastOf, pairNames, stemOf, stripSuffixes, type SetEntry, type SetListing } from '@cellboard/formats';
import type { Finding } from './finding.ts';
import { suggestNames } from './suggest-name.ts';

/** A label image of the set and the image that it belongs to. */
export interface Match {
  readonly entry: SetEntry;
  readonly image: TaskImage;
}

/** Which label images belong to which images of a task, and what does not fit. */
export interface Matching {
  /** By dataset and name of the image. */
  readonly matches: readonly Match[];
  readonly findings: readonly Finding[];
  /** Files that belong to no image. */
  readonly extra: number;
}

/**
 * Finds the image of each label image by its name. A folder with the name of a dataset says which dataset is meant.
 *
 * @param images of the task
 */
export function matchNames(images: readonly TaskImage[], { entries, kind }: SetListing): Matching {
  const slugs = new Set(images.map(({ dataset }) => dataset));
  const scopes = groupEntries(entries, slugs);
  const findings: Finding[] = [];
  const claims = new Map<string, { image: TaskImage; entries: SetEntry[] }>();
  const strays: SetEntry[] = [];
  for (const [scope, files] of scopes) {
    const there = scope === '' ? images : images.filter(({ dataset }) => dataset === scope);
    const found = pairScope(there, files);
    strays.push(...found.strays);
    findings.push(...found.findings);
    for (const { image, entry } of found.matches) {
      const claim = claims.get(keyOf(image));
      if (claim) claim.entries.push(entry);
      else claims.set(keyOf(image), { image, entries: [entry] });
    }
  }
  const lone = loneMatch(images, { entries, kind, strays, claims: claims.size });
  if (lone) return { matches: [lone], findings: [], extra: 0 };
  const matches: Match[] = [];
  for (const { image, entries: claiming } of claims.values()) {
    const [only, another] = claiming;
    if (only && !another) matches.push({ image, entry: only });
    else findings.push(...claiming.map((entry) => ambiguous(entry, { image: image.name, files: claiming })));
  }
  const taken = new Set(matches.map(({ image }) => image.name));
  findings.push(...extraFindings(strays, images, taken));
  return { matches: matches.sort(byImage), findings, extra: strays.length };
}

/** A task of one image needs no name. */
function loneMatch(
  images: readonly TaskImage[],
  set: Pick<SetListing, 'entries' | 'kind'> & { readonly strays: readonly SetEntry[]; readonly claims: number },
): Match | undefined {
  const [image, another] = images;
  const [entry, more] = set.entries;
  if (set.kind !== 'image' || set.claims > 0 || !image || another || !entry || more) return undefined;
  return { image, entry };
}

/** The entries below a folder with the name of a dataset under that name, all others under ''. */
function groupEntries(entries: readonly SetEntry[], slugs: ReadonlySet<string>): Map<string, SetEntry[]> {
  const scopes = new Map<string, SetEntry[]>();
  for (const entry of entries) {
    const folders = entry.path.split(/[/\\]/).slice(0, -1);
    const scope = folders.findLast((folder) => slugs.has(folder)) ?? '';
    scopes.set(scope, [...(scopes.get(scope) ?? []), entry]);
  }
  return scopes;
}

interface PairedScope {
  readonly matches: readonly Match[];
  readonly strays: readonly SetEntry[];
  readonly findings: readonly Finding[];
}

function pairScope(images: readonly TaskImage[], entries: readonly SetEntry[]): PairedScope {
  const byName = groupOf(images, ({ name }) => name);
  const byFile = groupOf(entries, ({ path }) => nameOf(path));
  const found = pairNames(
    byName.keys(),
    entries.map(({ path }) => nameOf(path)),
  );
  const findings: Finding[] = [];
  const matches: Match[] = [];
  for (const { left, right } of found.pairs) {
    const [image, ...others] = byName.get(left) ?? [];
    const [entry] = byFile.get(right) ?? [];
    if (!image || !entry) continue;
    if (others.length === 0) matches.push({ image, entry });
    else findings.push(datasetUnclear(entry, [image, ...others]));
  }
  for (const { name, left, right } of found.ambiguous) {
    const files = [...new Set(right)].flatMap((file) => byFile.get(file) ?? []);
    const of = left.length === 1 ? { image: left[0] ?? name, files } : { image: name, files };
    if (left.length > 0) findings.push(...files.map((entry) => ambiguous(entry, of)));
  }
  const strayFiles = [
    ...found.rightOnly.map(({ file }) => file),
    ...found.beside.filter((file) => byFile.has(file)),
    ...found.ambiguous.filter(({ left }) => left.length === 0).flatMap(({ right }) => right),
  ];
  return { matches, findings, strays: [...new Set(strayFiles)].flatMap((file) => byFile.get(file) ?? []) };
}

/** Backslashes stand in names that COCO files of Windows have. */
function nameOf(path: string): string {
  return lastOf(path.replaceAll('\\', '/'));
}

function ambiguous(entry: SetEntry, of: { readonly image: string; readonly files: readonly SetEntry[] }): Finding {
  const others = of.files.filter((file) => file !== entry).map(({ path }) => path);
  const named = others.slice(0, 3).join(', ') + (others.length > 3 ? ' …' : '');
  return {
    code: 'ambiguous',
    file: entry.path,
    image: of.image,
    message: `Also for this image: ${named || 'another image of nearly the same name'}.`,
  };
}

function datasetUnclear(entry: SetEntry, images: readonly TaskImage[]): Finding {
  const datasets = images.map(({ dataset }) => dataset);
  return {
    code: 'dataset-unclear',
    file: entry.path,
    image: images[0]?.name ?? null,
    message: `The datasets ${datasets.join(', ')} each have an image of this name. Put the file into a folder such as ${datasets[0] ?? ''}/.`,
  };
}

function extraFindings(
  strays: readonly SetEntry[],
  images: readonly TaskImage[],
  taken: ReadonlySet<string>,
): Finding[] {
  const free = images.filter(({ name }) => !taken.has(name)).map(({ name }) => name);
  const bare = (path: string) => stripSuffixes(stemOf(nameOf(path)));
  const names = suggestNames([...new Set(strays.map(({ path }) => bare(path)))], [...new Set(free)]);
  return strays.map(({ path }) => {
    const rename = names.get(bare(path));
    const message =
      rename === undefined
        ? 'No image of the task has this name.'
        : `No image of the task has this name. Did you mean ${rename}?`;
    return { code: 'extra', file: path, message, ...(rename !== undefined && { rename }) };
  });
}

/** An image of a task, by its dataset and its name. */
export function keyOf({ dataset, name }: { readonly dataset: string; readonly name: string }): string {
  return `${dataset}/${name}`;
}

function byImage({ image: a }: Match, { image: b }: Match): number {
  if (keyOf(a) === keyOf(b)) return 0;
  return keyOf(a) < keyOf(b) ? -1 : 1;
}

function groupOf<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
