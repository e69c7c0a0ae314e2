import { TextureCache } from './texture-cache.ts';
import { tilesOf } from './tiled-texture.ts';

describe('tiles', () => {
  it('are as few and as equal as possible', () => {
    expect(tilesOf({ width: 300, height: 260 }, 8192)).toEqual({ width: 300, height: 260, across: 1, count: 1 });
    expect(tilesOf({ width: 8192, height: 8192 }, 4096)).toEqual({ width: 4096, height: 4096, across: 2, count: 4 });
    expect(tilesOf({ width: 300, height: 260 }, 64)).toEqual({ width: 60, height: 52, across: 5, count: 25 });
    expect(tilesOf({ width: 65, height: 1 }, 64)).toEqual({ width: 33, height: 1, across: 2, count: 2 });
  });
});

describe('what is kept on the graphics card', () => {
  /** A cache of 100 bytes for things of 40 each, and the names of those that were removed. */
  function small() {
    const removed: string[] = [];
    const made: string[] = [];
    const cache = new TextureCache(100, (key: { readonly name: string }) => {
      made.push(key.name);
      return { bytes: 40, dispose: () => removed.push(key.name) };
    });
    return { cache, made, removed };
  }
  const keys = ['a', 'b', 'c', 'd'].map((name) => ({ name }));
  const [a, b, c, d] = keys as [{ name: string }, { name: string }, { name: string }, { name: string }];

  it('is sent once, and makes room in the order of its last use', () => {
    const { cache, made, removed } = small();
    for (const frame of [[a, b], [b], [a], [c]]) {
      for (const key of frame) cache.get(key);
      cache.trim();
    }
    expect(made).toEqual(['a', 'b', 'c']);
    expect(removed).toEqual(['b']);
    cache.get(b);
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });

  it('is removed when it was not drawn for many frames, also where there is room', () => {
    const { cache, removed } = small();
    for (let frame = 0; frame < 700; frame++) {
      cache.get(a);
      if (frame === 0) cache.get(b);
      cache.trim();
    }
    expect(removed).toEqual(['b']);
  });

  it('stays while it is drawn, also where it is too much', () => {
    const { cache, removed } = small();
    for (const key of [a, b, c, d]) cache.get(key);
    cache.trim();
    expect(removed).toEqual([]);
    cache.get(d);
    cache.trim();
    expect(removed).toEqual(['a', 'b']);
    cache.dispose();
    expect(removed).toEqual(['a', 'b', 'c', 'd']);
  });
});
