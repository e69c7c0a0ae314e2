import type { CellTable } from '../../cells/cell-table.ts';
import type { ChannelDisplay } from '../../image/channels.ts';
import { STEPS } from '../../image/colour-map.ts';
import type { PixelLookup } from '../../view/pixel-lookup.ts';
import { TABLE_WIDTH } from './shaders.ts';
import type { OnCard } from './texture-cache.ts';

/** A texture without smoothing. */
function plainTexture(gl: WebGL2RenderingContext): WebGLTexture {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  return texture;
}

/** Texels of four bytes, in rows. */
export class ByteTexture implements OnCard {
  readonly texture: WebGLTexture;
  readonly bytes: number;
  readonly #gl: WebGL2RenderingContext;

  constructor(gl: WebGL2RenderingContext, width: number, texels: Uint8Array) {
    this.#gl = gl;
    this.texture = plainTexture(gl);
    this.bytes = texels.length;
    const size = [width, texels.length / 4 / width, 0] as const;
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8UI, ...size, gl.RGBA_INTEGER, gl.UNSIGNED_BYTE, texels);
  }

  dispose(): void {
    this.#gl.deleteTexture(this.texture);
  }
}

/** A table of cells. */
export function tableTexture(gl: WebGL2RenderingContext, table: CellTable): ByteTexture {
  const texels = new Uint8Array(Math.ceil(table.length / 4 / TABLE_WIDTH) * TABLE_WIDTH * 4);
  texels.set(table);
  return new ByteTexture(gl, TABLE_WIDTH, texels);
}

/** The colour maps of an image's channels, one in each row. */
export function mapsTexture(gl: WebGL2RenderingContext, channels: readonly ChannelDisplay[]): ByteTexture {
  const texels = new Uint8Array(Math.max(1, channels.length) * STEPS * 4);
  for (const [k, { map }] of channels.entries()) {
    for (let i = 0; i < STEPS; i++) texels.set(map.subarray(i * 3, i * 3 + 3), (k * STEPS + i) * 4);
  }
  return new ByteTexture(gl, STEPS, texels);
}

/** The columns and rows that a panel shows: sent again whenever its view changes. */
export class PlacesTexture implements OnCard {
  readonly texture: WebGLTexture;
  readonly #gl: WebGL2RenderingContext;
  #shown: PixelLookup | undefined;
  #width = 0;

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.texture = plainTexture(gl);
  }

  get bytes(): number {
    return this.#width * 8;
  }

  /** What was sent last. */
  get shown(): PixelLookup | undefined {
    return this.#shown;
  }

  show(lookup: PixelLookup): void {
    this.#shown = lookup;
    const gl = this.#gl;
    const { columns, rows } = lookup;
    const width = Math.max(columns.length, rows.length);
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    if (width !== this.#width) {
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.R32I, width, 2, 0, gl.RED_INTEGER, gl.INT, null);
      this.#width = width;
    }
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, columns.length, 1, gl.RED_INTEGER, gl.INT, columns);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 1, rows.length, 1, gl.RED_INTEGER, gl.INT, rows);
  }

  dispose(): void {
    this.#gl.deleteTexture(this.texture);
  }
}
