import type { CatalogDataset } from './catalog-dataset.ts';
import { downloadsOf, recordsOf } from './downloads.ts';

/**
 * Puts the commands that download an entry and import it before those that import files which are there already: one
 * for the usual import, one for each other truth, and one for each other record of the provider. Each does what the
 * import does, and writes into the folder that it reads. An entry without downloads stays as it is.
 */
export function withGettingCommand(entry: CatalogDataset): CatalogDataset {
  const { slug, facts } = entry;
  if (downloadsOf(slug).length === 0) return entry;
  const imported = facts.commands.map((command) => readImport(command));
  const getting = imported.flatMap(({ folder, options, dataset }, i) => {
    const record = recordsOf(slug).find((one) => one === dataset);
    if (i > 0 && record === undefined && !options.includes(' --object ')) return [];
    const which = record === undefined ? '' : ` --record ${record}`;
    // The download names the dataset itself: after the record, or after what is outlined.
    const named = options.replace(/ --dataset [\w-]+/, '');
    return [`npx cellboard datasets get ${slug} --import --to ${folder}${which}${named}`];
  });
  return { ...entry, facts: { ...facts, commands: [...getting, ...facts.commands] } };
}

/** @throws Error for a command that is not "npx cellboard import <layout> <folder>/ …" */
function readImport(command: string) {
  const [, folder, options] = /^npx cellboard import [\w-]+ ([\w.-]+)\/(.*)$/.exec(command) ?? [];
  if (folder === undefined || options === undefined)
    throw new Error(`${command} names no folder. Write it as "npx cellboard import <layout> <folder>/".`);
  return { folder, options, dataset: / --dataset ([\w-]+)/.exec(options)?.[1] };
}
