import { screen } from '@testing-library/react';
import { show } from '../testing/show.tsx';
import { CopyButton } from './copy-button.tsx';
import { LinkedWords } from './linked-words.tsx';
import { Loaded } from './loaded.tsx';

describe('a button that copies', () => {
  it('says so where the browser refuses, and what to do then', async () => {
    const { visitor } = show(<CopyButton text={() => 'x'} label="Copy" done="Copied" otherwise="Do it by hand." />);
    const clipboard = Object.getOwnPropertyDescriptor(navigator, 'clipboard');
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: () => Promise.reject(new Error('not allowed')) },
    });
    await visitor.click(screen.getByRole('button', { name: 'Copy' }));
    expect((await screen.findByRole('alert')).textContent).toBe('Do it by hand.');
    if (clipboard) Object.defineProperty(navigator, 'clipboard', clipboard);
  });
});

describe('words with addresses', () => {
  it('links the addresses and leaves the stops of the sentence out of them', () => {
    const { container } = show(
      <p>
        <LinkedWords words="See https://example.org/a, then (http://www.example.org/b?x=1). Done." />
      </p>,
    );
    expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
      'https://example.org/a',
      'http://www.example.org/b?x=1',
    ]);
    expect(container.querySelector('p')?.textContent).toBe('See example.org/a, then (example.org/b?x=1). Done.');
  });

  it('never makes a link of anything else', () => {
    show(<LinkedWords words="javascript:alert(1) ftp://example.org data:text/html,x" />);
    expect(screen.queryByRole('link')).toBeNull();
  });
});

describe('what a query brings', () => {
  const query = { data: undefined, error: null, dataUpdatedAt: 0, refetch: () => undefined };
  const draw = (change: Partial<{ data: string; error: unknown }>) =>
    show(
      <Loaded<string> query={{ ...query, ...change }} failed="No words" waiting={<p>outline</p>}>
        {(words) => <p>{words}</p>}
      </Loaded>,
    );

  it('is its outline before', () => {
    draw({});
    expect(screen.getByText('outline')).toBeTruthy();
  });

  it('is the reason where it cannot be had', () => {
    draw({ error: new Error('gone') });
    expect(screen.getByRole('alert').textContent).toContain('No words');
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });

  it('stays, marked as old, where it cannot be renewed', () => {
    draw({ data: 'old words', error: new Error('gone') });
    expect(screen.getByText('old words')).toBeTruthy();
    expect(screen.getByRole('alert').textContent).toContain('Shown as of');
  });
});
