import { LabelReading } from '@cellboard/contract';
import type { LabelChoice } from '@cellboard/formats';
import { InvalidArgumentError, Option, type Command } from 'commander';

/** The options that say how a label image's file is read where it leaves something open, as commander reads them. */
export interface ChoiceFlags {
  readonly plane?: number;
  readonly array?: string;
  readonly class?: string;
  readonly components?: boolean;
  readonly objects?: true;
  readonly colours?: 'packed' | 'distinct';
}

/** Of whose files the options speak; those of the truth begin with `--truth-` where predictions have them too. */
interface ChoiceOptions {
  readonly of: string;
  readonly prefix?: 'truth-';
}

/** Adds the options that say how label images are read where their files leave something open. */
export function addChoiceOptions(command: Command, { of, prefix }: ChoiceOptions): Command {
  const name = (option: string) => `--${prefix ?? ''}${option}`;
  return command
    .addOption(
      new Option(
        `${name('plane')} <number>`,
        `which plane of ${of}, from 1: pages, slices, frames and channels alike`,
      ).argParser(planeNumber),
    )
    .option(`${name('array')} <name>`, `which array of ${of}, where a file holds several`)
    .option(`${name('class')} <name>`, `which category or class of ${of}, where a file holds several`)
    .option(name('components'), `every connected part in ${of} is a cell, as in a binary mask`)
    .addOption(
      new Option(name('objects'), `every plane of ${of} is the mask of one cell`).conflicts(
        ['plane', 'components', 'colours'].map((option) => attribute(`${prefix ?? ''}${option}`)),
      ),
    )
    .addOption(
      new Option(
        `${name('colours')} <how>`,
        `how colours of ${of} are read: "distinct" takes each colour for a cell, "packed" takes red + 256 green + 65,536 blue for the id`,
      ).choices(['packed', 'distinct']),
    );
}

/** The name under which commander keeps an option, such as `truthPlane`. */
function attribute(option: string): string {
  return new Option(`--${option}`).attributeName();
}

/** Adds the options that say which label image belongs to which image. */
export function addPairOptions(command: Command): Command {
  return command
    .option('--pair <pattern>', 'how the files are named, with * for the name of the image, such as "pred_*_v2.tif"')
    .option(
      '--in-order',
      "one file, such as a stack, holds the label images of all images, in the text order of the images' names (img10 before img2)",
    );
}

/** A number of a plane, as commander reads it. */
export function planeNumber(text: string): number {
  const plane = Number(text);
  if (Number.isInteger(plane) && plane >= 1) return plane;
  throw new InvalidArgumentError('Expected a whole number from 1.');
}

/** The choice that options make. */
export function choiceOf(flags: ChoiceFlags): LabelChoice {
  const { plane, array, class: name, components, objects, colours } = flags;
  return {
    ...(plane !== undefined && { plane }),
    ...(array !== undefined && { part: array }),
    ...(name !== undefined && { class: name }),
    ...(components && { components }),
    ...(objects && { objects }),
    ...(colours !== undefined && { colours }),
  };
}

/** What is kept of the choice with a submission; undefined if nothing was chosen. */
export function readingOf(flags: ChoiceFlags): LabelReading | undefined {
  const { part, size: _, ...chosen } = choiceOf(flags);
  const reading = LabelReading.parse({ ...chosen, ...(part !== undefined && { array: part }) });
  return Object.keys(reading).length === 0 ? undefined : reading;
}

/** How the files of a submission were read, as options. */
export function readingWords(reading: LabelReading): string {
  return Object.entries(reading)
    .map(([name, value]) => (value === true ? `--${name}` : `--${name} ${String(value)}`))
    .join(' ');
}

/** The options of the truth beside those of predictions, as commander reads them. */
export interface TruthChoiceFlags {
  readonly truthPlane?: number;
  readonly truthArray?: string;
  readonly truthClass?: string;
  readonly truthComponents?: true;
  readonly truthObjects?: true;
  readonly truthColours?: 'packed' | 'distinct';
}

/** The choice that options make for the truth. */
export function truthChoiceOf(flags: TruthChoiceFlags): LabelChoice {
  return choiceOf({
    ...(flags.truthPlane !== undefined && { plane: flags.truthPlane }),
    ...(flags.truthArray !== undefined && { array: flags.truthArray }),
    ...(flags.truthClass !== undefined && { class: flags.truthClass }),
    ...(flags.truthComponents && { components: true }),
    ...(flags.truthObjects && { objects: true }),
    ...(flags.truthColours !== undefined && { colours: flags.truthColours }),
  });
}

/** Options that messages about a label image's file may name. */
const NAMED = /--(plane|array|class|components|objects|colours)\b/g;

/** A message about the file of a truth: its options have names of their own where predictions have them too. */
export function forTruth(message: string): string {
  return message.replace(NAMED, '--truth-$1');
}
