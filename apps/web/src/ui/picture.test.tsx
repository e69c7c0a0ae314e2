import { fireEvent, screen, waitFor } from '@testing-library/react';
import { show } from '../testing/show.tsx';
import { Picture } from './picture.tsx';

/** A picture of which the browser got nothing, on a server that answers so. */
function showFailed(answer: () => Promise<Pick<Response, 'status' | 'json'>>) {
  Object.defineProperty(globalThis, 'fetch', { configurable: true, value: answer });
  const drawn = show(<Picture src="/x.webp" alt="" failed="Not loaded" absent="Nobody sent one." />);
  const image = drawn.container.querySelector('img');
  if (!image) throw new Error('There is no picture.');
  fireEvent.error(image);
  return drawn;
}
const answering = (status: number, body: unknown) => () =>
  Promise.resolve({ status, json: () => Promise.resolve(body) });

const before = Object.getOwnPropertyDescriptor(globalThis, 'fetch');
afterEach(() => {
  if (before) Object.defineProperty(globalThis, 'fetch', before);
  else Reflect.deleteProperty(globalThis, 'fetch');
});

it('says that there is none where the server says so, and offers no other try', async () => {
  showFailed(answering(404, { code: 'FILE_NOT_FOUND' }));
  expect(await screen.findByText('Nobody sent one.')).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});

it.each<[string, () => Promise<Pick<Response, 'status' | 'json'>>]>([
  ['the server fails', answering(500, { code: 'INTERNAL' })],
  ['another address is meant', answering(404, { code: 'IMAGE_NOT_FOUND' })],
  ['something else answers', () => Promise.resolve({ status: 404, json: () => Promise.reject(new Error('no JSON')) })],
  ['nothing answers', () => Promise.reject(new Error('away'))],
  ['the picture came after all', answering(200, null)],
])('offers another try where %s', async (_why, answer) => {
  const { visitor, container } = showFailed(answer);
  await visitor.click(await screen.findByRole('button', { name: 'Not loaded. Try again' }));
  await waitFor(() => {
    expect(container.querySelector('img')?.getAttribute('src')).toBe('/x.webp?attempt=1');
  });
  expect(screen.queryByText('Nobody sent one.')).toBeNull();
});
