import type { LabelPixels } from '@cellboard/labels';
import type { NdArray } from 'ndarray';

/** The three kinds of microscopy that the demo shows. */
export type DemoKind = 'fluorescence' | 'phase-contrast' | 'histology';

/** What is known about an image beside its pixels; the words of the platform's image tags. */
export interface DemoTags {
  readonly cellType: string;
  readonly modality: string;
  readonly stain: string | null;
  readonly tissue: string | null;
  /** Side of a pixel in micrometres, as if the cells were of natural size. */
  readonly pixelSizeUm: number;
}

/** How hard an image is made, each from 0 (easy) to 1 (hard). */
export interface Difficulty {
  readonly density: number;
  readonly defocus: number;
  readonly noise: number;
}

/** A drawn image and its exact truth. */
export interface Rendering {
  /** Shape [height, width] in grey, [height, width, 3] in red, green, blue; 0–255. */
  readonly image: NdArray<Uint8Array>;
  /** Shape [height, width]: the visible pixels of every cell, numbered 1..n; 0 is background. */
  readonly truth: LabelPixels;
}

/** One image of a demo dataset; it is drawn when it is asked for. */
export interface DemoImage {
  readonly kind: DemoKind;
  /** Stable, unique among all demo images and fit for a file name: `fluorescence-01` … */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** 1 grey, 3 red, green, blue. */
  readonly channels: 1 | 3;
  readonly tags: DemoTags;
  readonly difficulty: Difficulty;
  /** Draws the image: the same bytes on every machine, each time. */
  readonly render: () => Rendering;
}

/** A dataset of demo images. */
export interface DemoDataset {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  /** What the truths outline. */
  readonly object: 'cell' | 'nucleus';
  /** From easy to hard. */
  readonly images: readonly DemoImage[];
}

/** What a painter needs: everything that distinguishes one image of a kind from the others. */
export interface Sitting {
  /** Seed of all randomness. */
  readonly seed: string;
  /** Which image of its kind, from 0. */
  readonly index: number;
  readonly width: number;
  readonly height: number;
  readonly difficulty: Difficulty;
}
