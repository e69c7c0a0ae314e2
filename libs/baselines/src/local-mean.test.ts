import { integralImage, localMean } from './local-mean.ts';
import { grey } from './plane.fixture.ts';

describe('integralImage', () => {
  it('sums everything above and to the left', () => {
    expect(Array.from(integralImage(grey([1, 2], [3, 4])))).toEqual([0, 0, 0, 0, 1, 3, 0, 4, 10]);
  });
});

describe('localMean', () => {
  it('averages the window and cuts it off at the border', () => {
    const { data } = localMean(grey([1, 2, 3], [4, 5, 6], [7, 8, 9]), 1);
    expect(Array.from(data)).toEqual([3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7]);
  });

  it('is the mean of all where the window is larger than the plane', () => {
    expect(Array.from(localMean(grey([1, 2], [3, 6]), 10).data)).toEqual([3, 3, 3, 3]);
  });

  it('is the plane itself where the window is one pixel', () => {
    expect(Array.from(localMean(grey([1, 2], [3, 6]), 0).data)).toEqual([1, 2, 3, 6]);
  });
});
