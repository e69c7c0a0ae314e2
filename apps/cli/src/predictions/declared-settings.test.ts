import { declaredSettings } from './declared-settings.ts';

it('are none where none are given', () => {
  expect(declaredSettings([])).toEqual({});
});

it.each([
  ['diameter=30', 30],
  ['diameter = 30.5', 30.5],
  ['shift=-1e-3', -0.001],
  ['net_avg=true', true],
  ['resample=false', false],
  ['niter=null', null],
  ['channels=0,0', '0,0'],
  ['prompt=the nuclei = blue', 'the nuclei = blue'],
  ['version=007', '007'],
  ['large=1e999', '1e999'],
  ['hex=0x1F', '0x1F'],
  ['word=True', 'True'],
  ['text=Infinity', 'Infinity'],
])('%s', (text, value) => {
  expect(Object.values(declaredSettings([text]))).toEqual([value]);
});

it('may be several', () => {
  expect(declaredSettings(['a=1', 'b c=x'])).toEqual({ a: 1, 'b c': 'x' });
});

it('may have names that mean something to JavaScript', () => {
  expect(Object.entries(declaredSettings(['__proto__=1', 'constructor=2']))).toEqual([
    ['__proto__', 1],
    ['constructor', 2],
  ]);
});

it.each(['diameter', '=30', 'diameter=', ' = '])('are refused for %j', (text) => {
  expect(() => declaredSettings([text])).toThrow(`--setting: "${text}" is not a setting. Use <name>=<value>`);
});

it('are refused where one is given twice', () => {
  expect(() => declaredSettings(['a=1', 'a=1'])).toThrow('--setting: "a" is given twice.');
});
