import type { Model, Source } from '@cellboard/contract';
import { MultiSelect, Radio, Select, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Mistakes, ModelDraft } from './model-draft.ts';
import './submit.css';

interface ModelFormProps {
  readonly draft: ModelDraft;
  readonly mistakes: Mistakes;
  /** Models that take predictions. */
  readonly models: readonly Model[];
  readonly sources: readonly Source[];
  readonly onChange: (changes: Partial<ModelDraft>) => void;
}

/** Which model made the predictions: one that is there, or a new one. */
export function ModelForm(props: ModelFormProps): ReactNode {
  const { draft, onChange } = props;
  return (
    <div className="submit-fields">
      <Radio.Group
        label="The model"
        value={draft.kind}
        onChange={(kind) => {
          onChange({ kind: kind === 'existing' ? 'existing' : 'new' });
        }}
      >
        <Radio mt={8} value="new" label="Register a new model" />
        <Radio mt={8} value="existing" label="Use a model of mine that is registered" />
      </Radio.Group>
      {draft.kind === 'existing' ? <Existing {...props} /> : <New {...props} />}
    </div>
  );
}

/** In its place on the page, so that it lies in a landmark. */
const inPlace = { withinPortal: false } as const;

function Existing({ draft, mistakes, models, onChange }: ModelFormProps): ReactNode {
  const chosen = models.find(({ slug }) => slug === draft.model);
  const candidates = chosen?.candidates ?? [];
  return (
    <>
      <Select
        label="Model"
        searchable
        data={models.map(({ slug, name }) => ({ value: slug, label: name }))}
        value={draft.model || null}
        error={mistakes.model}
        comboboxProps={inPlace}
        onChange={(model) => {
          onChange({ model: model ?? '', candidate: '' });
        }}
      />
      <Select
        label="Weights and settings"
        data={candidates.map(({ slug, name }) => ({ value: slug, label: name }))}
        value={draft.candidate || null}
        error={mistakes.candidate}
        comboboxProps={inPlace}
        onChange={(candidate) => {
          onChange({ candidate: candidate ?? '' });
        }}
      />
    </>
  );
}

function New(props: ModelFormProps): ReactNode {
  return (
    <>
      <Words {...props} name="name" label="Name of the model" />
      <Words
        {...props}
        name="developer"
        label="Who made it"
        hint="As it stands on the board, such as the names or the lab."
      />
      <Words {...props} name="licence" label="Licence" hint="Such as MIT. May stay empty, as the links." />
      <Words {...props} name="code" label="Link to the code" />
      <Words {...props} name="paper" label="Link to the paper" />
      <Words
        {...props}
        name="weights"
        label="Name of the weights"
        hint="What tells them apart from other weights of the model."
      />
      <Training {...props} />
      <Parent {...props} />
      <Settings {...props} />
      <Radio.Group
        label="Can others download the weights?"
        value={props.draft.available}
        onChange={(available) => {
          props.onChange({ available: available === 'yes' || available === 'no' ? available : '' });
        }}
      >
        <Radio mt={8} value="yes" label="Yes" />
        <Radio mt={8} value="no" label="No" />
      </Radio.Group>
    </>
  );
}

interface WordsProps extends ModelFormProps {
  readonly name: 'name' | 'developer' | 'licence' | 'code' | 'paper' | 'weights';
  readonly label: string;
  readonly hint?: string;
}

function Words({ draft, mistakes, onChange, name, label, hint }: WordsProps): ReactNode {
  return (
    <TextInput
      {...{ name, label }}
      description={hint}
      maxLength={120}
      autoComplete="off"
      defaultValue={draft[name]}
      error={mistakes[name]}
      onChange={(event) => {
        onChange({ [name]: event.currentTarget.value });
      }}
    />
  );
}

function Training({ draft, mistakes, sources, onChange }: ModelFormProps): ReactNode {
  const isOther = draft.training === 'none' || draft.training === 'undisclosed';
  const kind = isOther ? draft.training : 'sources';
  return (
    <>
      <Radio.Group
        label="What were the weights trained on?"
        description="The board shows whether a model has seen the images that it is scored on."
        value={draft.training === '' ? '' : kind}
        error={mistakes.training}
        onChange={(next) => {
          onChange({ training: next === 'sources' ? ',' : next });
        }}
      >
        <Radio mt={8} value="sources" label="Public datasets" />
        <Radio mt={8} value="none" label="Nothing: it needs no training" />
        <Radio mt={8} value="undisclosed" label="I do not say" />
      </Radio.Group>
      {draft.training !== '' && !isOther && (
        <MultiSelect
          label="Datasets it was trained on"
          searchable
          data={sources.map(({ slug, name }) => ({ value: slug, label: name }))}
          value={draft.training.split(',').filter((slug) => slug !== '')}
          comboboxProps={inPlace}
          onChange={(chosen) => {
            onChange({ training: chosen.length === 0 ? ',' : chosen.join(',') });
          }}
        />
      )}
    </>
  );
}

function Parent({ draft, models, onChange }: ModelFormProps): ReactNode {
  const weights = models.flatMap(({ slug, name, candidates }) =>
    [...new Map(candidates.flatMap((one) => (one.weights ? [[one.weights.slug, one.weights.name] as const] : [])))].map(
      ([own, title]) => ({ value: `${slug}/${own}`, label: `${name}: ${title}` }),
    ),
  );
  return (
    <Select
      label="Weights that its training began from"
      description="What those have seen, these have seen too. Empty if it was trained from scratch."
      searchable
      clearable
      data={weights}
      value={draft.parent || null}
      comboboxProps={inPlace}
      onChange={(parent) => {
        onChange({ parent: parent ?? '' });
      }}
    />
  );
}

function Settings({ draft, mistakes, onChange }: ModelFormProps): ReactNode {
  return (
    <Textarea
      label="Settings"
      description="One a line, such as diameter=30."
      maxLength={600}
      autosize
      minRows={2}
      defaultValue={draft.settings}
      error={mistakes.settings}
      onChange={(event) => {
        onChange({ settings: event.currentTarget.value });
      }}
    />
  );
}
