import { channelOf, numpyLabels, type NumpyArray } from '@cellboard/formats';
import type { DatasetTags } from '../entries/dataset-entry.ts';
import { frameImage } from './frame-image.ts';
import { defect, note, type LayoutEntry } from '../entries/layout-entry.ts';
import { framePairs, type NpzArrays } from './npz-array-pair.ts';
import { faultOf, imageEntry } from '../images/read-image.ts';
import { truthOf, type Truth } from '../images/truth.ts';

/** An .npz file of a dataset, and what its images are called. */
export interface NpzPart extends NpzArrays {
  /** Of the truths, from 0. */
  readonly labelChannel: number;
  /** Name and tags of the image at a place of the array, from 0. */
  readonly imageAt: (index: number) => { readonly name: string; readonly tags: DatasetTags };
}

/**
 * Reads the images of an .npz file with their truths, one after the other. The image's file depends on the image
 * alone, so that two truths of it share one file.
 *
 * @throws DatasetError ANNOTATIONS_UNREADABLE if the file is damaged
 */
export async function* readNpzPart(part: NpzPart): AsyncGenerator<LayoutEntry> {
  let index = 0;
  let roundingTold = false;
  for await (const { image: frame, label } of framePairs(part)) {
    const { name, tags } = part.imageAt(index++);
    const truth = truthOfFrame(label, part.labelChannel);
    if (typeof truth === 'string') {
      yield defect(name, truth);
      continue;
    }
    const { encode, exact, withoutValue, content } = frameImage(frame);
    if (!exact && !roundingTold) {
      roundingTold = true;
      yield note(
        name,
        `Numbers of "${part.images}" do not fit into 32-bit floating point; they are rounded, here and in others.`,
      );
    }
    if (withoutValue > 0)
      yield note(name, `${withoutValue} of its samples are infinite or not a number. They are kept.`);
    yield* imageEntry({ name, tags, truth, ignore: null, content, image: encode });
  }
}

/** The truth in a channel of a frame, or a sentence that says why it cannot be used. */
function truthOfFrame(frame: NumpyArray, channel: number): Truth | string {
  try {
    const { values, width, height } = numpyLabels(channelOf(frame, channel), {});
    return truthOf(values, { width, height });
  } catch (error) {
    return faultOf(error);
  }
}

/** A place in an array as part of a name, wide enough that names stand in its order. */
export function placeName(index: number, count: number): string {
  return String(index).padStart(Math.max(4, String(count - 1).length), '0');
}
