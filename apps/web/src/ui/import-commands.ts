import type { DatasetFacts, TaskObject } from '@cellboard/contract';

const getting = 'npx cellboard datasets get ';

/** Whether a command downloads the files itself, so that nobody has to get and unpack them. */
export const isGetting = (command: string): boolean => command.startsWith(getting);

type Commands = Pick<DatasetFacts, 'objects' | 'commands' | 'ineligible'>;

/**
 * What to run to import a truth of a dataset, a command per line; undefined where no command imports it. Where a
 * program can download the files and the truth is not the usual one, the download is a command of its own.
 */
export function importCommands(object: TaskObject, { objects, commands, ineligible }: Commands): string | undefined {
  if (ineligible !== null) return undefined;
  const command = commands.find((one) => (/ --object (\w+)/.exec(one)?.[1] ?? objects[0]) === object);
  const [first] = commands;
  if (command === undefined || first === undefined || !isGetting(first) || isGetting(command)) return command;
  const [, download] = /^(.* --to [^ ]+)/.exec(first.replace(' --import', '')) ?? [];
  return download === undefined ? command : `${download}\n${command}`;
}
