import { fillHead, type PageHead } from './page-head.ts';

const html = `<!doctype html><html><head>
<meta name="description"
  content="As built." />
<title>Cellboard</title>
</head><body></body></html>`;
const modules = new Map([
  ['src/routes/home.tsx', ['assets/home-1.js', 'assets/shared-2.js']],
  ['src/routes/leaderboard.tsx', ['assets/board-3.js', 'assets/shared-2.js']],
]);
const head: PageHead = {
  title: 'Nuclei leaderboard',
  description: 'Which model is best?',
  picture: '/api/v1/images/x/thumbnail.webp',
  structured: null,
  status: 200,
  modules: ['src/routes/home.tsx', 'src/routes/leaderboard.tsx', 'src/routes/nowhere.tsx'],
};
const fill = (change: Partial<PageHead> = {}, page = html) =>
  fillHead({ html: page, modules }, { ...head, ...change }, 'https://cellboard.test');

it('says title and description in the tab, to search engines and to previews', () => {
  const filled = fill();
  expect(filled).toContain('<title>Nuclei leaderboard · Cellboard</title>');
  expect(filled).toContain('<meta name="description" content="Which model is best?">');
  expect(filled).toContain('<meta property="og:title" content="Nuclei leaderboard · Cellboard">');
  expect(filled).toContain(
    '<meta property="og:image" content="https://cellboard.test/api/v1/images/x/thumbnail.webp">',
  );
  expect(filled).not.toContain('As built.');
});

it('names every script of the page once', () => {
  expect(fill().match(/modulepreload[^>]*/g)).toEqual(
    ['home-1', 'shared-2', 'board-3'].map((name) => `modulepreload" crossorigin href="/assets/${name}.js"`),
  );
});

it('leaves out what there is not', () => {
  const filled = fill({ picture: null, title: '', modules: [] });
  expect(filled).toContain('<title>Cellboard</title>');
  expect(filled).not.toMatch(/og:image|modulepreload/);
});

it.each(['</title><script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "$& $1 $' '"])(
  'lets no name break out of its place: %s',
  (name) => {
    const filled = fill({ title: name, description: name, picture: `/${name}` });
    expect(filled).not.toMatch(/<script|<img/);
    expect(filled.match(/<title>/g)).toHaveLength(1);
    expect(filled.match(/<\/head>/g)).toHaveLength(1);
  },
);

it('holds a description for machines, which no text in it ends', () => {
  const structured = { name: '</script><script>alert(1)</script><!--' };
  const [, text = ''] = /<script type="application\/ld\+json">([^]*?)<\/script>/.exec(fill({ structured })) ?? [];
  expect(JSON.parse(text)).toEqual(structured);
  expect(text).not.toContain('<');
});

it('fills in nothing where a page has no place for it', () => {
  expect(fill({}, 'plain')).toBe('plain');
});
