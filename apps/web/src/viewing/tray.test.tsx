import { act, screen } from '@testing-library/react';
import { show } from '../testing/show.tsx';
import { PickButton } from './pick-button.tsx';
import { TrayButton } from './tray-button.tsx';
import { emptyTray, togglePick } from './tray.ts';

afterEach(() => {
  act(emptyTray);
});

describe('what was picked to compare', () => {
  it('has a button once there is something, which leads to it', async () => {
    const { visitor } = show(
      <>
        <TrayButton />
        <PickButton kind="images" word="cells/one" name="one" />
      </>,
    );
    expect(screen.queryByRole('link')).toBeNull();
    await visitor.click(screen.getByRole('button', { name: 'Pick to compare one' }));
    act(() => {
      togglePick('candidates', 'otsu/default');
    });
    const link = screen.getByRole('link', { name: 'Compare (2)' });
    expect(decodeURIComponent(link.getAttribute('href') ?? '')).toBe('/compare?img=cells/one&m=truth,otsu/default');
    const picked = screen.getByRole('button', { name: 'Picked one' });
    expect(picked.getAttribute('aria-pressed')).toBe('true');
    await visitor.click(picked);
    expect(screen.getByRole('link', { name: 'Compare (1)' })).toBeTruthy();
  });

  it('is nothing where a browser keeps something else under its name', () => {
    localStorage.setItem('cellboard-compare', '{"images":[1,"a","b/c"],"candidates":7}');
    show(<TrayButton />);
    expect(screen.getByRole('link', { name: 'Compare (1)' })).toBeTruthy();
  });
});
