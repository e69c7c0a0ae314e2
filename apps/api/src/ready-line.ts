import { relative, sep } from 'node:path';

/** What a person at a terminal wants to know once the server can be used. */
export function readyLine(url: string, dataFolder: string): string {
  return `Cellboard is ready: ${url} · data ${fromHere(dataFolder)} · Ctrl-C stops`;
}

/** A folder below the current one as people type it, such as `./data`. */
function fromHere(folder: string): string {
  const path = relative(process.cwd(), folder);
  if (path === '') return '.';
  return path.startsWith('..') ? folder : `.${sep}${path}`;
}
