import type { LabelImage } from '@cellboard/labels';

import type { CellTable } from '../../cells/cell-table.ts';
import type { ChannelDisplay } from '../../image/channels.ts';
import type { ImageSamples } from '../../image/image-samples.ts';
import type { PixelLookup } from '../../view/pixel-lookup.ts';
import { mapsTexture, PlacesTexture, tableTexture, type ByteTexture } from './small-textures.ts';
import { TextureCache, type OnCard } from './texture-cache.ts';
import { cellSource, imageSource, type ImageSource } from './texture-sources.ts';
import { TiledTexture } from './tiled-texture.ts';

/** Bytes of large pictures that are kept, beside what is drawn. */
const LARGE = 192 * 2 ** 20;

/** Bytes of tables and colour maps that are kept. */
const SMALL = 16 * 2 ** 20;

/** Bytes that are sent in one frame, at most about. */
const PER_FRAME = 4 * 2 ** 20;

/** An image on the graphics card, with what it was made of. */
class ImageTexture extends TiledTexture {
  readonly source: ImageSource;

  constructor(gl: WebGL2RenderingContext, source: ImageSource, longest: number) {
    super(gl, source, longest);
    this.source = source;
  }
}

/** All textures of a renderer. */
export class Textures {
  readonly images: TextureCache<ImageSamples, ImageTexture>;
  readonly cells: TextureCache<LabelImage, TiledTexture>;
  readonly tables: TextureCache<CellTable, ByteTexture>;
  readonly maps: TextureCache<readonly ChannelDisplay[], ByteTexture>;
  /** Those of the panels, by their number. */
  readonly places = new Map<number, PlacesTexture>();
  readonly #gl: WebGL2RenderingContext;
  #left = PER_FRAME;
  #isComplete = true;

  /** @param longest side of a tile in pixels */
  constructor(gl: WebGL2RenderingContext, longest: number) {
    this.#gl = gl;
    this.images = new TextureCache(LARGE, (samples) => new ImageTexture(gl, imageSource(gl, samples), longest));
    this.cells = new TextureCache(LARGE, (labels) => new TiledTexture(gl, cellSource(gl, labels), longest));
    this.tables = new TextureCache(SMALL, (table) => tableTexture(gl, table));
    this.maps = new TextureCache(SMALL, (channels) => mapsTexture(gl, channels));
  }

  /** What a panel shows, by its number: sent once for panels that show the same. */
  placesOf(panel: number, lookup: PixelLookup): PlacesTexture {
    for (const each of this.places.values()) if (each.shown === lookup) return each;
    const own = this.places.get(panel) ?? new PlacesTexture(this.#gl);
    this.places.set(panel, own);
    own.show(lookup);
    return own;
  }

  /** Sends what is missing of a picture, as far as this frame has time for it. */
  complete<T extends TiledTexture>(picture: T): T {
    this.#left -= picture.send(this.#left);
    if (!picture.isComplete) this.#isComplete = false;
    return picture;
  }

  /**
   * Ends a frame.
   *
   * @returns whether all that was drawn was complete
   */
  endFrame(): boolean {
    for (const cache of this.#caches()) cache.trim();
    const isComplete = this.#isComplete;
    this.#left = PER_FRAME;
    this.#isComplete = true;
    return isComplete;
  }

  dispose(): void {
    for (const cache of this.#caches()) cache.dispose();
    for (const each of this.places.values()) each.dispose();
    this.places.clear();
  }

  #caches(): readonly Pick<TextureCache<object, OnCard>, 'trim' | 'dispose'>[] {
    return [this.images, this.cells, this.tables, this.maps];
  }
}
