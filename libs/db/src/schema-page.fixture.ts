import { MikroORM } from '@mikro-orm/pglite';
import { readdirSync, readFileSync } from 'node:fs';
import { entities } from './entities/entities.ts';

/** What the page needs of a table, from the metadata of its entity and the comments of its source. */
interface Table {
  readonly name: string;
  readonly meaning: string;
  readonly columns: readonly Column[];
  readonly references: readonly Reference[];
  /** Whether its key holds the key of another table: it cannot be without it. */
  readonly weak: boolean;
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly key: boolean;
  readonly nullable: boolean;
  readonly target: string | null;
  readonly meaning: string;
}

interface Reference {
  readonly columns: string;
  readonly target: string;
  readonly nullable: boolean;
  /** Whether at most one row refers to each row of the other table. */
  readonly single: boolean;
}

const NOTICE = '<!-- Written by tools/schema-page.mjs from the entities in libs/db. Do not edit. -->';

/** Tables that the founding report of the project names. */
const founding = ['image', 'task', 'model', 'prediction', 'performance', 'developer', 'metric'];

const groups: readonly { readonly title: string; readonly tables: readonly string[] }[] = [
  {
    title: 'Images',
    tables: [
      'dataset',
      'dataset_version',
      'image',
      'annotation_problem',
      'stored_file',
      'label_file',
      'source',
      'source_part',
    ],
  },
  {
    title: 'Tasks',
    tables: ['task', 'task_version', 'task_version_dataset', 'task_dataset', 'task_image', 'task_alias'],
  },
  { title: 'Models', tables: ['developer', 'model', 'weights', 'weights_source', 'candidate'] },
  {
    title: 'Results',
    tables: [
      'submission',
      'prediction',
      'upload',
      'evaluation',
      'image_score',
      'evaluation_attempt',
      'cell_part',
      'cell_record',
      'performance',
      'board_entry',
    ],
  },
  { title: 'Metrics', tables: ['metric', 'metric_version', 'metric_set'] },
  {
    title: 'Accounts',
    tables: [
      'curated_dataset',
      'session',
      'api_token',
      'mailed_token',
      'second_factor',
      'recovery_code',
      'passkey',
      'passkey_challenge',
      'sign_in_signal',
      'throttle',
    ],
  },
  { title: 'Teams', tables: ['team', 'team_member', 'team_invitation'] },
  { title: 'Records', tables: ['audit_entry', 'signing_key'] },
];

/** The page of the database schema in Markdown: a diagram of all tables, then each with its columns. */
export function renderSchemaPage(): string {
  const tables = readTables();
  const missing = tables.filter(({ name }) => !groups.some((group) => group.tables.includes(name)));
  if (missing.length > 0)
    throw new Error(`These tables are in no group: ${missing.map(({ name }) => name).join(', ')}.`);
  return [
    NOTICE,
    '',
    '# Database schema',
    '',
    'Every table with its columns, from the entities in `libs/db/src/entities`. The embedded database and PostgreSQL have the same.',
    '',
    '- **★** a table of the founding report. Its `cell_image` is `image` here, and its `performance` belongs to an evaluation, so that earlier results stay.',
    '- **◇** a weak entity: its key holds the key of another table, without which it means nothing.',
    '',
    '```mermaid',
    'erDiagram',
    ...tables.map(({ name, weak }) => `  ${name}["${marked(name, weak)}"]`),
    ...tables.flatMap(relations),
    '```',
    '',
    ...groups.flatMap(({ title, tables: names }) => [
      `## ${title}`,
      '',
      ...names.flatMap((name) => section(tables.find((table) => table.name === name))),
    ]),
  ].join('\n');
}

function marked(name: string, weak: boolean): string {
  return [name, founding.includes(name) ? '★' : '', weak ? '◇' : ''].filter((part) => part !== '').join(' ');
}

function relations({ name, references }: Table): string[] {
  return references.map(({ target, columns, nullable, single }) => {
    return `  ${target} ${nullable ? '|o' : '||'}--${single ? 'o|' : 'o{'} ${name} : "${columns}"`;
  });
}

function section(table: Table | undefined): string[] {
  if (!table) throw new Error('A group names a table that does not exist.');
  const rows = table.columns.map((column) => [
    `\`${column.name}\`${column.key ? ' 🔑' : ''}`,
    `${column.type}${column.nullable ? ', or null' : ''}`,
    [column.target === null ? '' : `→ \`${column.target}\``, column.meaning].filter((part) => part !== '').join('. '),
  ]);
  return [
    `### ${marked(table.name, table.weak)}`,
    '',
    table.meaning,
    '',
    ...markdownTable([['column', 'type', 'meaning'], ...rows]),
    '',
  ];
}

/** Padded as prettier pads tables; the key sign has two UTF-16 units, as many as the columns that it takes. */
function markdownTable(rows: readonly (readonly string[])[]): string[] {
  const cells = rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = (cells[0] ?? []).map((_, i) => Math.max(3, ...cells.map((row) => (row[i] ?? '').length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - cell.length)).join(' | ')} |`;
  const [head = [], ...body] = cells;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)];
}

function readTables(): Table[] {
  const orm = new MikroORM({ entities, dbName: 'never-opened' });
  const comments = readComments();
  return [...orm.getMetadata().getAll().values()]
    .map((meta): Table => {
      const said = comments.get(meta.tableName);
      const references = meta.relations.map((property) => ({
        columns: property.fieldNames.join(', '),
        target: property.targetMeta?.tableName ?? '',
        nullable: property.nullable === true,
        single: meta.primaryKeys.join() === property.name,
      }));
      return {
        name: meta.tableName,
        meaning: said?.table ?? '',
        columns: Object.values(meta.properties)
          .filter(({ persist }) => persist !== false)
          .flatMap((property) =>
            property.fieldNames.map((name, i) => ({
              name,
              type: property.items
                ? property.items.map((item) => `\`${String(item)}\``).join(', ')
                : (property.columnTypes[i] ?? ''),
              key: property.primary === true,
              nullable: property.nullable === true,
              target: property.targetMeta?.tableName ?? null,
              meaning: i === 0 ? (said?.columns.get(property.name) ?? '') : '',
            })),
          ),
        references,
        weak: meta.relations.some(({ primary }) => primary === true),
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The doc comments of the entity classes and their properties, by table. */
function readComments(): ReadonlyMap<string, { table: string; columns: ReadonlyMap<string, string> }> {
  const folder = new URL('entities/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.entity.ts'));
  return new Map(
    files.map((name) => {
      const source = readFileSync(new URL(name, folder), 'utf8');
      const table = /tableName: '(\w+)'/.exec(source)?.[1] ?? '';
      const about = /\/\*\*((?:(?!\*\/)[^])*)\*\/\nexport class \w+Entity/.exec(source)?.[1] ?? '';
      const columns = [...source.matchAll(/\/\*\*((?:(?!\*\/)[^])*)\*\/\s+(\w+): (?:p|\()/g)];
      return [
        table,
        {
          table: plain(about),
          columns: new Map(columns.map(([, text = '', property = '']) => [property, plain(text)])),
        },
      ];
    }),
  );
}

/** A comment as one line, with links as code. */
function plain(comment: string): string {
  return comment
    .replaceAll(/\n\s*\*/g, ' ')
    .replaceAll(/\{@link (\w+)\}/g, '`$1`')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
