/**
 * Seeded random numbers: sfc32 by Chris Doty-Humphrey (PractRand 0.94), 128 bits of state, whole numbers only,
 * so every machine draws the same.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  /** Different words give unrelated sequences. */
  constructor(seed: string) {
    // FNV-1a over the words of the seed, three times with different beginnings.
    this.a = hash(seed, 0x811c9dc5);
    this.b = hash(seed, 0x9e3779b9);
    this.c = hash(seed, 0x85ebca6b);
    for (let i = 0; i < 15; i++) this.word();
  }

  /** A whole number from 0 to 2³² − 1. */
  word(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** A number in [0, 1). */
  unit(): number {
    return this.word() / 4294967296;
  }

  /** A number in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.unit();
  }

  /** A whole number in [low, high]. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.unit() * (high - low + 1));
  }

  /**
   * A number of mean 0 and standard deviation 1, nearly normal: the sum of the four 16-bit halves of two words.
   * Never beyond ±3.47.
   */
  normal(): number {
    const p = this.word();
    const q = this.word();
    const sum = (p >>> 16) + (p & 0xffff) + (q >>> 16) + (q & 0xffff);
    return (sum / 65536 - 2) * 1.7320508;
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.unit() < probability;
  }
}

function hash(words: string, start: number): number {
  let state = start;
  for (let i = 0; i < words.length; i++) state = Math.imul(state ^ words.charCodeAt(i), 0x01000193);
  return state | 0;
}
