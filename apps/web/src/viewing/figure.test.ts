import { figureOf, figureSvg } from './figure.ts';

const panel = { x: 0, y: 0, width: 300, height: 200, name: 'U-Net <2>', scale: 2 };
const picture = { width: 604, height: 200, panels: [panel, { ...panel, x: 304, name: null }] };
const words = {
  title: 'a & b',
  lines: ['Somebody, CC0', 'https://example.org/?a=1&b=2'],
  pixelUm: 0.5,
  legend: ['matched', 'missed'],
} as const;

describe('a figure', () => {
  it('has the names of its panels, scale bars, a legend and its source, as words', () => {
    const svg = figureSvg(figureOf(picture, words), '<image href="data:,"/>');
    const drawn = new DOMParser().parseFromString(svg, 'image/svg+xml');
    expect(drawn.querySelector('parsererror')).toBeNull();
    const texts = [...drawn.querySelectorAll('text')].map(({ textContent }) => textContent);
    expect(texts).toEqual(['a & b', 'U-Net <2>', '20 µm', 'Image', '20 µm', 'Matched', 'Missed', ...words.lines]);
    expect(drawn.querySelector('image')?.getAttribute('href')).toBe('data:,');
    // 20 µm are 40 pixels of the image, each of 2 CSS pixels.
    expect(drawn.querySelector('path')?.getAttribute('d')).toMatch(/h80$/);
  });

  it('counts in pixels where their size is not known, and grows with its legend', () => {
    const plain = figureOf(picture, { ...words, pixelUm: null, legend: [] });
    const texts = plain.marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
    expect(texts).toContain('50 px');
    expect(figureOf(picture, words).height).toBeGreaterThan(plain.height);
  });
});
