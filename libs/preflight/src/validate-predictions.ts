import type { Slug, TaskImage, ValidatedFile, ValidationReport } from '@cellboard/contract';
import type { LabelCheck, LabelChoice, SetEntry, SetListing } from '@cellboard/formats';
import type { Finding } from './finding.ts';
import { toProblems } from './group-findings.ts';
import { judgeFile } from './judge-file.ts';
import { keyOf, matchNames, type Match } from './match-names.ts';

/** What predictions are for. */
export interface Target {
  readonly task: Slug;
  /** The only dataset that they are for; null for the whole task. */
  readonly dataset: Slug | null;
  /** The images of the task, or of that dataset of it. */
  readonly images: readonly TaskImage[];
}

/** How the label images of a set are read. */
export interface Reading {
  /** Says all that is known of one. */
  readonly check: (entry: SetEntry, choice: LabelChoice) => Promise<LabelCheck>;
  /** How files are read that leave something open. */
  readonly choice?: LabelChoice;
  /** Files read at once; one where not given. */
  readonly atOnce?: number;
  readonly signal?: AbortSignal;
  /** Called as each file is done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** The report and which label image belongs to which image. */
export interface Validation {
  readonly report: ValidationReport;
  readonly matches: readonly Match[];
}

/** Checks a set of predictions against a task. Never throws for what the set holds. */
export async function validatePredictions(target: Target, listing: SetListing, reading: Reading): Promise<Validation> {
  const { matches, findings: named, extra } = matchNames(target.images, listing);
  const findings: Finding[] = [...setFindings(listing, { matches, target }), ...named];
  const checks = await checkAll(matches, reading);
  const files: ValidatedFile[] = [];
  for (const [i, match] of matches.entries()) {
    const check = checks[i];
    if (!check) continue;
    const found = judgeFile(match, check);
    findings.push(...found);
    files.push(fileOf(match, { check, found }));
  }
  findings.push(...identical(matches, checks));
  const expected = expectedImages(target, matches);
  const there = new Set(matches.map(({ image }) => keyOf(image)));
  const contested = new Set(named.map(({ image }) => image));
  const missing = expected.filter((image) => !there.has(keyOf(image)) && !contested.has(image.name));
  // Where no file matches, that every image is missing says nothing more.
  if (matches.length > 0) findings.push(...missing.map(missingFinding));
  const problems = toProblems(findings);
  const refused = problems.some(({ severity }) => severity === 'error');
  const complete = missing.length > 0 ? 'incomplete' : 'ready';
  const report: ValidationReport = {
    ...{ task: target.task, dataset: target.dataset, kind: listing.kind, problems, files, extra },
    verdict: refused ? 'refused' : complete,
    expected: expected.length,
    found: matches.length,
    scored: matches.filter(({ image }) => image.scored).length,
    missing: missing.length,
    cells: files.reduce((sum, { state, cells }) => sum + (state === 'sound' ? (cells ?? 0) : 0), 0),
  };
  return { report, matches };
}

/** The report on a set that cannot be opened. */
export function unopenedReport({ task, dataset, images }: Target, message: string): ValidationReport {
  const expected = images.filter(({ scored }) => scored).length;
  return {
    ...{ task, dataset, kind: null, verdict: 'refused', expected, found: 0, scored: 0, missing: expected, extra: 0 },
    cells: 0,
    problems: toProblems([{ code: 'set-unreadable', message }]),
    files: [],
  };
}

async function checkAll(matches: readonly Match[], reading: Reading): Promise<LabelCheck[]> {
  const { check, choice = {}, atOnce = 1, signal, onProgress } = reading;
  const checks: LabelCheck[] = [];
  const waiting = matches.entries();
  let done = 0;
  const work = async () => {
    for (const [i, { entry, image }] of waiting) {
      signal?.throwIfAborted();
      const size = { width: image.width, height: image.height };
      checks[i] = await check(entry, { ...choice, size });
      onProgress?.(++done, matches.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, matches.length) }, work));
  return checks;
}

function setFindings(
  { entries, ignored, unnamed }: SetListing,
  { matches, target }: { matches: readonly Match[]; target: Target },
): Finding[] {
  const findings: Finding[] = ignored.map((file) => ({ code: 'ignored', file, message: 'Not a label image.' }));
  if (unnamed > 0)
    findings.push({ code: 'unnamed-images', message: `It holds ${unnamed} label images without names.` });
  else if (matches.length === 0) findings.push({ code: 'nothing-matches', message: namesOf(entries, target) });
  return findings;
}

function namesOf(entries: readonly SetEntry[], { images }: Target): string {
  const held = entries.slice(0, 3).map(({ path }) => path);
  const wanted = images.slice(0, 3).map(({ name }) => name);
  const found = held.length === 0 ? 'no label images' : `${held.join(', ')}${entries.length > 3 ? ' …' : ''}`;
  return `It holds ${found}. The images of the task are ${wanted.join(', ')}${images.length > 3 ? ' …' : ''}.`;
}

/** The scored images of the datasets that the set is for: those that it has predictions for, or all if it has none. */
function expectedImages({ images }: Target, matches: readonly Match[]): TaskImage[] {
  const datasets = new Set(matches.map(({ image }) => image.dataset));
  return images.filter(({ scored, dataset }) => scored && (datasets.size === 0 || datasets.has(dataset)));
}

function missingFinding({ dataset, name }: TaskImage): Finding {
  return { code: 'missing', dataset, image: name, message: 'No file has the name of this image.' };
}

function fileOf(
  { entry, image }: Match,
  { check, found }: { check: LabelCheck; found: readonly Finding[] },
): ValidatedFile {
  const { width, height, dtype, format, cells, maxId } = check;
  const refused = toProblems(found).some(({ severity }) => severity === 'error');
  const state = check.serverDecodes ? 'unchecked' : 'sound';
  const facts = { width, height, dtype, format, cells, maxId };
  return { file: entry.path, dataset: image.dataset, image: image.name, ...facts, state: refused ? 'refused' : state };
}

/** Predictions with the same cells in the same pixels; empty ones are another matter. */
function identical(matches: readonly Match[], checks: readonly LabelCheck[]): Finding[] {
  const first = new Map<string, Match>();
  const findings: Finding[] = [];
  for (const [i, match] of matches.entries()) {
    const { sha1, cells, width } = checks[i] ?? {};
    if (sha1 == null || cells == null || cells === 0) continue;
    const key = `${sha1} ${width ?? 0}`;
    const earlier = first.get(key);
    if (!earlier) first.set(key, match);
    else {
      const { dataset, name: image } = match.image;
      const message = `It has the same cells as ${earlier.entry.path}.`;
      findings.push({ code: 'identical', file: match.entry.path, dataset, image, message });
    }
  }
  return findings;
}
