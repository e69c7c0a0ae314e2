import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createProgram } from '../program.ts';

/** What is right for a case; see {@link checkCase}. */
export interface Expected {
  readonly accept?: boolean;
  readonly refuse?: boolean;
  readonly warn?: string;
  /** Words of a message: of each entry one of several, with `|` between them. */
  readonly says?: readonly string[];
  /** A file that the message names. */
  readonly names?: string;
  readonly quiet?: boolean;
  readonly images?: number;
  readonly cells?: number;
  readonly f1?: number;
  /** Another outcome that is right as well. */
  readonly or?: Expected;
}

/** A file as a tool writes it, how it is given to the program, and what is right. */
export interface FieldCase {
  readonly id: string;
  readonly run: 'inspect' | 'evaluate' | 'pair' | 'import';
  /** The file, or the folder of the case, from the folder of all. */
  readonly files: readonly [string, ...string[]];
  readonly truth?: string;
  readonly prediction?: string;
  readonly layout?: string;
  readonly choice?: Readonly<Record<string, string | number | boolean>>;
  readonly expect: Expected;
}

/** What the program did with a case. */
interface Outcome {
  readonly accepted: boolean;
  readonly images: number;
  readonly cells: number | null;
  readonly f1: number | null;
  /** All that was said. */
  readonly text: string;
  /** What was said beside scores. */
  readonly warnings: string;
}

