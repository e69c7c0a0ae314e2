import { liveCellName } from './livecell-name.ts';

it.each([
  ['A172_Phase_C7_1_02d16h00m_2', 'A172', 'A172 C7', (2 * 24 + 16) * 60],
  ['SHSY5Y_Phase_B10_2_00d00h00m_4', 'SHSY5Y', 'SHSY5Y B10', 0],
  ['SkBr3_Phase_H12_3_01d04h30m_1', 'SkBr3', 'SkBr3 H12', 28 * 60 + 30],
  ['BV2_Phase_A4_1', 'BV2', 'BV2 A4', null],
])('%s is of a well', (...[stem, cellType, key, planeT]) => {
  expect(liveCellName(stem)).toEqual({ cellType, cluster: { kind: 'well', key }, planeT });
});

it.each([
  ['A172_a', 'A172'],
  ['BV2_Phase_Z99_1_00d00h00m_1', 'BV2'],
  ['Huh7_Fluo_A11_1_00d04h00m_1', 'Huh7'],
  ['MCF7', 'MCF7'],
])('%s does not name a well', (stem, cellType) => {
  expect(liveCellName(stem)).toEqual({ cellType, cluster: null, planeT: null });
});
