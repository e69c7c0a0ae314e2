import { screen } from '@testing-library/react';
import { aSubmission } from '../../testing/samples.ts';
import { show } from '../../testing/show.tsx';
import { RejectedList } from './rejected-list.tsx';
import { rejectedOf } from './rejected.ts';

const rejected = aSubmission(1, { status: 'rejected', rejection: 'cell_007: The prediction is 5×5 pixels.' });
const scored = aSubmission(1, { status: 'scored' });

it('tells of a rejection until the same candidate is submitted again', () => {
  expect(rejectedOf([rejected, scored])).toEqual([rejected]);
  expect(rejectedOf([scored, rejected])).toEqual([]);
  expect(rejectedOf([aSubmission(2), rejected])).toEqual([rejected]);
});

it('says whose submission it was and why, also where nobody but the operator can mend it', () => {
  const givenUp = aSubmission(2, { status: 'rejected', rejection: 'Through no fault of its predictions.' });
  const { container } = show(<RejectedList submissions={[rejected, givenUp]} />);
  expect(screen.getByText('Model 1 · Default: its newest submission was rejected. Why')).toBeTruthy();
  for (const { rejection } of [rejected, givenUp]) expect(screen.getByText(rejection ?? '')).toBeTruthy();
  expect(container.textContent).not.toContain('mend');
});

it('is not there when nothing was rejected', () => {
  const { container } = show(<RejectedList submissions={[]} />);
  expect(container.querySelector('section')).toBeNull();
});
