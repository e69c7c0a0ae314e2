import { donorOf, slideOf } from './slide-of.ts';

it.each([
  ['TCGA-18-5592-01Z-00-DX1', { kind: 'slide', key: 'TCGA-18-5592-01Z-00-DX1' }],
  ['TCGA-A2-A0ES-01Z-00-DX1_3', { kind: 'slide', key: 'TCGA-A2-A0ES-01Z-00-DX1' }],
  ['tcga-2z-a9j9-01a-01-ts1', { kind: 'slide', key: 'TCGA-2Z-A9J9-01A-01-TS1' }],
  ['Human_Skin_TCGA-G9-6356', { kind: 'donor', key: 'TCGA-G9-6356' }],
  ['liver_slide_3', { kind: 'slide', key: 'slide 3' }],
  ['WSI12_patch_4', { kind: 'slide', key: 'slide 12' }],
])('%s names its slide or patient', (stem, cluster) => {
  expect(slideOf(stem)).toEqual(cluster);
});

it('distinguishes the slides of two organs', () => {
  expect(slideOf('slide 1', 'human liver')).toEqual({ kind: 'slide', key: 'human liver, slide 1' });
});

it.each(['Human_AdrenalGland_01', 'human_bladder_01', 'slides', 'TCGA', ''])('%s names none', (stem) => {
  expect(slideOf(stem, 'human bladder')).toBeNull();
});

it.each([
  ['TCGA-18-5592-01Z-00-DX1', 'TCGA-18-5592'],
  ['tcga-a2-a0es-01z-00-dx1_3', 'TCGA-A2-A0ES'],
  ['Human_Skin_TCGA-G9-6356', 'TCGA-G9-6356'],
])('%s names a patient', (stem, key) => {
  expect(donorOf(stem)).toEqual({ kind: 'donor', key });
});

it.each(['TCGA-18-55921', 'TCGA-18', 'slide 3', ''])('%s names no patient', (stem) => {
  expect(donorOf(stem)).toBeNull();
});
