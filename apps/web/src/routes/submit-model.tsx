import { Alert, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { describeFailure } from '../app/failure.ts';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { draftOf, mistakesOf, newModelOf, searchOf, type ModelDraft } from '../features/submit/model-draft.ts';
import { ModelForm } from '../features/submit/model-form.tsx';
import { Steps } from '../features/submit/steps.tsx';
import { SubmitterOnly } from './submitter-only.tsx';

const route = getRouteApi('/submit/model');

/** /submit/model: which model, with which weights and settings. The answers stand in the address. */
export function SubmitModelPage(): ReactNode {
  return (
    <SubmitterOnly title="Your model">
      {() => (
        <>
          <Steps current={2} />
          <Answers />
        </>
      )}
    </SubmitterOnly>
  );
}

function Answers(): ReactNode {
  const draft = draftOf(route.useSearch());
  const navigate = useNavigate();
  const trpc = useTRPC();
  const models = useQuery(trpc.models.list.queryOptions({ limit: 200 }));
  const sources = useQuery(trpc.sources.list.queryOptions({ limit: 200 }));
  const { isTried, isBusy, failure, goOn } = useGoOn(draft);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void goOn();
      }}
    >
      <section className="submit-part">
        <ModelForm
          draft={draft}
          mistakes={isTried ? mistakesOf(draft) : {}}
          models={(models.data?.items ?? []).filter(({ builtIn, ineligible }) => !builtIn && ineligible === null)}
          sources={sources.data?.items ?? []}
          onChange={(changes) =>
            void navigate({
              to: '/submit/model',
              search: (before) => searchOf({ ...draftOf(before), ...changes }),
              replace: true,
              resetScroll: false,
              state: { keepFocus: true },
            })
          }
        />
      </section>
      {failure !== null && (
        <Alert color="red" role="alert" title="That did not work">
          {failure}
        </Alert>
      )}
      <div className="submit-actions">
        <Button type="submit" loading={isBusy}>
          Continue
        </Button>
        <Link to="/submit" search={{ task: draft.task === '' ? undefined : draft.task }}>
          Back
        </Link>
      </div>
    </form>
  );
}

/** Goes on to the predictions once the answers are complete and the submission is open. */
function useGoOn(draft: ModelDraft) {
  const navigate = useNavigate();
  const [isTried, setTried] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const open = useOpenSubmission();
  const [isBusy, setBusy] = useState(false);
  const goOn = async () => {
    setTried(true);
    setFailure(null);
    if (Object.keys(mistakesOf(draft)).length > 0) return;
    setBusy(true);
    try {
      const submission = await open(draft);
      await navigate({ to: '/submit/$submission/files', params: { submission } });
    } catch (error) {
      setFailure(describeFailure(error).message);
    } finally {
      setBusy(false);
    }
  };
  return { isTried, isBusy, failure, goOn };
}

/** Registers the model where it is new, and opens the submission. */
function useOpenSubmission(): (draft: ModelDraft) => Promise<string> {
  const client = useTRPCClient();
  return async (draft) => {
    let { model, candidate } = draft;
    if (draft.kind === 'new') {
      const input = newModelOf(draft);
      await client.models.create.mutate(input);
      [model, candidate] = [input.slug, input.candidate.slug];
    }
    const { id } = await client.submissions.create.mutate({ task: draft.task, model, candidate });
    return id;
  };
}
