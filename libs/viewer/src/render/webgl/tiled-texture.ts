/** Values of a picture in several channels, as a graphics card takes them. */
export interface TextureSource {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly format: TextureFormat;
  /** Values of a box of one channel, row by row without gaps. */
  readonly read: (box: Box) => ArrayBufferView;
}

/** Constants of WebGL, and bytes of a value. */
export interface TextureFormat {
  readonly internal: number;
  readonly format: number;
  readonly type: number;
  readonly bytes: number;
}

/** A part of one channel of a picture. */
export interface Box {
  readonly channel: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A picture cut into tiles of one size, as few as the graphics card allows. */
export interface Tiles {
  readonly width: number;
  readonly height: number;
  /** Tiles side by side. */
  readonly across: number;
  /** Tiles of a channel. */
  readonly count: number;
}

/** Cuts a picture into equal tiles of at most `longest` pixels a side. */
export function tilesOf({ width, height }: { width: number; height: number }, longest: number): Tiles {
  const across = Math.ceil(width / longest);
  const down = Math.ceil(height / longest);
  return { width: Math.ceil(width / across), height: Math.ceil(height / down), across, count: across * down };
}

/**
 * A picture on the graphics card: an array of layers, each a tile of a channel, so that a shader reads across the
 * borders of tiles. It is sent in strips, so that a page does not stand still while a large one is loaded.
 */
export class TiledTexture {
  readonly texture: WebGLTexture;
  readonly tiles: Tiles;
  /** Bytes that it takes. */
  readonly bytes: number;
  readonly #gl: WebGL2RenderingContext;
  readonly #source: TextureSource;
  readonly #strips: Generator<Box, undefined>;
  #isComplete = false;

  constructor(gl: WebGL2RenderingContext, source: TextureSource, longest: number) {
    this.#gl = gl;
    this.#source = source;
    this.tiles = tilesOf(source, longest);
    const { width, height, count } = this.tiles;
    const layers = count * source.channels;
    this.bytes = width * height * layers * source.format.bytes;
    this.texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, this.texture);
    gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, source.format.internal, width, height, layers);
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    this.#strips = strips(source, this.tiles);
  }

  get isComplete(): boolean {
    return this.#isComplete;
  }

  /**
   * Sends what is missing, at most about so many bytes.
   *
   * @returns the bytes that were sent
   */
  send(most: number): number {
    let sent = 0;
    while (!this.#isComplete && sent < most) {
      const next = this.#strips.next();
      if (next.done === true) this.#isComplete = true;
      else sent += this.#sendStrip(next.value);
    }
    return sent;
  }

  dispose(): void {
    this.#gl.deleteTexture(this.texture);
  }

  #sendStrip(box: Box): number {
    const gl = this.#gl;
    const { tiles } = this;
    const { format, type, bytes } = this.#source.format;
    const { channel, x, y, width, height } = box;
    const layer = channel * tiles.count + Math.floor(y / tiles.height) * tiles.across + Math.floor(x / tiles.width);
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, this.texture);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    const target = [gl.TEXTURE_2D_ARRAY, 0, x % tiles.width, y % tiles.height, layer] as const;
    gl.texSubImage3D(...target, width, height, 1, format, type, this.#source.read(box));
    return width * height * bytes;
  }
}

/** Bytes of a strip: a few milliseconds on a slow machine. */
const STRIP_BYTES = 2 ** 20;

/** The strips of a picture, channel by channel and tile by tile. */
function* strips({ width, height, channels, format }: TextureSource, tiles: Tiles): Generator<Box, undefined> {
  const rows = Math.max(1, Math.floor(STRIP_BYTES / (tiles.width * format.bytes)));
  for (let channel = 0; channel < channels; channel++) {
    for (let top = 0; top < height; top += tiles.height) {
      const bottom = Math.min(height, top + tiles.height);
      for (let x = 0; x < width; x += tiles.width) {
        const across = Math.min(tiles.width, width - x);
        for (let y = top; y < bottom; y += rows) {
          yield { channel, x, y, width: across, height: Math.min(rows, bottom - y) };
        }
      }
    }
  }
}
