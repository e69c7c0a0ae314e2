import { haematoxylin } from './haematoxylin.ts';
import type { ColourPlanes } from './pixels.ts';

/** One pixel through which light passes that met these amounts of haematoxylin and eosin. */
function stained(blue: number, pink: number): ColourPlanes {
  const channel = (h: number, e: number) => ({
    width: 1,
    height: 1,
    data: Float32Array.of(Math.round(256 * Math.exp(-h * blue - e * pink)) - 1),
  });
  return { red: channel(0.65, 0.072), green: channel(0.704, 0.99), blue: channel(0.286, 0.105) };
}

describe('haematoxylin', () => {
  it.each([
    [0.5, 0],
    [1, 0],
    [1, 0.6],
    [0.3, 1],
  ])('finds %d beside %d eosin', (blue, pink) => {
    // Channels are whole numbers, so the amount comes back only nearly.
    expect(Math.abs(haematoxylin(stained(blue, pink)).data[0]! - blue)).toBeLessThan(0.02);
  });

  it('is never below 0', () => {
    const { red, green, blue } = stained(0, 1);
    expect(haematoxylin({ red: { ...red, data: Float32Array.of(255) }, green, blue }).data[0]).toBeGreaterThanOrEqual(
      0,
    );
  });
});
