import { chain } from '../matching/chain.fixture.ts';
import { splitsAndMergesByIou } from './splits-and-merges-by-iou.ts';

it('counts splits and merges at IoU above one tenth', () => {
  expect(splitsAndMergesByIou(chain)).toEqual({ splits: 1, merges: 1 });
});
