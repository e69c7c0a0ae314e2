import { STATUS_BITS, FLAGS } from '../../cells/cell-table.ts';
import { PERIOD } from '../../cells/status.ts';
import { MOST_CHANNELS } from '../../image/channels.ts';
import { STEPS } from '../../image/colour-map.ts';
import { MARGIN } from '../../view/pixel-lookup.ts';
import { BESIDE, DASHES, HALO, HATCH, HATCH_STEP, HATCHES, PHASE } from '../look.ts';

/** How samples are kept on the graphics card: as whole numbers, as floating point numbers, or there is no image. */
export type SampleKind = 'whole' | 'floating' | 'none';

/** Cells in a row of the texture that holds a table of cells. */
export const TABLE_WIDTH = 1024;

/** One triangle that covers the panel. */
export const VERTEX = `#version 300 es
void main() {
  gl_Position = vec4(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0, 0.0, 1.0);
}`;

const list = (numbers: readonly number[]) => `int[${numbers.length}](${numbers.join(', ')})`;

/*
 * Comments on shaders stand here, beside their text, since what is in the text is sent to every visitor.
 *
 * `Layer` is a layer of cells: width and height of a tile, tiles side by side; widths of lines, see LineWidths of
 * look.ts. `places` has in row 0 the image's column at each screen column, in row 1 its row. `corner` is the left edge
 * of the panel, its upper edge from the bottom, and the unit of lines; `origin` the screen pixel where the image begins.
 * A `layerCount` of -1 asks for the cell's number instead of colours.
 */
const DECLARATIONS = `
precision highp float;
precision highp int;
precision highp isampler2D;
precision highp usampler2D;
precision highp usampler2DArray;
precision highp sampler2DArray;

struct Layer { ivec3 tiles; int line; int selected; int widest; int fill; };

uniform isampler2D places;
uniform ivec3 corner;
uniform ivec2 origin;
uniform int layerCount;
uniform Layer layers[3];
uniform usampler2DArray cells0;
uniform usampler2DArray cells1;
uniform usampler2DArray cells2;
uniform usampler2D table0;
uniform usampler2D table1;
uniform usampler2D table2;
out vec4 colour;

const int MARGIN = ${MARGIN};
const ivec3 BESIDE = ivec3(${BESIDE.join(', ')});
const int PHASE = ${PHASE};
const int DASHES[${DASHES.length}] = ${list(DASHES)};
const int HATCHES[${HATCHES.length}] = ${list(HATCHES)};

int columnAt(int i) { return texelFetch(places, ivec2(i + MARGIN, 0), 0).r; }
int rowAt(int j) { return texelFetch(places, ivec2(j + MARGIN, 1), 0).r; }

ivec3 texel(ivec3 tiles, int column, int row) {
  return ivec3(column % tiles.x, row % tiles.y, (row / tiles.y) * tiles.z + column / tiles.x);
}

int cellOf(highp usampler2DArray cells, ivec3 tiles, int column, int row) {
  return column < 0 || row < 0 ? 0 : int(texelFetch(cells, texel(tiles, column, row), 0).r);
}

int cellAt(highp usampler2DArray cells, ivec3 tiles, ivec2 at) {
  return cellOf(cells, tiles, columnAt(at.x), rowAt(at.y));
}

bool isBeside(ivec2 at) { return columnAt(at.x) < 0 || rowAt(at.y) < 0; }

ivec3 blend(ivec3 under, ivec3 over, int share) { return (under * (255 - share) + over * share + 127) / 255; }
`;

/**
 * `maps` has a colour map in each row; `imageTiles` width and height of a tile, tiles side by side, tiles of a channel;
 * `channels` limits, gamma and the number of the channel.
 */
const IMAGE = (kind: SampleKind) =>
  kind === 'none'
    ? `ivec3 imageAt(ivec2 at) { return isBeside(at) ? BESIDE : ivec3(0); }`
    : `
uniform ${kind === 'whole' ? 'usampler2DArray' : 'sampler2DArray'} samples;
uniform usampler2D maps;
uniform ivec4 imageTiles;
uniform int channelCount;
uniform vec4 channels[${MOST_CHANNELS}];

int stepOf(float value, vec4 channel) {
  float share = channel.y > channel.x ? (value - channel.x) / (channel.y - channel.x) : value > channel.x ? 1.0 : 0.0;
  if (!(share > 0.0)) return 0;
  if (share >= 1.0) return ${STEPS - 1};
  return int(floor((channel.z == 1.0 ? share : pow(share, channel.z)) * ${STEPS - 1}.0 + 0.5));
}

ivec3 imageAt(ivec2 at) {
  int column = columnAt(at.x);
  int row = rowAt(at.y);
  if (column < 0 || row < 0) return BESIDE;
  ivec3 place = texel(imageTiles.xyz, column, row);
  ivec3 sum = ivec3(0);
  for (int k = 0; k < channelCount; k++) {
    ivec3 inChannel = place + ivec3(0, 0, int(channels[k].w) * imageTiles.w);
    float value = float(texelFetch(samples, inChannel, 0).r);
    sum += ivec3(texelFetch(maps, ivec2(stepOf(value, channels[k]), k), 0).rgb);
  }
  return min(sum, 255);
}`;

