import type { LabelCheck, LabelChoice, LabelSet, SetEntry, SetListing } from '@cellboard/formats';
import { openFileSource, openLabelSet, type FileSource } from '@cellboard/formats/node';

/** Names a set of label images: where it lies, and the name under which it was given. */
export interface SetPlace {
  readonly path: string;
  readonly name: string;
}

/** One label image of a set, and how it is read. */
export interface SetQuestion {
  readonly entry: SetEntry;
  readonly choice: LabelChoice;
}

/** The set that was asked last stays open: its label images are asked for one after the other. */
let opened: { readonly place: string; readonly source: FileSource; readonly set: LabelSet } | undefined;

async function open({ path, name }: SetPlace): Promise<LabelSet> {
  const place = `${path}\0${name}`;
  if (opened?.place === place) return opened.set;
  await opened?.source.close();
  opened = undefined;
  const source = await openFileSource(path);
  try {
    opened = { place, source, set: await openLabelSet(source, name) };
    return opened.set;
  } catch (error) {
    await source.close();
    throw error;
  }
}

/** Lists the label images of a set. */
async function listSet(place: SetPlace): Promise<SetListing> {
  return (await open(place)).listing;
}

/** Says all that is known of a label image of a set. */
async function checkEntry(place: SetPlace, { entry, choice }: SetQuestion): Promise<LabelCheck> {
  return (await open(place)).check(entry, choice);
}

/** A file with one label image of a set alone. */
async function takeEntry(place: SetPlace, { entry, choice }: SetQuestion): Promise<Uint8Array> {
  return (await open(place)).take(entry, choice);
}

/** The tasks on sets by the names under which they are asked for. */
export const setTasks = { listSet, checkEntry, takeEntry };