/** Runs a case through the command line in this process. Undefined if all is right, else what is wrong. */
export async function faultOfCase(root: string, one: FieldCase): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'cellboard-field-'));
  try {
    const outcome = await runs[one.run](root, one, folder);
    const fault = checkOutcome(outcome, one.expect);
    if (fault === undefined) return undefined;
    const or = one.expect.or ? checkOutcome(outcome, one.expect.or) : fault;
    return or === undefined ? undefined : `${fault} It said: ${outcome.text.trim().slice(0, 600)}`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const runs = { inspect: runInspect, evaluate: runEvaluate, pair: runPair, import: runImport };

function checkOutcome(outcome: Outcome, expected: Expected): string | undefined {
  if (expected.refuse) return outcome.accepted ? `It was taken: ${figures(outcome)}.` : missing(outcome.text, expected);
  if (expected.warn !== undefined) return missing(outcome.accepted ? outcome.warnings : outcome.text, expected);
  if (!outcome.accepted) return 'It was refused.';
  if (expected.quiet && outcome.warnings !== '') return 'Something was said of it.';
  return wrongFigure(outcome, expected) ?? missing(outcome.warnings, expected);
}

function wrongFigure(outcome: Outcome, expected: Expected): string | undefined {
  const wrong = (['images', 'cells', 'f1'] as const).find((key) => {
    const [wanted, found] = [expected[key], outcome[key]];
    return wanted !== undefined && found !== null && Math.abs(found - wanted) > 1e-9;
  });
  return wrong && `${wrong} should be ${String(expected[wrong])}: ${figures(outcome)}.`;
}

/** Which word or name a text lacks. */
function missing(text: string, { says = [], names }: Expected): string | undefined {
  const plain = withoutNames(text).toLowerCase();
  const words = says.find((some) => !some.split('|').some((word) => plain.includes(word.toLowerCase())));
  if (words !== undefined) return `No message says "${words}".`;
  return names === undefined || text.includes(names) ? undefined : `No message names ${names}.`;
}

function figures({ images, cells, f1 }: Outcome): string {
  return `${String(images)} images, ${String(cells)} cells, F1 ${String(f1)}`;
}

/** Names of files are no words of a message. */
function withoutNames(text: string): string {
  return text.replace(/\S*\/\S*|\b[\w-]+\.(?:zarr\.zip|geojson\.gz|tar\.gz|[a-z0-9]{2,7})\b/gi, ' ');
}

async function runInspect(root: string, { files }: FieldCase): Promise<Outcome> {
  const { stdout, stderr } = await runProgram(['inspect', join(root, files[0]), '--json', '-']);
  const { files: found } = JSON.parse(stdout) as { files: { ok: boolean; cells: number | null }[] };
  const accepted = found.every(({ ok }) => ok);
  return { accepted, images: found.length, cells: found[0]?.cells ?? null, f1: null, text: stderr, warnings: stderr };
}

async function runEvaluate(root: string, one: FieldCase, folder: string): Promise<Outcome> {
  const [file] = one.files;
  const ending = /(?:\.zarr|\.geojson|\.nii)?\.[^.]+$/.exec(basename(file))?.[0] ?? '';
  await put(join(root, one.truth ?? 'files/a.png'), join(folder, 'truth'), 'a.png');
  await put(join(root, file), join(folder, 'prediction'), `a${ending}`);
  return evaluateIn(folder, one);
}

async function runPair(root: string, one: FieldCase, folder: string): Promise<Outcome> {
  await cp(join(root, one.files[0]), folder, { recursive: true });
  return evaluateIn(folder, one);
}

async function put(from: string, folder: string, name: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await cp(from, join(folder, name), { recursive: true });
}

interface Sheet {
  readonly images: readonly { image: string; metrics: Record<string, number>; warnings?: readonly object[] }[];
  readonly summary: { readonly pooled: Record<string, number> };
}

async function evaluateIn(folder: string, { prediction = 'prediction', choice = {} }: FieldCase): Promise<Outcome> {
  const json = join(folder, 'sheet.json');
  const run = await runProgram([
    ...['evaluate', '--truth', join(folder, 'truth'), '--prediction', join(folder, prediction)],
    ...['--metrics', 'all', '--threads', '1', '--json', json],
    ...optionsOf(choice),
  ]);
  const sheet = run.code > 1 ? undefined : await readFile(json, 'utf8').then((text) => JSON.parse(text) as Sheet);
  const images = sheet?.images ?? [];
  const warnings = images.flatMap((image) => image.warnings ?? []);
  return {
    accepted: run.code === 0 && images.length > 0,
    images: images.length,
    cells: images.reduce((sum, { metrics }) => sum + (metrics['predictedCells'] ?? 0), 0),
    f1: sheet?.summary.pooled['f1@0.5'] ?? null,
    text: run.stderr,
    warnings: [run.stderr, ...warnings.map((warning) => JSON.stringify(warning))].join('\n').trim(),
  };
}

function optionsOf(choice: NonNullable<FieldCase['choice']>): string[] {
  return Object.entries(choice).flatMap(([name, value]) =>
    value === true ? [`--${name}`] : [`--${name}`, String(value)],
  );
}

interface Plan {
  readonly images: readonly { cells: number | null }[];
}

async function runImport(root: string, { layout = 'folder', files, choice = {} }: FieldCase): Promise<Outcome> {
  const named = layout === 'livecell' ? [] : ['--dataset', 'field', '--object', 'cell'];
  const run = await runProgram([
    ...['import', layout, join(root, files[0]), '--dry-run', '--json'],
    ...named,
    ...optionsOf(choice),
  ]);
  const { images } = run.code > 1 ? { images: [] } : (JSON.parse(run.stdout) as Plan);
  return {
    accepted: run.code === 0 && images.length > 0,
    images: images.length,
    cells: images.reduce((sum, { cells }) => sum + (cells ?? 0), 0),
    f1: null,
    text: run.stderr,
    warnings: run.stderr.trim(),
  };
}

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program in this process, and takes what it writes. */
async function runProgram(words: readonly string[]): Promise<Run> {
  const text = { stdout: '', stderr: '' };
  const exitCode = process.exitCode;
  process.exitCode = 0;
  const restore = (['stdout', 'stderr'] as const).map((name) =>
    capture(name, (piece) => {
      text[name] += piece;
    }),
  );
  try {
    await createProgram(new AbortController().signal).parseAsync([...words], { from: 'user' });
    return { code: codeNow(), ...text };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { code: 2, stdout: text.stdout, stderr: `${text.stderr}${message}` };
  } finally {
    process.exitCode = exitCode;
    for (const give of restore) give();
  }
}

function codeNow(): number {
  return Number(process.exitCode);
}

/** Takes what is written to a stream; gives it back when the result is called. */
function capture(name: 'stdout' | 'stderr', take: (piece: string) => void): () => void {
  const stream = process[name];
  const write = stream.write.bind(stream);
  stream.write = (piece: string | Uint8Array) => {
    take(typeof piece === 'string' ? piece : new TextDecoder().decode(piece));
    return true;
  };
  return () => {
    stream.write = write;
  };
}