/**
 * `nearest` finds the distance to the next pixel of another cell than `gCell`, whether it is to the left or right, and
 * which cell it is; the last part of `place` is how far to look.
 */
const CELLS = `
uvec4 entry(highp usampler2D table, int cell) {
  return texelFetch(table, ivec2(cell % ${TABLE_WIDTH}, cell / ${TABLE_WIDTH}), 0);
}

int widthOf(Layer layer, int flags) {
  int added = ((flags & ${FLAGS.selected}) != 0 ? layer.selected : 0) + ((flags & ${FLAGS.hovered}) != 0 ? corner.z : 0);
  return min(layer.widest, layer.line + added);
}

bool hasLine(highp usampler2D table, Layer layer, int cell) {
  int flags = int(entry(table, cell).a);
  return cell > 0 && (flags & ${FLAGS.hidden}) == 0 && widthOf(layer, flags) > 0;
}

ivec3 nearest(highp usampler2DArray cells, ivec3 tiles, ivec3 place) {
  int column = columnAt(place.x);
  int row = rowAt(place.y);
  for (int k = 1; k <= MARGIN; k++) {
    if (k > place.z) break;
    int other = cellOf(cells, tiles, columnAt(place.x - k), row);
    if (other != gCell) return ivec3(k, 1, other);
    other = cellOf(cells, tiles, columnAt(place.x + k), row);
    if (other != gCell) return ivec3(k, 1, other);
    other = cellOf(cells, tiles, column, rowAt(place.y - k));
    if (other != gCell) return ivec3(k, 0, other);
    other = cellOf(cells, tiles, column, rowAt(place.y + k));
    if (other != gCell) return ivec3(k, 0, other);
  }
  return ivec3(MARGIN + 1, 0, 0);
}

ivec3 draw(ivec3 under, highp usampler2DArray cells, highp usampler2D table, Layer layer, ivec2 at) {
  int unit = corner.z;
  gCell = cellAt(cells, layer.tiles, at);
  uvec4 look = entry(table, gCell);
  int flags = int(look.a);
  if (gCell == 0 || (flags & ${FLAGS.hidden}) != 0) {
    ivec3 found = nearest(cells, layer.tiles, ivec3(at, unit));
    return found.x <= unit && hasLine(table, layer, found.z) ? blend(under, ivec3(0), ${HALO}) : under;
  }
  int width = widthOf(layer, flags);
  if (width > 0) {
    ivec3 found = nearest(cells, layer.tiles, ivec3(at, width + unit));
    if (found.x <= width + unit) {
      int place = (found.y == 1 ? at.y - origin.y : at.x - origin.x) + PHASE * unit;
      bool isDrawn = found.x <= width && ((DASHES[flags & ${STATUS_BITS}] >> ((place / unit) % ${PERIOD})) & 1) == 1;
      return isDrawn ? ivec3(look.rgb) : blend(under, ivec3(0), ${HALO});
    }
  }
  if (layer.fill == 0) return under;
  int rising = HATCHES[flags & ${STATUS_BITS}];
  int place = at.x - origin.x + rising * (at.y - origin.y) + PHASE * unit;
  bool isHatched = rising != 0 && (place / unit) % ${HATCH_STEP} == 0;
  return blend(under, ivec3(look.rgb), isHatched ? ${HATCH} : layer.fill);
}
`;

const MAIN = `
void main() {
  ivec2 at = ivec2(int(gl_FragCoord.x) - corner.x, corner.y - 1 - int(gl_FragCoord.y));
  if (layerCount < 0) {
    int cell = cellAt(cells0, layers[0].tiles, at);
    colour = vec4(cell & 255, (cell >> 8) & 255, (cell >> 16) & 255, (cell >> 24) & 255) / 255.0;
    return;
  }
  ivec3 shown = imageAt(at);
  if (layerCount > 0) shown = draw(shown, cells0, table0, layers[0], at);
  if (layerCount > 1) shown = draw(shown, cells1, table1, layers[1], at);
  if (layerCount > 2) shown = draw(shown, cells2, table2, layers[2], at);
  colour = vec4(vec3(shown) / 255.0, 1.0);
}
`;

/** The shader that draws a panel: in whole numbers, as `paintPanel` does. */
export function fragmentShader(kind: SampleKind): string {
  return `#version 300 es\n${DECLARATIONS}\nint gCell;\n${IMAGE(kind)}\n${CELLS}\n${MAIN}`;
}
