import type { OverlapRule } from '@cellboard/formats';
import type { LayoutEntry, LayoutSource, Outlined, TruthFiles } from './layout-entry.ts';

/** One way in which datasets lie on a disk. */
export interface Layout<Source, Entry> {
  readonly name: string;
  /** One sentence: what has to lie where. */
  readonly description: string;
  /** Yields images and defects, one after the other; holds one image at a time. */
  readonly read: (source: Source) => AsyncIterable<Entry>;
}

/** The layout in which a dataset's authors publish it. */
export interface PublishedLayout extends Layout<LayoutSource, LayoutEntry> {
  /** What its truths outline; of several the first is taken if none is asked for. */
  readonly outlines: readonly [Outlined, ...Outlined[]];
  /**
   * The files that the truth comes from.
   *
   * @throws DatasetError as `read`
   */
  readonly truthFiles: (source: LayoutSource) => Promise<TruthFiles>;
  /** Describes what may be chosen as a part; null where there are no parts. */
  readonly parts: string | null;
  /** Which cell keeps a pixel that several claim if not said; the smaller one where it is left out. */
  readonly overlap?: OverlapRule;
  /** Whether it reads a list of images with columns of any name, and takes images without truth. */
  readonly listed?: true;
  /** Whether its objects may be of several categories, of which one can be chosen. */
  readonly classes?: true;
}
