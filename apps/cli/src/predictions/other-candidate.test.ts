import { Candidate, NewCandidate } from '@cellboard/contract';
import type { CandidateFlags } from './add-flags.ts';
import { refuseOther } from './other-candidate.ts';

const weights = { slug: 'cyto3', name: 'Cyto 3', sha256: 'a'.repeat(64), parent: null };
const candidate = Candidate.parse({
  ...{ id: '00000000-0000-4000-8000-000000000000', slug: 'base', name: 'Base', kind: 'method', mode: 'automatic' },
  weights: {
    ...weights,
    sources: [
      { slug: 'tissuenet', name: 'TissueNet', inherited: false },
      { slug: 'livecell', name: 'LIVECell', inherited: false },
      { slug: 'cellpose', name: 'Cellpose', inherited: true },
    ],
    complete: true,
    note: null,
  },
  ...{ settings: { diameter: 30, flow: 0.4 }, tunedOn: null, lastVerifiedAt: null },
});
const same = NewCandidate.parse({
  ...{ slug: 'base', name: 'Base', mode: 'automatic', settings: { flow: 0.4, diameter: 30 } },
  weights: { ...weights, sources: ['livecell', 'tissuenet'] },
});
const refuse = (flags: CandidateFlags, declared: Partial<NewCandidate>) => () => {
  refuseOther(candidate, { declared: { ...same, ...declared }, flags });
};

it('lets pass what describes the candidate as it is, in any order', () => {
  const all = {
    candidateName: '',
    kind: 'method',
    weights: '',
    weightsName: '',
    weightsFile: '',
    setting: [],
  } as const;
  expect(refuse({ ...all, finetunedFrom: '', trainingData: '', mode: '', tunedOn: '' }, {})).not.toThrow();
});

it('lets pass what was not said', () => {
  expect(refuse({}, { name: 'Other', mode: null, settings: {}, weights: null, tunedOn: 'nuclei' })).not.toThrow();
});

it.each<[string, CandidateFlags, Partial<NewCandidate>]>([
  ['--candidate-name', { candidateName: '' }, { name: 'Other' }],
  ['--kind', { kind: 'control' }, { kind: 'control' }],
  ['--mode', { mode: '' }, { mode: 'prompted' }],
  ['--setting', { setting: [] }, { settings: { diameter: 31, flow: 0.4 } }],
  ['--setting', { setting: [] }, { settings: { diameter: 30 } }],
  ['--tuned-on', { tunedOn: '' }, { tunedOn: 'nuclei' }],
  ['--weights', { weights: '' }, { weights: { ...same.weights!, slug: 'cyto4' } }],
  ['--weights-name', { weightsName: '' }, { weights: { ...same.weights!, name: 'Cyto 4' } }],
  ['--weights-file', { weightsFile: '' }, { weights: { ...same.weights!, sha256: 'b'.repeat(64) } }],
  [
    '--finetuned-from',
    { finetunedFrom: '' },
    { weights: { ...same.weights!, parent: { model: 'a1', weights: 'b1' } } },
  ],
  ['--training-data', { trainingData: '' }, { weights: { ...same.weights!, sources: ['livecell'] } }],
  ['--training-data', { trainingData: 'none' }, { weights: null }],
])('refuses another %s', (option, flags, declared) => {
  expect(refuse(flags, declared)).toThrow(
    `The candidate base exists already, and these options describe it otherwise: ${option}. Leave them out, or name a new candidate`,
  );
});

it('names every option that differs', () => {
  expect(refuse({ mode: '', kind: 'control' }, { mode: 'x', kind: 'control' })).toThrow(
    'otherwise: --kind, --mode. Leave',
  );
});
