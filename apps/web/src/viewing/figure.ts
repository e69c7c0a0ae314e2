import { LOOKS, scaleBar, type CellStatus } from '@cellboard/viewer';
import type { ShownPanel } from '@cellboard/viewer/react';

/** What a figure says beside its picture. */
export interface FigureWords {
  /** What the image is. */
  readonly title: string;
  /** Whose image it is, and where this view is found. */
  readonly lines: readonly string[];
  /** Side of a pixel in micrometres, where it is known. */
  readonly pixelUm: number | null;
  /** The statuses that its lines show; none where cells are compared with nothing. */
  readonly legend: readonly CellStatus[];
}

/** One thing to draw, in the order from bottom to top; places in CSS pixels. */
export type Mark =
  | { readonly kind: 'picture'; readonly width: number; readonly height: number; readonly y: number }
  | {
      readonly kind: 'box';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill: string;
    }
  | {
      readonly kind: 'line';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly stroke: string;
      readonly dashes: readonly number[];
      readonly thickness: number;
    }
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly fill: string;
      readonly size: number;
      readonly anchor: 'start' | 'middle';
      readonly bold: boolean;
    };

/** A figure for a paper: a picture with panel names, scale bar, legend and source. */
export interface Figure {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
}

/** A picture in CSS pixels, and where its panels lie. */
export interface FigurePicture {
  readonly width: number;
  readonly height: number;
  readonly panels: readonly Omit<ShownPanel, 'drawn'>[];
}

const HEAD = 34;
const LEGEND = 26;
const LINE = 18;
const LONGEST_BAR = 110;
const INK = '#1a2126';

/** Lays out a figure around the picture of a viewer. */
export function figureOf(picture: FigurePicture, words: FigureWords): Figure {
  const legend = legendMarks(words.legend, { top: HEAD + picture.height + 10, width: picture.width });
  const top = HEAD + picture.height + 10 + legend.rows * LEGEND;
  return {
    width: picture.width,
    height: top + words.lines.length * LINE + 10,
    marks: [
      { kind: 'box', x: 0, y: 0, width: picture.width, height: top + words.lines.length * LINE + 10, fill: '#fff' },
      text({ x: 0, y: 22, text: words.title, size: 16, bold: true }),
      { kind: 'picture', width: picture.width, height: picture.height, y: HEAD },
      ...picture.panels.flatMap((panel) => panelMarks(panel, words.pixelUm)),
      ...legend.marks,
      ...words.lines.map((line, k) => text({ x: 0, y: top + (k + 1) * LINE - 4, text: line, size: 12 })),
    ],
  };
}

interface Text {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size?: number;
  readonly fill?: string;
  readonly anchor?: 'start' | 'middle';
  readonly bold?: boolean;
}

const text = ({ size = 13, fill = INK, anchor = 'start', bold = false, ...rest }: Text): Mark => ({
  kind: 'text',
  size,
  fill,
  anchor,
  bold,
  ...rest,
});

/** Its name at the top left and a scale bar at the bottom right, each on a dark ground. */
function panelMarks(panel: FigurePicture['panels'][number], pixelUm: number | null): Mark[] {
  const { x, y, width, height, name, scale } = panel;
  const words = name ?? 'Image';
  const bar = scaleBar({ scale, longest: Math.min(LONGEST_BAR, width / 3), ...(pixelUm !== null && { pixelUm }) });
  const [right, bottom] = [x + width - 12, HEAD + y + height - 10];
  const ground = '#141414cc';
  return [
    {
      kind: 'box',
      x: x + 6,
      y: HEAD + y + 6,
      width: Math.min(width - 12, 16 + words.length * 7.2),
      height: 22,
      fill: ground,
    },
    text({ x: x + 14, y: HEAD + y + 21, text: words, fill: '#fff' }),
    { kind: 'box', x: right - bar.length - 8, y: bottom - 24, width: bar.length + 16, height: 30, fill: ground },
    { kind: 'line', x: right - bar.length, y: bottom, width: bar.length, stroke: '#fff', dashes: [], thickness: 3 },
    text({ x: right - bar.length / 2, y: bottom - 8, text: bar.label, fill: '#fff', size: 12, anchor: 'middle' }),
  ];
}

