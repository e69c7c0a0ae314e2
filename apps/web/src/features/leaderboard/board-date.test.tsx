import { fireEvent, screen } from '@testing-library/react';
import { aBoard, aResult, aRow, aTask, aTaskDataset } from '../../testing/samples.ts';
import { show } from '../../testing/show.tsx';
import { askedDay, asItStood, dayWords, endOfDay, today } from './board-at-date.ts';
import { BoardDate, PastNotice } from './board-date.tsx';

const task = aTask('nuclei', {
  datasets: [aTaskDataset('old', { imageCount: 3, cellCount: 30 }), aTaskDataset('new', { imageCount: 4 })],
  imageCount: 7,
});

describe('a board of the past', () => {
  it('leaves out datasets that had no results then, with their images and cells', () => {
    const board = asItStood(aBoard([aRow(1, { results: [aResult('old')] })], { task }));
    expect(board.task).toMatchObject({ datasets: [{ slug: 'old' }], imageCount: 3, cellCount: 30 });
  });

  it('keeps the dataset that it is about, and everything where nothing had been evaluated', () => {
    const slice = asItStood(aBoard([aRow(1, { results: [aResult('old')] })], { task, dataset: 'new' }));
    expect(slice.task.datasets.map(({ slug }) => slug)).toEqual(['old', 'new']);
    expect(asItStood(aBoard([], { task })).task).toBe(task);
  });

  it('ends with the day', () => {
    expect(endOfDay('2026-01-31')).toBe('2026-01-31T23:59:59.999Z');
    expect(dayWords('2026-01-31')).toBe('January 31, 2026');
  });
});

describe('the day of an address', () => {
  it('is now where it is empty, and a day up to today', () => {
    expect(askedDay('')).toEqual({ kind: 'now' });
    for (const day of ['2024-02-29', '2026-01-31', today()]) {
      expect(askedDay(day)).toEqual({ kind: 'day', day });
    }
  });

  it.each(['2026-02-30', '2025-02-29', '26-01-01', 'yesterday', '2026-01-01T00:00:00Z', '2026-13-01'])(
    'is refused with words where there is no such day: %s',
    (at) => {
      expect(askedDay(at, '2026-03-01')).toMatchObject({ kind: 'unusable', title: `“${at}” is not a date` });
    },
  );

  it('is refused where it is still to come', () => {
    expect(askedDay('2026-03-02', '2026-03-01')).toMatchObject({
      kind: 'unusable',
      title: 'March 2, 2026 is still to come',
    });
  });
});

describe('choosing the day', () => {
  it('takes a whole day, and nothing that is typed by half or still to come', () => {
    const chosen: string[] = [];
    show(<BoardDate value="" onChange={(day) => chosen.push(day)} />);
    const field = screen.getByLabelText('Board on');
    for (const day of ['0202-01-31', '2999-01-31', '2026-01-31']) fireEvent.change(field, { target: { value: day } });
    expect(chosen).toEqual(['2026-01-31']);
  });

  it('goes back to now when the field is emptied, and follows the address', () => {
    const chosen: string[] = [];
    const { rerender } = show(<BoardDate value="2026-01-31" onChange={(day) => chosen.push(day)} />);
    const field = screen.getByLabelText<HTMLInputElement>('Board on');
    fireEvent.change(field, { target: { value: '' } });
    expect(chosen).toEqual(['']);
    rerender(<BoardDate value="2026-01-30" onChange={(day) => chosen.push(day)} />);
    expect(field.value).toBe('2026-01-30');
  });

  it('says which day is shown, and leads to now', async () => {
    let now = 0;
    const { visitor } = show(<PastNotice day="2026-01-31" onNow={() => now++} />);
    expect(screen.getByRole('note').textContent).toContain('at the end of January 31, 2026 (UTC)');
    await visitor.click(screen.getByRole('button', { name: 'Show the current leaderboard' }));
    expect(now).toBe(1);
  });
});
