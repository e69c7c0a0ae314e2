import { measures, several } from './measures.fixture.ts';
import { pictureFindings } from './picture-findings.ts';

const found = (...images: Parameters<typeof pictureFindings>[0][]) =>
  [...pictureFindings(images.flat())].map(({ kind, image, message }) => [kind, image, message]);

it('finds a picture that shows nothing', () => {
  const blank = measures({ name: 'a', perceptualHash: '0'.repeat(16), levels: [17, 18] });
  expect(found([blank, measures({})])).toEqual([
    ['blank', 'a', 'It shows nothing: its brightness is even, from 17 to 18 of 255.'],
  ]);
});

describe('channels', () => {
  it('are reported where one image in ten at most has others', () => {
    const grey = several(9, 'a', () => ({}));
    expect(found(grey, [measures({ name: 'b', channels: 3 })])).toEqual([
      ['unlike-others', 'b', 'It has 3 channels, where 9 of 10 images of blob, fluorescence have 1.'],
    ]);
    expect(
      found(
        grey,
        several(2, 'b', () => ({ channels: 3 })),
      ),
    ).toEqual([]);
  });

  it('are compared within the dataset where nobody says what it shows', () => {
    const tags = { cellType: 'not stated', modality: 'not stated' };
    const grey = several(12, 'a', () => ({ tags }));
    expect(found(grey, [measures({ name: 'b', channels: 3, tags })])).toEqual([
      ['unlike-others', 'b', 'It has 3 channels, where 12 of 13 images of this dataset have 1.'],
    ]);
  });

  it('are not compared among few images, nor between kinds', () => {
    expect(
      found(
        several(8, 'a', () => ({})),
        [measures({ channels: 3 })],
      ),
    ).toEqual([]);
    const stained = measures({ channels: 3, tags: { modality: 'brightfield' } });
    expect(
      found(
        several(12, 'a', () => ({})),
        [stained],
      ),
    ).toEqual([]);
  });
});

describe('the size of pixels', () => {
  const fine = several(12, 'a', () => ({ tags: { pixelSizeUm: 0.5 } }));

  it.each([
    [1, 'Its pixels are 1 µm wide, where 0.5 µm are usual for images of blob, fluorescence.'],
    [0.25, 'Its pixels are 0.25 µm wide, where 0.5 µm are usual for images of blob, fluorescence.'],
    [null, 'The side of its pixels is not stated, where 0.5 µm are usual for images of blob, fluorescence.'],
  ])('is reported where it is %p', (pixelSizeUm, message) => {
    expect(found(fine, [measures({ name: 'b', tags: { pixelSizeUm } })])).toEqual([['unlike-others', 'b', message]]);
  });

  it('may differ a little, or be unknown in all images', () => {
    expect(found(fine, [measures({ tags: { pixelSizeUm: 0.6 } })])).toEqual([]);
    expect(found(several(12, 'a', () => ({})))).toEqual([]);
  });
});