function legendMarks(statuses: readonly CellStatus[], { top, width }: { top: number; width: number }) {
  let [x, row] = [0, 0];
  const marks = statuses.flatMap((status): Mark[] => {
    const { name, colour, dashes } = LOOKS[status];
    const needed = 56 + name.length * 7.2;
    if (x > 0 && x + needed > width) [x, row] = [0, row + 1];
    const [left, y] = [x, top + row * LEGEND + 12];
    x += needed;
    return [
      { kind: 'box', x: left, y: y - 6, width: 36, height: 12, fill: '#0b0d0f' },
      { kind: 'line', x: left, y, width: 36, stroke: `rgb(${colour.join(',')})`, dashes, thickness: 2.5 },
      text({ x: left + 42, y: y + 4, text: name }),
    ];
  });
  return { marks, rows: statuses.length === 0 ? 0 : row + 1 };
}

const FONT = 'Inter, Helvetica, Arial, sans-serif';

const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Dashes as SVG takes them: of an odd number of lengths it makes another pattern. */
const even = (dashes: readonly number[]): readonly number[] => (dashes.length % 2 === 0 ? dashes : []);

/**
 * A figure as an SVG file: words and lines stay such.
 *
 * @param picture elements of SVG, from the top left corner of the picture
 */
export function figureSvg({ width, height, marks }: Figure, picture: string): string {
  const drawn = marks.map((mark) => {
    switch (mark.kind) {
      case 'picture':
        return `<g transform="translate(0 ${n(mark.y)})">\n${picture}\n</g>`;
      case 'box':
        return `<rect x="${n(mark.x)}" y="${n(mark.y)}" width="${n(mark.width)}" height="${n(mark.height)}" fill="${mark.fill}"/>`;
      case 'line': {
        const dashes = even(mark.dashes);
        const pattern = dashes.length > 0 ? ` stroke-dasharray="${dashes.join(' ')}"` : '';
        return `<path d="M${n(mark.x)} ${n(mark.y)}h${n(mark.width)}" stroke="${mark.stroke}" stroke-width="${n(mark.thickness)}"${pattern}/>`;
      }
      case 'text':
        return `<text x="${n(mark.x)}" y="${n(mark.y)}" fill="${mark.fill}" font-size="${n(mark.size)}" text-anchor="${mark.anchor}"${mark.bold ? ' font-weight="600"' : ''}>${escaped(mark.text)}</text>`;
    }
  });
  const size = `width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="${FONT}">\n${drawn.join('\n')}\n</svg>\n`;
}

const n = (value: number): string => String(Number(value.toFixed(2)));

/** A figure as a PNG file, twice as fine as on the screen or as fine as its picture. */
export async function figurePng({ width, height, marks }: Figure, picture: ImageBitmap): Promise<Blob> {
  const ratio = Math.max(2, picture.width / width);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser has no canvas to draw the figure on.');
  context.scale(ratio, ratio);
  context.imageSmoothingEnabled = false;
  for (const mark of marks) draw(context, mark, picture);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
  if (!blob) throw new Error('The browser made no picture of the figure. Make the window smaller and try again.');
  return blob;
}

function draw(context: CanvasRenderingContext2D, mark: Mark, picture: ImageBitmap): void {
  switch (mark.kind) {
    case 'picture':
      context.drawImage(picture, 0, mark.y, mark.width, mark.height);
      return;
    case 'box':
      context.fillStyle = mark.fill;
      context.fillRect(mark.x, mark.y, mark.width, mark.height);
      return;
    case 'line':
      context.strokeStyle = mark.stroke;
      context.lineWidth = mark.thickness;
      context.setLineDash([...even(mark.dashes)]);
      context.beginPath();
      context.moveTo(mark.x, mark.y);
      context.lineTo(mark.x + mark.width, mark.y);
      context.stroke();
      return;
    case 'text':
      context.fillStyle = mark.fill;
      context.font = `${mark.bold ? '600 ' : ''}${String(mark.size)}px ${FONT}`;
      context.textAlign = mark.anchor === 'middle' ? 'center' : 'left';
      context.fillText(mark.text, mark.x, mark.y);
  }
}
