import * as z from 'zod';

/**
 * What the specification of Croissant 1.1 asks of a description, as far as ours uses it: docs/croissant-spec-1.1.md of
 * github.com/mlcommons/croissant, the tables "Required", "FileObject", "RecordSet" and "Field", and appendix 1. Objects
 * are strict, so that a property outside the specification and schema.org fails.
 */

const CR = 'http://mlcommons.org/croissant/';

/** Terms of appendix 1 with what they stand for; a description names those that it uses. */
const terms: Readonly<Record<string, unknown>> = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  sc: 'https://schema.org/',
  cr: CR,
  dct: 'http://purl.org/dc/terms/',
  conformsTo: 'dct:conformsTo',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  examples: { '@id': 'cr:examples', '@type': '@json' },
  ...Object.fromEntries(
    [
      ...['annotation', 'arrayShape', 'citeAs', 'column', 'containedIn', 'equivalentProperty', 'excludes', 'extract'],
      ...['field', 'fileProperty', 'fileObject', 'fileSet', 'format', 'includes', 'isArray', 'isLiveDataset'],
      ...['jsonPath', 'key', 'md5', 'parentField', 'recordSet', 'references', 'regex', 'readLines', 'sdVersion'],
      ...['separator', 'source', 'subField', 'transform', 'unArchive', 'value'],
    ].map((term) => [term, `cr:${term}`]),
  ),
};

const Context = z
  .record(z.string(), z.unknown())
  .refine((context) => ['@vocab', 'sc', 'cr', 'dct', 'conformsTo'].every((term) => term in context))
  .refine((context) =>
    Object.entries(context).every(([term, meaning]) => JSON.stringify(terms[term]) === JSON.stringify(meaning)),
  );

const Text = z.string().trim().min(1);
const Reference = z.strictObject({ '@id': Text });
const WebPage = z.url({ protocol: /^https?$/ });
/** Of schema.org: a day, or a year alone. */
const DateText = z.string().regex(/^\d{4}(?:-\d\d-\d\d)?$/);

const FileObject = z.strictObject({
  '@type': z.literal('cr:FileObject'),
  '@id': Text,
  name: Text,
  description: Text.optional(),
  contentUrl: WebPage,
  contentSize: z
    .string()
    .regex(/^\d+ B$/)
    .optional(),
  encodingFormat: z.string().regex(/^[a-z]+\/[\w.+-]+$/),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});

const Field = z.strictObject({
  '@type': z.literal('cr:Field'),
  '@id': Text,
  name: Text,
  description: Text,
  dataType: z.enum(['sc:Text', 'sc:Integer', 'sc:Float']),
  source: z.strictObject({ fileObject: Reference, extract: z.strictObject({ column: Text }) }),
});

const RecordSet = z.strictObject({
  '@type': z.literal('cr:RecordSet'),
  '@id': Text,
  name: Text,
  description: Text,
  key: Reference,
  field: z.array(Field).min(1),
});

export const CroissantShape = z
  .strictObject({
    '@context': Context,
    '@type': z.literal('sc:Dataset'),
    conformsTo: z.literal(`${CR}1.1`),
    name: Text,
    description: Text,
    license: z.union([WebPage, z.strictObject({ '@type': z.literal('sc:CreativeWork'), name: Text })]),
    url: WebPage,
    sameAs: WebPage.optional(),
    creator: z.array(z.strictObject({ '@type': z.enum(['sc:Person', 'sc:Organization']), name: Text })).min(1),
    datePublished: DateText,
    version: z
      .string()
      .regex(/^\d+\.\d+\.\d+$/)
      .optional(),
    citeAs: Text.optional(),
    keywords: z.array(Text).min(1),
    isLiveDataset: z.boolean(),
    distribution: z.array(FileObject).min(1),
    recordSet: z.array(RecordSet).optional(),
  })
  .refine(({ '@context': context, ...used }) => {
    const own = new Set(Object.keys(terms));
    return keysIn(used).every((key) => !own.has(key) || key in context);
  }, 'Each term of Croissant that is used is in the context.')
  .refine(({ distribution, recordSet = [] }) => {
    const fields = recordSet.flatMap(({ field }) => field);
    const ids = [...distribution, ...recordSet, ...fields].map((one) => one['@id']);
    const files = new Set(distribution.map((one) => one['@id']));
    const isKnown = fields.every(({ source }) => files.has(source.fileObject['@id']));
    return new Set(ids).size === ids.length && isKnown && recordSet.every(({ key }) => ids.includes(key['@id']));
  }, 'Ids are unique, and what is referred to is there.');

/** Every name of a property, however deep. */
function keysIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(keysIn);
  return Object.entries(value).flatMap(([key, own]) => [key, ...keysIn(own)]);
}
