import type { Finding } from '@cellboard/contract';
import { figure, finding } from './finding.ts';
import { kindsOf, type Kind } from './kinds.ts';
import type { ImageMeasures } from './measure-image.ts';
import { median } from './spread.ts';

/** The perceptual hash of pictures without structure. */
export const WITHOUT_STRUCTURE = '0'.repeat(16);

/** Fewest images of a kind that another one is compared with, and which part of them has to agree. */
const FEWEST_IMAGES = 10;
const MOST = 0.9;

/** Pixel sizes whose factor is beyond this differ. */
const PIXEL_SIZE_FACTOR = 1.5;

/** Finds pictures that are blank, and those with other channels or another pixel size than others of their kind. */
export function* pictureFindings(images: readonly ImageMeasures[]): Generator<Finding> {
  for (const { name, perceptualHash, levels } of images) {
    if (perceptualHash === WITHOUT_STRUCTURE)
      yield finding(
        'blank',
        name,
        `It shows nothing: its brightness is even, from ${levels[0]} to ${levels[1]} of 255.`,
      );
  }
  for (const kind of kindsOf(images)) {
    if (kind.images.length < FEWEST_IMAGES) continue;
    yield* otherChannels(kind);
    yield* otherPixelSize(kind);
  }
}

function* otherChannels({ words, images }: Kind<ImageMeasures>): Generator<Finding> {
  const usual = median(images.map(({ channels }) => channels));
  const others = images.filter(({ channels }) => channels !== usual);
  if (others.length > images.length - images.length * MOST) return;
  for (const { name, channels } of others) {
    const agree = `${figure(images.length - others.length)} of ${figure(images.length)} images of ${words} have ${usual}`;
    yield finding(
      'unlike-others',
      name,
      `It has ${channels} ${channels === 1 ? 'channel' : 'channels'}, where ${agree}.`,
    );
  }
}

function* otherPixelSize({ words, images }: Kind<ImageMeasures>): Generator<Finding> {
  const known = images.flatMap(({ tags }) => tags.pixelSizeUm ?? []);
  if (known.length < images.length * MOST) return;
  const usual = median(known);
  const differs = (size: number | null) =>
    size === null || Math.abs(Math.log(size / usual)) > Math.log(PIXEL_SIZE_FACTOR);
  const others = images.filter(({ tags }) => differs(tags.pixelSizeUm));
  if (others.length > images.length - images.length * MOST) return;
  for (const { name, tags } of others) {
    const own =
      tags.pixelSizeUm === null
        ? 'The side of its pixels is not stated'
        : `Its pixels are ${figure(tags.pixelSizeUm)} µm wide`;
    yield finding('unlike-others', name, `${own}, where ${figure(usual)} µm are usual for images of ${words}.`);
  }
}
