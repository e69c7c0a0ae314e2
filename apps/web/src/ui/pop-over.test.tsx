import { screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { show } from '../testing/show.tsx';
import { ExposureBadge } from './exposure-badge.tsx';
import { Term } from './term.tsx';

const kinds: readonly (readonly [kind: string, element: ReactElement])[] = [
  ['a term', <Term name="iou">IoU</Term>],
  ['a badge', <ExposureBadge exposure="seen" images="DSB" candidate="Watershed" />],
  [
    'a badge with a reason',
    <ExposureBadge exposure="seen" images="DSB" candidate="Watershed" reason={() => <a href="/models">Models</a>} />,
  ],
];

describe.each(kinds)('what %s opens', (_kind, element) => {
  async function open() {
    const drawn = show(
      <>
        {element}
        <input aria-label="elsewhere" />
        <p>text</p>
      </>,
    );
    const [button] = screen.getAllByRole('button');
    if (!button) throw new Error('There is no button.');
    await drawn.visitor.click(button);
    expect(screen.getByRole('dialog')).toBeTruthy();
    return { ...drawn, button };
  }

  it('closes by Escape, and the focus is at the button again', async () => {
    const { visitor, button } = await open();
    await visitor.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(button);
    await visitor.keyboard('{Enter}');
    expect(screen.getByRole('dialog')).toBeTruthy();
  });

  it('closes by Escape also where nothing has the focus', async () => {
    const { visitor } = await open();
    (document.activeElement as HTMLElement | null)?.blur();
    await visitor.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('closes by its button, and by a click elsewhere, which keeps the focus where it was put', async () => {
    const { visitor, button } = await open();
    await visitor.click(button);
    expect(screen.queryByRole('dialog')).toBeNull();
    await visitor.click(button);
    await visitor.click(screen.getByText('text'));
    expect(screen.queryByRole('dialog')).toBeNull();
    await visitor.click(button);
    await visitor.click(screen.getByRole('textbox', { name: 'elsewhere' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'elsewhere' }));
  });
});

it('what holds a link is reached by keys', async () => {
  const { visitor } = show(
    <ExposureBadge exposure="seen" images="DSB" candidate="Watershed" reason={() => <a href="/models">Models</a>} />,
  );
  await visitor.tab();
  await visitor.keyboard('{Enter}');
  await screen.findByRole('dialog');
  await visitor.tab();
  expect(document.activeElement).toBe(screen.getByRole('link', { name: 'Models' }));
});
