import type { CatalogDataset } from './catalog-dataset.ts';
import { downloadsOf } from './downloads.ts';

/**
 * Puts the command that downloads an entry and imports it before those that import files which are there already. It
 * does what the first of them does, and writes into the folder that they read. An entry without downloads stays as it is.
 */
export function withGettingCommand(entry: CatalogDataset): CatalogDataset {
  const { slug, facts } = entry;
  const [usual] = facts.commands;
  if (usual === undefined || downloadsOf(slug).length === 0) return entry;
  return { ...entry, facts: { ...facts, commands: [gettingCommand(slug, usual), ...facts.commands] } };
}

/** @throws Error for a command that is not "npx cellboard import <layout> <folder>/ …" */
function gettingCommand(slug: string, command: string): string {
  const [, folder, options] = /^npx cellboard import [\w-]+ ([\w.-]+)\/(.*)$/.exec(command) ?? [];
  if (folder === undefined || options === undefined)
    throw new Error(`${command} names no folder. Write it as "npx cellboard import <layout> <folder>/".`);
  return `npx cellboard datasets get ${slug} --import --to ${folder}${options}`;
}
