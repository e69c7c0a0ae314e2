import { screen } from '@testing-library/react';
import { aSubmission } from '../../testing/samples.ts';
import { show } from '../../testing/show.tsx';
import { StoppedList } from './stopped-list.tsx';

it('says whose submission is not on the board, and that only its submitter can see why', () => {
  show(<StoppedList submissions={[aSubmission(1, { status: 'rejected' }), aSubmission(2, { status: 'failed' })]} />);
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    'Model 1 · Default: latest submission rejected; its submitter can see why.',
    'Model 2 · Default: latest submission could not be evaluated; the operator of this site can see why.',
  ]);
});

it('is not there when nothing stopped', () => {
  const { container } = show(<StoppedList submissions={[]} />);
  expect(container.querySelector('section')).toBeNull();
});
