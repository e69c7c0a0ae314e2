import type { NewModel, Settings } from '@cellboard/contract';
import type * as z from 'zod';
import type { ModelDraftSearch } from './model-draft-search.ts';

/** The same with an empty text for what is not given. */
export type ModelDraft = Readonly<Record<Exclude<keyof ModelDraftSearch, 'kind' | 'available'>, string>> & {
  readonly kind: 'new' | 'existing';
  readonly available: '' | 'yes' | 'no';
};

const nothing: ModelDraft = {
  ...{ task: '', kind: 'new', model: '', candidate: '', name: '', developer: '', licence: '', code: '', paper: '' },
  ...{ weights: '', parent: '', settings: '', available: '', training: '' },
};

/** The answers that an address holds. */
export function draftOf(search: ModelDraftSearch): ModelDraft {
  const given = Object.entries(search).filter(([, value]) => value !== undefined);
  return { ...nothing, ...(Object.fromEntries(given) as Partial<ModelDraft>) };
}

/** The answers as an address holds them. */
export function searchOf(draft: ModelDraft): ModelDraftSearch {
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== ''));
}

/** What is wrong with the answers, by field. */
export type Mistakes = Readonly<Partial<Record<keyof ModelDraft, string>>>;

/** The first thing that is wrong with each answer. */
export function mistakesOf(draft: ModelDraft): Mistakes {
  if (draft.kind === 'existing')
    return {
      ...(draft.model === '' && { model: 'Choose a model.' }),
      ...(draft.candidate === '' && { candidate: 'Choose its weights and settings.' }),
    };
  return {
    ...(slugOf(draft.name).length < 2 && { name: 'Give a name with at least two letters or digits.' }),
    ...(draft.developer.trim() === '' && { developer: 'Say who made it.' }),
    ...(draft.training === '' && { training: 'Choose sources, or one of the other answers.' }),
    ...webMistake('code', draft.code),
    ...webMistake('paper', draft.paper),
    ...(settingsOf(draft.settings) === null && { settings: 'Write one setting a line, such as diameter=30.' }),
  };
}

function webMistake(field: 'code' | 'paper', text: string): Mistakes {
  return text === '' || /^https?:\/\/[^\s/]+/.test(text)
    ? {}
    : { [field]: 'Use a web address, such as https://example.org.' };
}

/** A name as it stands in addresses. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 64)
    .replace(/-+$/, '');
}

/** Lines such as `diameter=30`; null where one is something else. */
export function settingsOf(text: string): Settings | null {
  const settings: Record<string, string | number> = {};
  for (const line of text.split(/[\n;]+/).map((one) => one.trim())) {
    if (line === '') continue;
    const [, name = '', value = ''] = /^([^=]+)=(.*)$/.exec(line) ?? [];
    if (name.trim() === '') return null;
    settings[name.trim()] = /^-?\d+(?:\.\d+)?$/.test(value.trim()) ? Number(value) : value.trim();
  }
  return settings;
}

/** The model that the answers describe. */
export function newModelOf(draft: ModelDraft): z.input<typeof NewModel> {
  const slug = slugOf(draft.name);
  const [model = '', weights = ''] = draft.parent.split('/');
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  const available = { '': null, yes: true, no: false } as const;
  const weightsName = orNull(draft.weights) ?? 'Weights';
  return {
    ...{ slug, name: draft.name.trim(), developer: draft.developer.trim(), licence: orNull(draft.licence) },
    ...{ codeUrl: orNull(draft.code), paperUrl: orNull(draft.paper), weightsAvailable: available[draft.available] },
    candidate: {
      slug: slugOf(weightsName).length < 2 ? 'default' : slugOf(weightsName),
      name: weightsName,
      settings: settingsOf(draft.settings) ?? {},
      weights:
        draft.training === 'none' && draft.parent === ''
          ? null
          : {
              ...{ slug: slugOf(weightsName).length < 2 ? 'default' : slugOf(weightsName), name: weightsName },
              parent: weights === '' ? null : { model, weights },
              sources: sourcesOf(draft.training),
            },
    },
  };
}

function sourcesOf(training: string): string[] | null {
  if (training === 'undisclosed') return null;
  return training === 'none' ? [] : training.split(',');
}
