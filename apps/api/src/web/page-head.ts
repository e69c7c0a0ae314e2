/** What the head of a page says to search engines, to previews of links, and in the tab. */
export interface PageHead {
  /** Without the name of the site. */
  readonly title: string;
  /** One or two sentences. */
  readonly description: string;
  /** Path of a picture of what the page is about; null for none. */
  readonly picture: string | null;
  /** A description for machines, as JSON-LD; null for none. */
  readonly structured: object | null;
  /** 404 where there is no such page, which the application then says in words. */
  readonly status: 200 | 404;
  /** The modules of the web application that draw the page, such as `src/routes/model.tsx`. */
  readonly modules: readonly string[];
}

/** The site in a sentence. */
export const SITE_DESCRIPTION =
  'Cellboard is the open benchmark for cell instance segmentation: it shows which model finds the cells best in which kind of microscopy image.';

/** The built page in parts, with the places to be filled in. */
export interface PageTemplate {
  readonly html: string;
  /** Files that each module of the application needs, by its path. */
  readonly modules: ReadonlyMap<string, readonly string[]>;
}

/** Where the site is reached, such as `https://cellboard.example`. */
type Origin = string;

/**
 * Writes a head into the built page: title, description, what previews of links show, and the scripts to be fetched at
 * once. Places that the page does not have are passed over.
 */
export function fillHead({ html, modules }: PageTemplate, head: PageHead, origin: Origin): string {
  const title = head.title === '' ? 'Cellboard' : `${head.title} · Cellboard`;
  const tags = [
    meta('property', 'og:site_name', 'Cellboard'),
    meta('property', 'og:type', 'website'),
    meta('property', 'og:title', title),
    meta('property', 'og:description', head.description),
    ...(head.picture === null ? [] : [meta('property', 'og:image', `${origin}${head.picture}`)]),
    ...(head.structured === null ? [] : [jsonLd(head.structured)]),
    ...filesOf(head, modules).map((file) => `<link rel="modulepreload" crossorigin href="/${escape(file)}">`),
  ];
  return html
    .replace(/<title>[^<]*<\/title>/, () => `<title>${escape(title)}</title>`)
    .replace(/<meta\s+name="description"\s+content="[^"]*"\s*\/?>/, () => meta('name', 'description', head.description))
    .replace('</head>', () => `${tags.join('\n')}\n</head>`);
}

const filesOf = (head: PageHead, files: PageTemplate['modules']): string[] => [
  ...new Set(head.modules.flatMap((module) => files.get(module) ?? [])),
];

const meta = (key: 'name' | 'property', name: string, content: string): string =>
  `<meta ${key}="${name}" content="${escape(content)}">`;

/** Inside a script, no text may end it or begin a comment. */
const jsonLd = (structured: object): string =>
  `<script type="application/ld+json">${JSON.stringify(structured).replaceAll('<', String.raw`\u003c`)}</script>`;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (letter) => entities[letter] ?? letter);
