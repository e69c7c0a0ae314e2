/**
 * A stream of whole numbers that is the same for the same seed on every machine: sfc32 of Chris Doty-Humphrey
 * (PractRand), 32 bits at a time, seeded through splitmix32.
 *
 * @param seed a whole number; its lowest 32 bits count
 * @returns a function that gives a whole number from 0 up to, not including, `below` (at most 2³²)
 */
export function randomIntegers(seed: number): (below: number) => number {
  let state = seed | 0;
  const mixed = () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let [a, b, c, counter] = [mixed(), mixed(), mixed(), 1];
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  return (below) => Math.floor((next() / 4_294_967_296) * below);
}
