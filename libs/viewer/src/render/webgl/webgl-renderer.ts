import { MOST_CHANNELS } from '../../image/channels.ts';
import { pixelLookup, type PixelLookup } from '../../view/pixel-lookup.ts';
import { lineWidths } from '../look.ts';
import type { Renderer } from '../renderer.ts';
import { MOST_LAYERS, type ImageLayer, type Panel, type Scene } from '../scene.ts';
import { Program, UNITS } from './program.ts';
import type { SampleKind } from './shaders.ts';
import { Textures } from './textures.ts';
import type { Tiles } from './tiled-texture.ts';

/** Limits of a renderer. */
export interface WebglOptions {
  /** Longest side of a texture in pixels: what the graphics card allows, or less. */
  readonly longestTexture?: number;
}

/** Draws all panels in one context of WebGL 2, each in a viewport of its own. */
export class WebglRenderer implements Renderer {
  readonly kind = 'webgl2';
  readonly #gl: WebGL2RenderingContext;
  readonly #textures: Textures;
  readonly #programs = new Map<SampleKind, Program>();
  readonly #lookups = new WeakMap<Panel, PixelLookup>();
  #lastLookup: { readonly panel: Panel; readonly lookup: PixelLookup } | undefined;

  /** @throws Error if the canvas has no context of WebGL 2, or its shaders are not taken */
  constructor(canvas: HTMLCanvasElement | OffscreenCanvas, { longestTexture = Infinity }: WebglOptions = {}) {
    const gl = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false, stencil: false });
    if (!isWebgl2(gl) || gl.isContextLost()) {
      throw new Error('This browser has no WebGL 2 here. Draw with CanvasRenderer instead.');
    }
    this.#gl = gl;
    const longest = Math.min(longestTexture, gl.getParameter(gl.MAX_TEXTURE_SIZE) as number);
    this.#textures = new Textures(gl, longest);
    // One now, so that a graphics card that does not take it is found before the first frame.
    this.#program('none');
  }

  render(scene: Scene): boolean {
    const gl = this.#gl;
    const { canvas } = gl;
    if (canvas.width !== scene.width || canvas.height !== scene.height) {
      [canvas.width, canvas.height] = [scene.width, scene.height];
    }
    gl.disable(gl.SCISSOR_TEST);
    gl.clearColor(0, 0, 0, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.enable(gl.SCISSOR_TEST);
    for (const [k, panel] of scene.panels.entries()) this.#draw(panel, k, scene);
    return this.#textures.endFrame();
  }

  cellsOf(panel: Panel): Uint32Array {
    const { width, height } = panel.rect;
    const found = new Uint32Array(width * height);
    if (panel.layers.length === 0) return found;
    const gl = this.#gl;
    const only = { ...panel, rect: { x: 0, y: 0, width, height } };
    const target = gl.createFramebuffer();
    const buffer = gl.createRenderbuffer();
    gl.bindRenderbuffer(gl.RENDERBUFFER, buffer);
    gl.renderbufferStorage(gl.RENDERBUFFER, gl.RGBA8, width, height);
    gl.bindFramebuffer(gl.FRAMEBUFFER, target);
    gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.RENDERBUFFER, buffer);
    do this.#draw(only, 0, { width, height, unit: 1, panels: [only], asNumbers: true });
    while (!this.#textures.endFrame());
    const bytes = new Uint8Array(found.buffer);
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.deleteFramebuffer(target);
    gl.deleteRenderbuffer(buffer);
    return upsideDown(found, width);
  }

  dispose(): void {
    this.#textures.dispose();
    for (const program of this.#programs.values()) program.dispose();
    this.#programs.clear();
  }

  #draw(panel: Panel, number: number, scene: Scene & { readonly asNumbers?: boolean }): void {
    const gl = this.#gl;
    const { x, y, width, height } = panel.rect;
    if (width < 1 || height < 1) return;
    const bottom = scene.height - y - height;
    gl.viewport(x, bottom, width, height);
    gl.scissor(x, bottom, width, height);
    const image = panel.image && this.#textures.complete(this.#textures.images.get(panel.image.samples));
    const program = this.#program(image?.source.kind ?? 'none');
    program.use();
    const lookup = this.#lookup(panel);
    gl.activeTexture(gl.TEXTURE0 + UNITS.places);
    gl.bindTexture(gl.TEXTURE_2D, this.#textures.placesOf(number, lookup).texture);
    program.ints('corner', Int32Array.of(x, scene.height - y, scene.unit));
    program.int2('origin', lookup.originX, lookup.originY);
    program.int('layerCount', scene.asNumbers === true ? -1 : Math.min(MOST_LAYERS, panel.layers.length));
    if (panel.image) this.#setImage(program, panel.image);
    this.#setLayers(program, panel, scene.unit);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }

  #setImage(program: Program, { samples, channels }: ImageLayer): void {
    const gl = this.#gl;
    const { texture, tiles, source } = this.#textures.images.get(samples);
    gl.activeTexture(gl.TEXTURE0 + UNITS.samples);
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, texture);
    gl.activeTexture(gl.TEXTURE0 + UNITS.maps);
    gl.bindTexture(gl.TEXTURE_2D, this.#textures.maps.get(channels).texture);
    program.ints('imageTiles', Int32Array.of(tiles.width, tiles.height, tiles.across, tiles.count));
    const shown = channels.slice(0, MOST_CHANNELS);
    program.int('channelCount', shown.length);
    const values = new Float32Array(4 * MOST_CHANNELS);
    for (const [k, { limits, gamma, channel }] of shown.entries()) {
      const base = source.base(channel);
      values.set([limits.low - base, limits.high - base, gamma, channel], 4 * k);
    }
    program.channels(values);
  }

  #setLayers(program: Program, { layers }: Panel, unit: number): void {
    const gl = this.#gl;
    for (const k of [0, 1, 2] as const) {
      // Samplers want a texture also where the shader does not read it.
      const layer = layers[k] ?? layers[0];
      if (!layer) return;
      const cells = this.#textures.cells.get(layer.labels);
      gl.activeTexture(gl.TEXTURE0 + UNITS[`cells${k}`]);
      this.#textures.complete(cells);
      gl.bindTexture(gl.TEXTURE_2D_ARRAY, cells.texture);
      gl.activeTexture(gl.TEXTURE0 + UNITS[`table${k}`]);
      gl.bindTexture(gl.TEXTURE_2D, this.#textures.tables.get(layer.table).texture);
      if (k >= layers.length) continue;
      const { line, selected, widest, fill } = lineWidths(layer, { unit });
      const name = `layers[${k}]`;
      program.ints(`${name}.tiles`, sizes(cells.tiles));
      program.int(`${name}.line`, line);
      program.int(`${name}.selected`, selected);
      program.int(`${name}.widest`, widest);
      program.int(`${name}.fill`, fill);
    }
  }

  /** Linked panels of one size share what they look up. */
  #lookup(panel: Panel): PixelLookup {
    const known = this.#lookups.get(panel);
    if (known) return known;
    const last = this.#lastLookup;
    const lookup = last && showsSame(last.panel, panel) ? last.lookup : pixelLookup(panel.view, panel.rect, panel.size);
    this.#lastLookup = { panel, lookup };
    this.#lookups.set(panel, lookup);
    return lookup;
  }

  #program(kind: SampleKind): Program {
    const known = this.#programs.get(kind) ?? new Program(this.#gl, kind);
    this.#programs.set(kind, known);
    return known;
  }
}

function isWebgl2(context: RenderingContext | OffscreenRenderingContext | null): context is WebGL2RenderingContext {
  return context !== null && 'texStorage3D' in context;
}

function sizes({ width, height, across }: Tiles): Int32Array {
  return Int32Array.of(width, height, across);
}

function showsSame(a: Panel, b: Panel): boolean {
  return (
    a.view.x === b.view.x &&
    a.view.y === b.view.y &&
    a.view.scale === b.view.scale &&
    a.rect.width === b.rect.width &&
    a.rect.height === b.rect.height &&
    a.size.width === b.size.width &&
    a.size.height === b.size.height
  );
}

/** Pictures of WebGL begin at the bottom. */
function upsideDown(pixels: Uint32Array, width: number): Uint32Array {
  const turned = new Uint32Array(pixels.length);
  for (let from = 0; from < pixels.length; from += width) {
    turned.set(pixels.subarray(from, from + width), pixels.length - from - width);
  }
  return turned;
}
