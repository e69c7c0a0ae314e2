import { sameWords } from './same-words.ts';

it.each([
  [{ name: 'a' }, { name: 'a' }, true],
  [{ name: 'a' }, { name: 'b' }, false],
  [{}, { licence: null }, true],
  [{ licence: undefined }, { licence: null }, true],
  [{ licence: null }, { licence: 'MIT' }, false],
  [{ name: 'a', createdAt: 1 }, { name: 'a' }, true],
  [{ count: 0 }, { count: null }, false],
])('%j against %j: %j', (kept, sent, same) => {
  expect(sameWords(kept, sent)).toBe(same);
});
