/** A citation in its parts, as far as they can be told apart. */
export interface Citation {
  /** As `Caicedo, J. C.`; empty where the text does not begin with names. */
  readonly authors: readonly string[];
  /** Whether there are authors beyond those named. */
  readonly more: boolean;
  readonly title: string | null;
  readonly journal: string | null;
  readonly volume: string | null;
  /** Such as `1247–1253`, or the number of an article. */
  readonly pages: string | null;
  readonly year: number | null;
  /** Without an address before it. */
  readonly doi: string | null;
}

/** What a citation is about, for what its text does not say. */
export interface Cited {
  readonly slug: string;
  readonly name: string;
  readonly citation: string | null;
  readonly paperUrl: string | null;
  readonly sourceUrl: string | null;
  readonly year: number | null;
}

const AUTHOR = String.raw`(?:(?:van|von|der|den|de|da|di|la|el) )*\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)*(?: \p{Lu}\.(?:-\p{Lu}\.)?)+`;
const AUTHORS = new RegExp(String.raw`^(${AUTHOR}(?:,? (?:and |& )?${AUTHOR}|, ${AUTHOR})*)( et al\.)? `, 'u');

/**
 * Reads a citation such as `Caicedo J. C. et al. Title. Journal 16, 1247–1253 (2019). https://doi.org/…`. What does not
 * follow that pattern stays unknown: nothing is guessed.
 */
export function readCitation(text: string): Citation {
  const [, names = '', others] = AUTHORS.exec(text) ?? [];
  const rest = text.slice(names.length + (others?.length ?? 0)).trim();
  const end = names === '' ? -1 : rest.search(/\. (?=\p{Lu}|arXiv|bioRxiv)/u);
  const [more, doi, year] = [others !== undefined, doiIn(text), yearIn(text)];
  if (end < 0) return { authors: [], more, title: null, journal: null, volume: null, pages: null, year, doi };
  const authors = [...names.matchAll(new RegExp(AUTHOR, 'gu'))].map(([name]) => surnameFirst(name));
  return { authors, more, title: rest.slice(0, end), ...placeIn(rest.slice(end + 2)), year, doi };
}

/** Where something appeared, such as `Journal 16, 1247–1253 (2019).` */
function placeIn(source: string): Pick<Citation, 'journal' | 'volume' | 'pages'> {
  const [venue = ''] = source.split(/ \(|\. |\.$/);
  const [, journal = null, volume = null, pages = null] =
    /^(.+?)(?: (\d{1,4}))?(?:, ([\p{L}\d–-]+))?$/u.exec(venue) ?? [];
  return { journal, volume, pages };
}

/** The first year in brackets, or else the last one of the text. */
function yearIn(text: string): number | null {
  const plain = text.replaceAll(/https?:\S+/g, '');
  const found = /\([^()]*?\b((?:19|20)\d\d)\b/.exec(plain) ?? /.*\b((?:19|20)\d\d)\b/.exec(plain);
  return found?.[1] === undefined ? null : Number(found[1]);
}

function surnameFirst(name: string): string {
  const initials = name.search(/ \p{Lu}\./u);
  return `${name.slice(0, initials)},${name.slice(initials)}`;
}

function doiIn(text: string): string | null {
  return /\b10\.\d{4,9}\/[^\s;,]+/.exec(text)?.[0].replace(/\.$/, '') ?? null;
}

/** The citation of a dataset, completed by what else is known of it. */
function cited({ name, citation, paperUrl, sourceUrl, year }: Cited) {
  const read = readCitation(citation ?? '');
  const doi = read.doi ?? doiIn(paperUrl ?? '');
  return {
    ...read,
    ...{ title: read.title ?? name, year: read.year ?? year, doi },
    url: doi === null ? (paperUrl ?? sourceUrl) : `https://doi.org/${doi}`,
    // What could not be told apart stays as it was written.
    note: read.title === null ? citation : null,
  };
}

/** A dataset's citation for BibTeX, with the slug as its key. */
export function bibTexOf(dataset: Cited): string {
  const { authors, more, title, journal, volume, pages, year, doi, url, note } = cited(dataset);
  const fields: readonly (readonly [string, string | null])[] = [
    ['author', authors.length === 0 ? null : [...authors, ...(more ? ['others'] : [])].map(tex).join(' and ')],
    ['title', `{${tex(title)}}`],
    ['journal', journal && tex(journal)],
    ['volume', volume],
    ['pages', pages?.replace('–', '--') ?? null],
    ['year', year === null ? null : String(year)],
    ['doi', doi],
    ['url', url],
    ['note', note && tex(note)],
  ];
  const lines = fields.flatMap(([key, value]) => (value === null ? [] : [`  ${key} = {${value}}`]));
  return `@${journal === null ? 'misc' : 'article'}{${dataset.slug},\n${lines.join(',\n')}\n}\n`;
}

/** Characters that TeX takes for commands. */
function tex(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll('\\', String.raw`\textbackslash `)
    .replaceAll(/[&%$#_{}]/g, String.raw`\$&`)
    .replaceAll('~', String.raw`\textasciitilde `)
    .replaceAll('^', String.raw`\textasciicircum `);
}

/** A dataset's citation as RIS, which Zotero, EndNote and Mendeley read. */
export function risOf(dataset: Cited): string {
  const { authors, more, title, journal, volume, pages, year, doi, url, note } = cited(dataset);
  const [first = null, last = null] = pages?.split(/[–-]/) ?? [];
  const lines: readonly (readonly [string, string | null])[] = [
    ['TY', journal === null ? 'DATA' : 'JOUR'],
    ...authors.map((author) => ['AU', author] as const),
    ['TI', title],
    ['T2', journal],
    ['VL', volume],
    ['SP', first],
    ['EP', last],
    ['PY', year === null ? null : String(year)],
    ['DO', doi],
    ['UR', url],
    ['N1', note ?? (more ? 'The citation names the first authors only.' : null)],
    ['ER', ''],
  ];
  const text = lines.flatMap(([tag, value]) => (value === null ? [] : [`${tag}  - ${value.replaceAll(/\s+/g, ' ')}`]));
  return `${text.join('\r\n')}\r\n`;
}
