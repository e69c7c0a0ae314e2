import { MOST_CHANNELS } from '../../image/channels.ts';
import { fragmentShader, VERTEX, type SampleKind } from './shaders.ts';

/** Names of the uniforms that are set. */
const NAMES = [
  'places',
  'corner',
  'origin',
  'layerCount',
  'cells0',
  'cells1',
  'cells2',
  'table0',
  'table1',
  'table2',
  'samples',
  'maps',
  'imageTiles',
  'channelCount',
  'channels',
  ...[0, 1, 2].flatMap((k) => ['tiles', 'line', 'selected', 'widest', 'fill'].map((name) => `layers[${k}].${name}`)),
];

/** Places of textures, the same in every program. */
export const UNITS = {
  places: 0,
  cells0: 1,
  cells1: 2,
  cells2: 3,
  table0: 4,
  table1: 5,
  table2: 6,
  samples: 7,
  maps: 8,
} as const;

/** A program for one kind of samples. */
export class Program {
  readonly #gl: WebGL2RenderingContext;
  readonly #program: WebGLProgram;
  readonly #places: ReadonlyMap<string, WebGLUniformLocation | null>;

  /** @throws Error if the graphics card does not take the shader */
  constructor(gl: WebGL2RenderingContext, kind: SampleKind) {
    this.#gl = gl;
    const program = gl.createProgram();
    for (const [type, source] of [
      [gl.VERTEX_SHADER, VERTEX],
      [gl.FRAGMENT_SHADER, fragmentShader(kind)],
    ] as const) {
      gl.attachShader(program, compiled(gl, type, source));
    }
    gl.linkProgram(program);
    if (gl.getProgramParameter(program, gl.LINK_STATUS) !== true && !gl.isContextLost()) {
      throw new Error(`The graphics card does not take the program: ${gl.getProgramInfoLog(program) ?? 'no reason'}`);
    }
    this.#program = program;
    this.#places = new Map(NAMES.map((name) => [name, gl.getUniformLocation(program, name)]));
    gl.useProgram(program);
    for (const [name, unit] of Object.entries(UNITS)) gl.uniform1i(this.#at(name), unit);
  }

  use(): void {
    this.#gl.useProgram(this.#program);
  }

  int(name: string, value: number): void {
    this.#gl.uniform1i(this.#at(name), value);
  }

  int2(name: string, x: number, y: number): void {
    this.#gl.uniform2i(this.#at(name), x, y);
  }

  ints(name: string, values: Int32Array): void {
    if (values.length === 3) this.#gl.uniform3iv(this.#at(name), values);
    else this.#gl.uniform4iv(this.#at(name), values);
  }

  /** @param values four for each channel, at most {@link MOST_CHANNELS} of them */
  channels(values: Float32Array): void {
    this.#gl.uniform4fv(this.#at('channels'), values.subarray(0, 4 * MOST_CHANNELS));
  }

  dispose(): void {
    this.#gl.deleteProgram(this.#program);
  }

  #at(name: string): WebGLUniformLocation | null {
    return this.#places.get(name) ?? null;
  }
}

function compiled(gl: WebGL2RenderingContext, type: number, source: string): WebGLShader {
  const shader = gl.createShader(type);
  // Null only where the context was lost, and then every call does nothing.
  if (!shader) throw new Error('The graphics card was lost.');
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  if (gl.getShaderParameter(shader, gl.COMPILE_STATUS) !== true && !gl.isContextLost()) {
    throw new Error(`The graphics card does not take the shader: ${gl.getShaderInfoLog(shader) ?? 'no reason'}`);
  }
  return shader;
}
