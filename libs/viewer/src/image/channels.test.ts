import { ndArray } from '@cellboard/labels';

import { CHANNEL_COLOURS, defaultChannels, MOST_CHANNELS, stepOf, stepTable, type ChannelDisplay } from './channels.ts';
import { COLOUR_MAPS, colourMap } from './colour-map.ts';

const display = (low: number, high: number, gamma = 1): ChannelDisplay => ({
  channel: 0,
  map: colourMap('grey'),
  limits: { low, high },
  gamma,
});
const last = (map: Uint8Array) => [...map.subarray(-3)];

describe('how a sample is shown', () => {
  it('runs from the lower to the higher limit', () => {
    expect([0, 100, 150, 200, 999].map((sample) => stepOf(sample, display(100, 200)))).toEqual([0, 0, 128, 255, 255]);
  });

  it('is darker between the limits with a gamma above 1', () => {
    expect(stepOf(150, display(100, 200, 2))).toBe(64);
    expect(stepOf(150, display(100, 200, 0.5))).toBe(180);
    expect(stepOf(200, display(100, 200, 2))).toBe(255);
  });

  it('is dark where it is not a number, and bright above limits that are the same', () => {
    expect(stepOf(NaN, display(100, 200))).toBe(0);
    expect([4, 5, 6].map((sample) => stepOf(sample, display(5, 5)))).toEqual([0, 0, 255]);
  });

  it('is looked up the same as it is computed', () => {
    const shown = display(3, 200, 1.4);
    expect([...stepTable(shown, 256)]).toEqual(Array.from({ length: 256 }, (_, value) => stepOf(value, shown)));
  });
});

describe('channels at first', () => {
  it('a single one is grey between its percentiles', () => {
    const [shown, ...others] = defaultChannels(ndArray(Uint16Array.of(10, 500, 1000), [1, 3, 1]));
    expect(others).toEqual([]);
    expect(shown).toMatchObject({ channel: 0, map: colourMap('grey'), limits: { low: 10, high: 1000 }, gamma: 1 });
  });

  it('several have the colours of thumbnails, at most seven', () => {
    const shown = defaultChannels(ndArray(new Float32Array(9), [1, 1, 9]));
    expect(shown.map(({ map }) => last(map))).toEqual(CHANNEL_COLOURS);
    expect(shown).toHaveLength(MOST_CHANNELS);
  });

  it('colours that the file states are taken if no two are alike', () => {
    const image = ndArray(new Uint8Array(2), [1, 1, 2]);
    const shown = (colours: [number, number, number][]) =>
      defaultChannels(image, { colours }).map(({ map }) => last(map));
    expect(
      shown([
        [1, 2, 3],
        [4, 5, 6],
      ]),
    ).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(
      shown([
        [1, 2, 3],
        [1, 2, 3],
      ]),
    ).toEqual(CHANNEL_COLOURS.slice(0, 2));
  });

  it('limits that the file states are taken, but not for colours', () => {
    const image = ndArray(Uint16Array.of(1, 9, 500, 2, 8, 900), [1, 2, 3]);
    const limits = [{ low: 0, high: 65_535 }, undefined, { low: 600, high: 700 }];
    expect(defaultChannels(image, { limits }).map((shown) => shown.limits)).toEqual([
      { low: 0, high: 65_535 },
      { low: 8, high: 9 },
      { low: 600, high: 700 },
    ]);
    const common = { low: 1, high: 900 };
    expect(defaultChannels(image, { limits, rgb: true }).map((shown) => shown.limits)).toEqual([
      common,
      common,
      common,
    ]);
  });

  it('a colour picture of 8 bits is shown as it is', () => {
    const shown = defaultChannels(ndArray(Uint8Array.of(9, 8, 7), [1, 1, 3]), { rgb: true });
    const sum = [9, 8, 7].map((sample, c) => shown[c]!.map[stepOf(sample, shown[c]!) * 3 + c]);
    expect(sum).toEqual([9, 8, 7]);
  });

  it('a colour picture of 16 bits keeps its colours: one pair of limits', () => {
    const shown = defaultChannels(ndArray(Uint16Array.of(100, 2000, 30), [1, 1, 3]), { rgb: true });
    expect(shown.map(({ limits }) => limits)).toEqual(new Array(3).fill({ low: 30, high: 2000 }));
  });
});

describe('colour maps', () => {
  it('have 256 colours and are made once', () => {
    for (const name of COLOUR_MAPS) {
      expect(colourMap(name)).toHaveLength(768);
      expect(colourMap(name)).toBe(colourMap(name));
    }
  });

  it('run in straight lines', () => {
    expect([...colourMap([10, 100, 255]).subarray(51 * 3, 51 * 3 + 3)]).toEqual([2, 20, 51]);
  });

  it.each(['viridis', 'cividis'] as const)('%s grows brighter all the way', (name) => {
    const map = colourMap(name);
    const light = (i: number) => 0.2126 * map[3 * i]! + 0.7152 * map[3 * i + 1]! + 0.0722 * map[3 * i + 2]!;
    for (let i = 4; i < 256; i++) expect(light(i)).toBeGreaterThan(light(i - 4));
  });
});
