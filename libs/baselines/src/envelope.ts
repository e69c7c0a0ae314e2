/**
 * The lower envelope of the parabolas (x − q)² + f(q)² of one row. A column whose f is infinite has none.
 *
 * Felzenszwalb and Huttenlocher, Distance Transforms of Sampled Functions, Theory of Computing 8, 2012.
 */
export class Envelope {
  private readonly width: number;
  /** Column of the k-th parabola of the envelope, and the height at its vertex. */
  private readonly vertex: Int32Array;
  private readonly height: Float64Array;
  /** The k-th parabola is lowest from here to the next one's start. */
  private readonly from: Float64Array;

  constructor(width: number) {
    this.width = width;
    this.vertex = new Int32Array(width);
    this.height = new Float64Array(width);
    this.from = new Float64Array(width + 1);
  }

  /** @param columns f of every column of the row, from `start` on; one of them at least is finite */
  build(columns: Float64Array, start: number): void {
    const { width, vertex, height, from } = this;
    let k = -1;
    for (let q = 0; q < width; q++) {
      const f = columns[start + q]! * columns[start + q]!;
      if (f === Infinity) continue;
      let crossing = -Infinity;
      while (k >= 0) {
        const v = vertex[k]!;
        crossing = (f + q * q - height[k]! - v * v) / (2 * (q - v));
        if (crossing > from[k]!) break;
        k--;
        crossing = -Infinity;
      }
      k++;
      vertex[k] = q;
      height[k] = f;
      from[k] = crossing;
    }
    from[k + 1] = Infinity;
  }

  /** Writes the squared distances of the row. */
  read(squares: Float32Array): void {
    const { vertex, height, from } = this;
    let k = 0;
    for (let x = 0; x < squares.length; x++) {
      while (from[k + 1]! < x) k++;
      const away = x - vertex[k]!;
      squares[x] = away * away + height[k]!;
    }
  }
  /** Writes for every column the one whose parabola is lowest there; the left one of two that are equal. */
  owners(columns: Uint32Array): void {
    const { vertex, from } = this;
    let k = 0;
    for (let x = 0; x < columns.length; x++) {
      while (from[k + 1]! < x) k++;
      columns[x] = vertex[k]!;
    }
  }
}
