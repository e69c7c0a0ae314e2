import type { DatasetFacts, TaskObject } from '@cellboard/contract';

const getting = 'npx cellboard datasets get ';

/** Whether a command downloads the files itself, so that nobody has to get and unpack them. */
export const isGetting = (command: string): boolean => command.startsWith(getting);

type Commands = Pick<DatasetFacts, 'objects' | 'commands' | 'ineligible'>;

/**
 * The command that imports a truth of a dataset; undefined where none does. Where a program can download the files, it
 * is the one that does that too.
 */
export function importCommand(object: TaskObject, { objects, commands, ineligible }: Commands): string | undefined {
  if (ineligible !== null) return undefined;
  return commands.find((one) => (/ --object (\w+)/.exec(one)?.[1] ?? objects[0]) === object);
}
