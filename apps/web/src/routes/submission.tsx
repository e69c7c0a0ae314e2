import type { Submission, SubmissionId } from '@cellboard/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTRPC } from '../app/trpc.ts';
import '../features/account/account.css';
import { failureOf } from '../features/account/refused.ts';
import { ChangeNotice } from '../features/submissions/change-notice.tsx';
import { dayOf } from '../features/submissions/moments.ts';
import { ProgressView } from '../features/submissions/progress-view.tsx';
import { PublicationChip, StatusChip } from '../features/submissions/status-chip.tsx';
import { SubmissionActions } from '../features/submissions/submission-actions.tsx';
import { SubmissionResults } from '../features/submissions/submission-results.tsx';
import { publicationWords } from '../features/submissions/submission-words.ts';
import { Loaded } from '../ui/loaded.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NotFoundPage } from './not-found.tsx';
import { useProgress } from './use-progress.ts';
import { useSubmissionChange } from './use-submission-change.ts';

const route = getRouteApi('/submissions/$submission');

/** /submissions/:id: how far a submission is, and what came out. */
export function SubmissionPage(): ReactNode {
  const id = route.useParams().submission;
  return isSubmissionId(id) ? <Found id={id} /> : <NotFoundPage />;
}

/** The schema of the contract brings a library that no page of results needs. */
function isSubmissionId(text: string): text is SubmissionId {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

function Found({ id }: { readonly id: SubmissionId }): ReactNode {
  const submission = useQuery(useTRPC().submissions.get.queryOptions({ submission: id }));
  if (submission.isError && submission.data === undefined) return <Missing error={submission.error} />;
  return (
    <Loaded query={submission} failed="The submission did not load" waiting={<PageHead title="Submission" />}>
      {(one) => <Shown submission={one} />}
    </Loaded>
  );
}

/** A private submission looks like one that does not exist, so both say how its owner gets to see it. */
function Missing({ error }: { readonly error: unknown }): ReactNode {
  const { code, message } = failureOf(error);
  const isMissing = code === 'SUBMISSION_NOT_FOUND';
  return (
    <PageHead title={isMissing ? 'Submission not found' : 'The submission did not load'}>
      <p role="alert">{message}</p>
      {isMissing && (
        <p className="submission-links">
          If it is yours, <Link to="/me/submissions">sign in and find it among your submissions</Link>
        </p>
      )}
    </PageHead>
  );
}

function Shown({ submission }: { readonly submission: Submission }): ReactNode {
  const {
    id,
    number,
    modelName,
    model,
    candidate,
    candidateName,
    task,
    taskName,
    status,
    publication,
    closedAt,
    createdAt,
    own,
  } = submission;
  const { change, done, error } = useSubmissionChange();
  const places = useQuery(useTRPC().submissions.places.queryOptions({ submissions: [id] }));
  return (
    <>
      <PageHead
        title={`Submission ${String(number)}`}
        above={own && <Link to="/me/submissions">Your submissions</Link>}
        aside={
          <SubmissionActions
            submission={submission}
            isMain
            onChange={(what) => {
              change(what, submission);
            }}
          />
        }
      >
        <p className="submission-links">
          <Link to="/models/$model/{-$candidate}" params={{ model, candidate }}>
            {modelName}, {candidateName}
          </Link>
          <Link to="/leaderboards/$task/{-$dataset}" params={{ task }}>
            {taskName}
          </Link>
          <span className="submission-soft">
            {closedAt === null ? 'Opened' : 'Sent'} {dayOf(closedAt ?? createdAt)}
          </span>
        </p>
        <p className="submission-links">
          <StatusChip status={status} /> <PublicationChip publication={publication} />
        </p>
        {own && <p>{publicationWords[publication].means}</p>}
      </PageHead>
      {error != null && <p role="alert">{failureOf(error).message}</p>}
      <ChangeNotice done={done} onUndo={change} />
      <SubmissionResults submission={submission} places={places.data ?? []} />
      {own && <Live id={id} />}
    </>
  );
}

function Live({ id }: { readonly id: SubmissionId }): ReactNode {
  const { progress, isLive } = useProgress(id);
  return (
    <Loaded query={progress} failed="The progress did not load" waiting={null}>
      {(now) => <ProgressView progress={now} isLive={isLive} />}
    </Loaded>
  );
}
