import { FLAGS, LOOKS, paintPanel, STATUS_BITS, STATUSES, type CellLayer, type Panel } from '@cellboard/viewer';
import type { ShownPanel } from '@cellboard/viewer/react';
import { cellPaths, type Loop, type Region } from './cell-paths.ts';

/** A picture of the samples of an image, without cells. */
export interface RasterPart {
  /** Four bytes for each pixel. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

/** The part of the image that a panel shows, in whole pixels. */
export function shownRegion({ view, rect, size }: Panel): Region {
  const [across, down] = [rect.width / view.scale / 2, rect.height / view.scale / 2];
  return {
    left: Math.max(0, Math.floor(view.x - across)),
    top: Math.max(0, Math.floor(view.y - down)),
    right: Math.min(size.width, Math.ceil(view.x + across)),
    bottom: Math.min(size.height, Math.ceil(view.y + down)),
  };
}

/** The image of a panel, a pixel for each of its own, or as fine as the screen where it is shown smaller. */
export function rasterOf(panel: Panel): RasterPart {
  const { left, top, right, bottom } = shownRegion(panel);
  const scale = Math.min(1, panel.view.scale);
  const [width, height] = [right - left, bottom - top].map((side) => Math.max(1, Math.round(side * scale)));
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  const rect = { x: 0, y: 0, width: width ?? 1, height: height ?? 1 };
  const pixels = paintPanel({ ...panel, rect, view: { x, y, scale }, layers: [] }, 1);
  return { pixels: new Uint8ClampedArray(pixels), width: rect.width, height: rect.height };
}

/**
 * A panel as SVG: the image as a picture, its cells as paths that other programs can edit.
 *
 * @param address of the picture of the image, such as a data URL
 * @param id apart from those of other panels
 */
export function panelSvg(
  { drawn, x, y, width, height }: ShownPanel,
  { address, id, ratio }: { readonly address: string; readonly id: string; readonly ratio: number },
): string {
  const region = shownRegion(drawn);
  const scale = drawn.view.scale / ratio;
  const place: Place = {
    scale,
    x: x + width / 2 - drawn.view.x * scale,
    y: y + height / 2 - drawn.view.y * scale,
  };
  const [left, top] = [place.x + region.left * scale, place.y + region.top * scale];
  const size = [(region.right - region.left) * scale, (region.bottom - region.top) * scale] as const;
  const box = `x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"`;
  return [
    `<clipPath id="${id}"><rect ${box}/></clipPath>`,
    `<g clip-path="url(#${id})">`,
    `<rect ${box} fill="#1b1b1b"/>`,
    `<image x="${n(left)}" y="${n(top)}" width="${n(size[0])}" height="${n(size[1])}" preserveAspectRatio="none" ` +
      `style="image-rendering:pixelated" href="${address}"/>`,
    ...drawn.layers.map((layer, k) => layerSvg(layer, { region, place, id: `${id}-${String(k)}` })),
    '</g>',
  ].join('\n');
}

interface Place {
  readonly x: number;
  readonly y: number;
  /** CSS pixels of an image pixel. */
  readonly scale: number;
}

interface LayerInput {
  readonly region: Region;
  readonly place: Place;
  readonly id: string;
}

/** What of the screen's look becomes a share here: see HALO and HATCH of the viewer. */
const shares = { halo: 0.59, hatch: 0.78 } as const;

function layerSvg({ labels, table, fill, line }: CellLayer, { region, place, id }: LayerInput): string {
  const hatches = new Map<string, string>();
  const halos: string[] = [];
  const cells: string[] = [];
  for (const [cell, loops] of cellPaths(labels, region)) {
    const flags = table[4 * cell + 3] ?? 0;
    if ((flags & FLAGS.hidden) !== 0) continue;
    const look = LOOKS[STATUSES[flags & STATUS_BITS] ?? 'plain'];
    const colour = hex(table.subarray(4 * cell, 4 * cell + 3));
    const path = pathOf(loops, place);
    const width = line === 0 ? 0 : line + ((flags & FLAGS.selected) !== 0 ? Math.max(line, 2) : 0);
    const dashes = look.dashes.length > 1 ? ` stroke-dasharray="${look.dashes.join(' ')}"` : '';
    const stroke = width === 0 ? '' : ` stroke="${colour}" stroke-width="${n(width)}"${dashes}`;
    if (width > 0) halos.push(`<path d="${path}" stroke-width="${n(width + 2)}"/>`);
    cells.push(`<path d="${path}" fill="${colour}" fill-opacity="${n(fill)}"${stroke}/>`);
    if (look.hatch === 'none' || fill === 0) continue;
    const name = `${id}-${look.hatch}-${colour.slice(1)}`;
    hatches.set(name, patternSvg(name, look.hatch, colour));
    cells.push(`<path d="${path}" fill="url(#${name})"/>`);
  }
  return [
    ...hatches.values(),
    `<g fill="none" stroke="#000" stroke-opacity="${String(shares.halo)}">`,
    ...halos,
    '</g>',
    '<g fill-rule="evenodd">',
    ...cells,
    '</g>',
  ].join('\n');
}

function patternSvg(id: string, hatch: 'rising' | 'falling', colour: string): string {
  const way = hatch === 'rising' ? 'M-1 9L9 -1' : 'M-1 -1L9 9';
  return (
    `<pattern id="${id}" width="8" height="8" patternUnits="userSpaceOnUse">` +
    `<path d="${way}" stroke="${colour}" stroke-opacity="${String(shares.hatch)}"/></pattern>`
  );
}

function pathOf(loops: readonly Loop[], { x, y, scale }: Place): string {
  return loops
    .map((loop) => {
      const corners = loop.map((value, k) => n((k % 2 === 0 ? x : y) + value * scale));
      // Every other corner is on the same column as the one before it, and the others on the same row.
      return corners.reduce((path, value, k) => {
        if (k < 2) return k === 0 ? `M${value}` : `${path} ${value}`;
        if (value === corners[k - 2]) return path;
        return `${path}${k % 2 === 0 ? 'H' : 'V'}${value}`;
      }, '');
    })
    .map((path) => `${path}Z`)
    .join('');
}

const hex = (colour: Uint8Array): string =>
  `#${[...colour].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
const n = (value: number): string => String(Number(value.toFixed(2)));
