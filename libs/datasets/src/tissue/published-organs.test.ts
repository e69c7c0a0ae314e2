import { organIn } from './published-organs.ts';

it.each([
  ['monuseg', 'TCGA-18-5592-01Z-00-DX1', 'liver'],
  ['monuseg', 'TCGA-G9-6356-01Z-00-DX1', 'prostate'],
  ['monuseg', 'TCGA-ZF-A9R5-01A-01-TS1', 'bladder'],
  // Seven images for training have no organ.
  ['monuseg', 'TCGA-XS-A8TJ-01Z-00-DX1', null],
  ['monuseg', 'TCGA-55-1594-01Z-00-DX1_001', null],
  ['monusac', 'TCGA-55-1594-01Z-00-DX1_001', 'lung'],
  ['monusac', 'tcga-mp-a4t7-01Z-00-DX1_2', 'lung'],
  ['monusac', 'TCGA-F9-A8NY-01Z-00-DX1_1', 'kidney'],
  ['monusac', 'image01', null],
] as const)('of %s, %s shows %s', (challenge, stem, organ) => {
  expect(organIn(challenge, stem)).toBe(organ);
});
