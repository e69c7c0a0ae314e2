import { oneLine, visible } from '@cellboard/formats';
import { SingleBar } from 'cli-progress';

/** Prints a result on standard output, whole or in pieces; line breaks stay. */
export function print(text: string | Iterable<string>): void {
  for (const piece of typeof text === 'string' ? [text] : text) process.stdout.write(visible(piece));
  process.stdout.write('\n');
}

/** Prints lines of a result on standard output. Whatever names are in them, each stays one line. */
export function printLines(...lines: readonly string[]): void {
  print(lines.map(oneLine).join('\n'));
}

/**
 * Tells the person at the terminal something that is no result, on standard error. Whatever names are in them, each line
 * stays one.
 */
export function tell(...lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`${oneLine(line)}\n`);
}

/** Tells a heading and every line under it; nothing if there is none. */
export function tellList(heading: string, lines: readonly string[]): void {
  if (lines.length > 0) tell(heading, ...lines.map((line) => `  ${line}`));
}

/** Lines of a list that are printed where all of it would hide what matters more. */
const SOME = 3;

/** As {@link tellList}, but only the first lines where there are many. */
export function tellSome(heading: string, lines: readonly string[]): void {
  const rest = lines.length - SOME;
  tellList(heading, rest > 0 ? [...lines.slice(0, SOME), `… and ${String(rest)} more`] : lines);
}

/** How far something is. */
export interface Progress {
  readonly step: () => void;
  readonly set: (done: number) => void;
  readonly end: () => void;
}

/** Part of the work after which the time that is left can be estimated. */
const ESTIMATED_FROM = 0.05;

/** Shows a bar on standard error while something runs; nothing where that is no terminal. */
export function showProgress(label: string, total: number): Progress {
  const start = performance.now();
  const bar = new SingleBar({
    format: (_options, { progress, value }) => {
      const cells = '='.repeat(Math.round(progress * BAR_SIZE)).padEnd(BAR_SIZE, '-');
      return `${label} [${cells}] ${String(value)}/${String(total)}${timeLeft(progress, performance.now() - start)}`;
    },
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
  });
  if (total > 0) bar.start(total, 0);
  return {
    step: () => {
      bar.increment();
    },
    set: (done) => {
      bar.update(done);
    },
    end: () => {
      bar.stop();
    },
  };
}

const BAR_SIZE = 30;

/**
 * The time that is left, such as `, 2m30s left`, as far as it can be said.
 *
 * @param progress part of the work that is done, 0 to 1
 * @param elapsedMs time that it took
 */
export function timeLeft(progress: number, elapsedMs: number): string {
  if (progress < ESTIMATED_FROM || progress >= 1) return '';
  const seconds = Math.ceil((elapsedMs * (1 - progress)) / progress / 1000);
  if (seconds < 60) return `, ${String(seconds)}s left`;
  if (seconds < 3600) return `, ${String(Math.floor(seconds / 60))}m${String(seconds % 60)}s left`;
  return `, ${String(Math.floor(seconds / 3600))}h${String(Math.floor((seconds % 3600) / 60))}m left`;
}

/** What is counted, and how many there are as far as that is known. */
export interface Counted {
  /** Such as `images`. */
  readonly things: string;
  readonly total?: number | undefined;
  /** Whether there may be some more or less. */
  readonly isAbout?: boolean;
}

/** Counts on standard error while something runs, up to a total where it is known; nothing where that is no terminal. */
export function showCount(label: string, counted: Counted): Pick<Progress, 'step' | 'end'> {
  const start = performance.now();
  const bar = new SingleBar({
    format: (_options, { value }) => `${label}: ${countText(value, counted, performance.now() - start)}`,
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
  });
  bar.start(0, 0);
  return {
    step: () => {
      bar.increment();
    },
    end: () => {
      bar.stop();
    },
  };
}

/** How far a count is, such as `30 of 475 images, 2.5 a second, 2m58s left`. */
export function countText(done: number, { things, total = 0, isAbout }: Counted, elapsedMs: number): string {
  const rate = (done * 1000) / elapsedMs;
  const perSecond = done === 0 ? '…' : rate.toFixed(rate < 10 ? 1 : 0);
  const all = total > 0 ? ` of ${isAbout ? 'about ' : ''}${total.toLocaleString('en')}` : '';
  const left = total > 0 ? timeLeft(done / total, elapsedMs) : '';
  return `${done.toLocaleString('en')}${all} ${things}, ${perSecond} a second${left}`;
}

/** A number of things in words: `1 image`, `2 images`. */
export function count(n: number, thing: string, things = `${thing}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? thing : things}`;
}
