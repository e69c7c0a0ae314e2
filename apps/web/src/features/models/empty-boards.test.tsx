import type { Model } from '@cellboard/contract';
import { screen } from '@testing-library/react';
import { aCandidate, aModel, aPlace, someWeights } from '../../testing/catalogue-samples.ts';
import { show } from '../../testing/show.tsx';
import { EmptyBoards } from './empty-boards.tsx';
import { fillingCommands, runCommand, type BoardPlace } from './filling-commands.ts';

const board = (dataset: string): BoardPlace => ({
  ...{ task: 'nuclei', taskName: 'Nuclei', dataset, datasetName: dataset.toUpperCase() },
});
const fluo = aCandidate('fluo', { weights: someWeights({ slug: 'fluo', name: '2D_fluo' }) }, 1);
const he = aCandidate('he', { weights: someWeights({ slug: 'he', name: '2D_he' }) }, 2);
const star = aModel('star', {
  candidates: [fluo, he],
  installSnippet: 'pip install star\nstar-predict -i images/*.tif -m 2D_fluo -o predictions/',
});
const installed = (installSnippet: Model['installSnippet']) => runCommand({ ...star, installSnippet }, he);

describe('the tool’s own command', () => {
  it('is the last line of its instructions, with the weights of the candidate', () => {
    expect(runCommand(star, fluo)).toBe('star-predict -i images/*.tif -m 2D_fluo -o predictions/');
    expect(runCommand(star, he)).toBe('star-predict -i images/*.tif -m 2D_he -o predictions/');
    const only = { ...star, candidates: [he], installSnippet: 'star --dir images/' };
    expect(runCommand(only, he)).toBe('star --dir images/');
  });

  it('is not known where nothing says how the weights, mode or settings of the candidate are chosen', () => {
    expect(installed('star --dir images/')).toBeNull();
    expect(
      runCommand(star, aCandidate('two', { weights: someWeights({ slug: 'two', name: '2D_he v2' }) }, 3)),
    ).toBeNull();
    expect(runCommand(star, { ...he, mode: 'slow' })).toBeNull();
    expect(runCommand(star, { ...he, settings: { size: 20 } })).toBeNull();
  });

  it.each([
    null,
    '',
    'pip install star',
    'git clone https://example.org/star\ncd star\npip install -e .',
    'conda activate star',
  ])('is not known where the instructions only install: %j', (snippet) => {
    expect(installed(snippet)).toBeNull();
  });

  it('stands before the submission, which names board and candidate', () => {
    expect(fillingCommands(star, he, board('dsb'))).toBe(
      'star-predict -i images/*.tif -m 2D_he -o predictions/\n' +
        'npx cellboard predictions add predictions/ --task nuclei --dataset dsb --model star --candidate he',
    );
  });
});

describe('leaderboards without a result', () => {
  const boards = [board('dsb'), board('tissue'), board('other')];
  const places = [aPlace({ task: 'nuclei', dataset: 'dsb', candidate: 'he' })];
  const draw = (change: object = {}) =>
    show(<EmptyBoards model={star} candidate={he} boards={boards} places={places} {...change} />);
  const command = () => document.querySelector('pre')?.textContent;

  it('can be chosen, and have the commands that fill them', async () => {
    const { visitor } = draw();
    expect(screen.getByText(/has no result on 2 leaderboards/)).toBeTruthy();
    expect(command()).toContain('--dataset tissue --model star --candidate he');
    await visitor.selectOptions(screen.getByRole('combobox', { name: 'Leaderboard' }), 'nuclei/other');
    expect(command()).toContain('--dataset other --model star --candidate he');
  });

  it('are those of the first candidate where none is in view', () => {
    draw({ candidate: null });
    expect(screen.getByText(/has no result on 3 leaderboards/)).toBeTruthy();
    expect(command()).toContain('--dataset dsb --model star --candidate fluo');
  });

  it('lead to the only one that is left', () => {
    draw({ boards: boards.slice(0, 2) });
    expect(screen.getByRole('link', { name: 'TISSUE' }).getAttribute('href')).toBe('/leaderboards/nuclei/tissue');
    expect(screen.queryByRole('combobox')).toBeNull();
  });

  it.each([
    ['all are filled', { boards: boards.slice(0, 1) }],
    ['there are none', { boards: [] }],
    ['it can never be ranked', { model: { ...star, ineligible: 'It outlines nothing.' } }],
    ['this software runs it', { model: { ...star, builtIn: true } }],
    ['it has no candidate', { model: { ...star, candidates: [] }, candidate: null }],
  ])('are not there where %s', (_, change) => {
    draw(change);
    expect(command()).toBeUndefined();
  });
});
