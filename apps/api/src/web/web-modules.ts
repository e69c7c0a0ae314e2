import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

/** What the build says about its files: which file each module became, and which other modules it needs at once. */
const Manifest = z.record(
  z.string(),
  z.object({ file: z.string(), imports: z.array(z.string()).default([]), isEntry: z.boolean().default(false) }),
);

/**
 * The files to be fetched for each module of the built application, without those that every page fetches. Pages that
 * are fetched at once come a round trip earlier; without the build's list they still come.
 */
export async function readModules(root: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const text = await readFile(join(root, '.vite', 'manifest.json'), 'utf8').catch(() => '{}');
  const manifest = Manifest.safeParse(JSON.parse(text)).data ?? {};
  const entries = Object.keys(manifest).filter((name) => manifest[name]?.isEntry);
  const everywhere = new Set(entries.flatMap((name) => filesOf(name, manifest)));
  return new Map(
    Object.keys(manifest).map((name) => [name, filesOf(name, manifest).filter((file) => !everywhere.has(file))]),
  );
}

/** The file of a module and those of all it needs, each once. */
function filesOf(name: string, manifest: z.infer<typeof Manifest>): string[] {
  const seen = new Set<string>();
  const waiting = [name];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    waiting.push(...(manifest[next]?.imports ?? []));
  }
  return [...seen].flatMap((one) => manifest[one]?.file ?? []);
}
