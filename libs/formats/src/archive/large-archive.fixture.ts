/**
 * Lists an archive and reports how much memory that took. It is a program of its own, so that nothing else counts.
 * `node --conditions=@cellboard/source large-archive.fixture.ts <path>`
 */
import { readFileSync } from 'node:fs';
import { openArchive, openFileSource } from '../node.ts';

/** The highest memory of this program in bytes. On Linux, `maxRSS` would count the program that started this one too. */
function peakBytes(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const [, kibibytes] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kibibytes) * 1024;
}

const before = process.memoryUsage.rss();
await using file = await openFileSource(process.argv[2] ?? '');
const archive = await openArchive(file, { entries: 10_000, fileBytes: 2 ** 33, totalBytes: 2 ** 34 });
const { names } = archive;
const last = names.at(-1) ?? '';
console.log(
  JSON.stringify({
    byteLength: file.byteLength,
    files: names.length,
    last: [last, archive.sizeOf(last)],
    before,
    peak: peakBytes(),
  }),
);
