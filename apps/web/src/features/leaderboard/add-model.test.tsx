import { screen } from '@testing-library/react';
import { show } from '../../testing/show.tsx';
import { AddModelButton } from './add-model.tsx';

it('opens the steps with the command of the task; Escape closes them and goes back to the button', async () => {
  const { visitor } = show(<AddModelButton task="nuclei" />);
  const button = screen.getByRole('button', { name: 'Add your model' });
  await visitor.click(button);
  expect(screen.getByText(/--task/).closest('code')?.textContent).toContain('predictions add masks/ --task nuclei');
  await visitor.keyboard('{Escape}');
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(document.activeElement).toBe(button);
});
