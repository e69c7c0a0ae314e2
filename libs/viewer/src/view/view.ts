/** A length across and a length down. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A place, across from the left and down from the top. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * What part of an image a panel shows. Pixel (column c, row r) of the image covers [c, c + 1) × [r, r + 1), so its
 * middle is at (c + 0.5, r + 0.5).
 */
export interface View extends Point {
  /** Screen pixels per image pixel, above 0. `x` and `y` are the image point in the middle of the panel. */
  readonly scale: number;
}

/** The panel and the image that a view belongs to: both in pixels, the panel in those of the screen. */
export interface Frame {
  readonly panel: Size;
  readonly image: Size;
}

/** Screen pixels per image pixel at which nothing more is to be seen. */
export const LARGEST_SCALE = 64;

/** How much smaller than fitted an image can be made. */
const SMALLEST_OF_FIT = 0.5;

const { max, min } = Math;

/** The view that shows the whole image, in the middle and as large as possible. */
export function fitView({ panel, image }: Frame): View {
  const scale = min(panel.width / image.width, panel.height / image.height);
  return { x: image.width / 2, y: image.height / 2, scale: min(scale, LARGEST_SCALE) };
}

/** The view that shows a part of the image, in pixels of the image, with a margin of a quarter on each side. */
export function viewOf(box: Point & Size, frame: Frame): View {
  const { panel } = frame;
  const scale = min(panel.width / box.width, panel.height / box.height) / 1.5;
  return clampView({ x: box.x + box.width / 2, y: box.y + box.height / 2, scale }, frame);
}

/** The point of the image under a point of the panel. */
export function toImage(view: View, panel: Size, point: Point): Point {
  return {
    x: view.x + (point.x - panel.width / 2) / view.scale,
    y: view.y + (point.y - panel.height / 2) / view.scale,
  };
}

/** The point of the panel that shows a point of the image; it may lie outside of the panel. */
export function toScreen(view: View, panel: Size, point: Point): Point {
  return {
    x: (point.x - view.x) * view.scale + panel.width / 2,
    y: (point.y - view.y) * view.scale + panel.height / 2,
  };
}

/** Moves what is shown by so many screen pixels: to the right and down where positive. */
export function pan(view: View, by: Point, frame: Frame): View {
  return clampView({ ...view, x: view.x - by.x / view.scale, y: view.y - by.y / view.scale }, frame);
}

/** How much to zoom, and the point of the panel that keeps its place. */
export interface Zoom {
  /** Above 1 to see larger, between 0 and 1 to see smaller. */
  readonly factor: number;
  readonly about: Point;
}

/** Zooms so that the image point under `about` stays there, unless it would lead past the edge of the image. */
export function zoom(view: View, { factor, about }: Zoom, frame: Frame): View {
  const [smallest, largest] = scaleRange(frame);
  const scale = min(largest, max(smallest, view.scale * factor));
  const fixed = toImage(view, frame.panel, about);
  const x = fixed.x - (about.x - frame.panel.width / 2) / scale;
  const y = fixed.y - (about.y - frame.panel.height / 2) / scale;
  return clampView({ x, y, scale }, frame);
}

/** Smallest and largest scale: half of a fitted image, and {@link LARGEST_SCALE}. */
export function scaleRange(frame: Frame): readonly [smallest: number, largest: number] {
  return [fitView(frame).scale * SMALLEST_OF_FIT, LARGEST_SCALE];
}

/**
 * The nearest view that is allowed: the scale in its range, and no edge of the image further inside than the middle of
 * the panel, so that an image is never lost from sight.
 */
export function clampView(view: View, frame: Frame): View {
  const [smallest, largest] = scaleRange(frame);
  return {
    x: min(frame.image.width, max(0, view.x)),
    y: min(frame.image.height, max(0, view.y)),
    scale: min(largest, max(smallest, view.scale)),
  };
}
