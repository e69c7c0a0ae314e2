import { alike } from './alike.ts';
import { holdsWords } from './holds-words.ts';

describe('the words of a search', () => {
  it('must all occur, in any order and case', () => {
    expect(holdsWords('LIVECell, phase contrast', 'contrast livecell')).toBe(true);
    expect(holdsWords('LIVECell, phase contrast', 'livecell brightfield')).toBe(false);
  });

  it('are in every text where there are none', () => {
    expect(holdsWords('anything', '')).toBe(true);
    expect(holdsWords('anything', '  ')).toBe(true);
  });
});

describe('names that look alike', () => {
  const names = ['livecell', 'evican', 'tissuenet', 'dynamicnuclearnet'];
  const like = (asked: string): string[] => alike(asked, names, (name) => [name]);

  it('come with the likest first', () => {
    expect(like('live-cell')).toEqual(['livecell']);
    expect(like('nuclearnet')[0]).toBe('dynamicnuclearnet');
  });

  it('are none for nonsense, and at most five', () => {
    expect(like('xyzzy')).toEqual([]);
    expect(like('')).toEqual([]);
    expect(
      alike(
        'cells',
        Array.from({ length: 9 }, (_, i) => `cells-${String(i)}`),
        (name) => [name],
      ),
    ).toHaveLength(5);
  });
});
