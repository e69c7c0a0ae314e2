import type { Candidate, Model, ModelResult, Task } from '@cellboard/contract';
import { skipToken, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, Navigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { isFinal } from '../app/failure.ts';
import { useTRPC } from '../app/trpc.ts';
import { ModelView } from '../features/models/model-view.tsx';
import { EmptyBoards } from '../features/models/empty-boards.tsx';
import type { BoardPlace } from '../features/models/filling-commands.ts';
import { makerLine } from '../features/models/model-words.ts';
import { UnknownCandidate, UnknownModel } from '../features/models/unknown-model.tsx';
import { isSlug } from '../search/is-slug.ts';
import { CopyLinkButton } from '../ui/copy-link-button.tsx';
import { ModelLink } from '../ui/links.tsx';
import { Loaded, type Loading } from '../ui/loaded.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { SheetSkeleton } from '../ui/sheet.tsx';
import { PickButton } from '../viewing/pick-button.tsx';
import { ModelPictures } from './model-pictures.tsx';
import { useKnownModelName } from './use-known-names.ts';
import { useDatasets, useModels, useTasks } from './use-lists.ts';

const waiting = <SheetSkeleton loading="Loading the model …" />;

const route = getRouteApi('/models/$model/{-$candidate}');

/** /models/:model, and /models/:model/:candidate with that candidate in view */
export function ModelPage(): ReactNode {
  const { model: slug, candidate } = route.useParams();
  const trpc = useTRPC();
  const isAsked = isSlug(slug);
  const card = useQuery(trpc.models.get.queryOptions(isAsked ? { model: slug } : skipToken));
  // Asked for together, so that the page does not jump when they come.
  const places = useQuery(trpc.models.results.queryOptions(isAsked ? { model: slug } : skipToken));
  const knownName = useKnownModelName(slug) ?? 'Model';
  if (!isAsked || isFinal(card.error)) return <NoSuchModel slug={slug} />;

  const name = card.data?.name ?? knownName;
  return (
    <>
      <PageHead
        title={titleOf(name, card.data, candidate)}
        above={<Above model={slug} name={candidate === undefined ? null : name} />}
        aside={
          <div className="viewing-ways">
            <PickCandidate model={card.data} asked={candidate} />
            <CopyLinkButton />
          </div>
        }
      >
        <p className="page-head-facts">{card.data ? makerLine(card.data) : '\u00A0'}</p>
      </PageHead>
      <Loaded query={card} failed="This model cannot be shown" waiting={waiting}>
        {(model) => <Found model={model} asked={candidate ?? null} places={places} />}
      </Loaded>
    </>
  );
}

interface PickCandidateProps {
  /** Undefined while it loads. */
  readonly model: Model | undefined;
  /** The candidate that the address names. */
  readonly asked: string | undefined;
}

/** Puts the candidate in view, or the first one, into what is compared. */
function PickCandidate({ model, asked }: PickCandidateProps): ReactNode {
  const candidate = asked ?? model?.candidates[0]?.slug;
  if (!model || candidate === undefined) return null;
  return <PickButton kind="candidates" word={`${model.slug}/${candidate}`} name={model.name} />;
}

/** The results of a model on the boards, loading or loaded. */
type Places = Loading<ModelResult[]> & { readonly isPending: boolean };

/** The name of the model, and of the candidate that the address names, if there is one. */
function titleOf(name: string, model: Model | undefined, asked: string | undefined): string {
  const candidate = model?.candidates.find(({ slug }) => slug === asked);
  return candidate ? `${name} · ${candidate.name}` : name;
}

interface FoundProps {
  readonly model: Model;
  /** The slug of the candidate in the address; null where the address names the model alone. */
  readonly asked: string | null;
  readonly places: Places;
}

/** A model that exists: its card, once its places on the boards are known too. */
function Found({ model, asked, places }: FoundProps): ReactNode {
  const { checkpoint } = route.useSearch();
  if (checkpoint !== '') return <LeadOn model={model} former={checkpoint} />;
  const candidate = model.candidates.find(({ slug }) => slug === asked) ?? null;
  if (asked !== null && !candidate) return <UnknownCandidate model={model} slug={asked} />;
  return places.isPending ? waiting : <Card model={model} candidate={candidate} places={places} />;
}

/** Early addresses name a candidate as a checkpoint, by its slug or id. */
function LeadOn({ model, former }: { readonly model: Model; readonly former: string }): ReactNode {
  const candidate = model.candidates.find(({ slug, id }) => slug === former || id === former)?.slug ?? former;
  return <Navigate to="/models/$model/{-$candidate}" params={{ model: model.slug, candidate }} replace />;
}

interface AboveProps {
  /** The model's slug. */
  readonly model: string;
  /** Its name where the page is about one of its candidates; null where it is about itself. */
  readonly name: string | null;
}

function Above({ model, name }: AboveProps): ReactNode {
  return (
    <>
      <Link to="/models">Models</Link>
      {name !== null && (
        <>
          <span aria-hidden>/</span>
          <ModelLink model={model}>{name}</ModelLink>
        </>
      )}
    </>
  );
}

interface CardProps {
  readonly model: Model;
  readonly candidate: Candidate | null;
  readonly places: Loading<ModelResult[]>;
}

function Card({ model, candidate, places }: CardProps): ReactNode {
  const datasets = useDatasets();
  const pages = new Set((datasets.data ?? []).map(({ slug }) => slug));
  const boards = boardsOf(model, useTasks().data ?? []);
  const place = shownPlace(places.data ?? [], candidate);
  const shown = model.candidates.find(({ slug }) => slug === place?.candidate);
  return (
    <ModelView
      {...{ model, candidate, places }}
      datasets={pages}
      empty={<EmptyBoards {...{ model, candidate, boards }} places={places.data ?? []} />}
      pictures={place && shown ? <ModelPictures model={model} candidate={shown} place={place} /> : null}
    />
  );
}

/** The boards of real images of what a model outlines. */
function boardsOf({ facts }: Model, tasks: readonly Task[]): BoardPlace[] {
  const real = tasks.filter(
    ({ synthetic, object }) => !synthetic && (facts === null || facts.objects.includes(object)),
  );
  return real.flatMap(({ slug: task, name: taskName, datasets }) =>
    datasets.map(({ slug: dataset, name: datasetName }) => ({ task, taskName, dataset, datasetName })),
  );
}

/** The place to show pictures of: the best of the candidate in view, or of all. */
function shownPlace(places: readonly ModelResult[], candidate: Candidate | null): ModelResult | undefined {
  const own = places.filter((place) => candidate === null || place.candidate === candidate.slug);
  return own.sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity))[0];
}

function NoSuchModel({ slug }: { readonly slug: string }): ReactNode {
  const models = useModels();
  return (
    <>
      <PageHead title="No such model" />
      <UnknownModel slug={slug} models={models.data ?? []} />
    </>
  );
}
