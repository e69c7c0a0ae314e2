import { receiptFiles, type WhyPart } from '@cellboard/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { counted } from '../../ui/counted.ts';
import { ExposureBadge } from '../../ui/exposure-badge.tsx';
import { Fact, FactList } from '../../ui/facts.tsx';
import { formatScore } from '../../ui/format-score.ts';
import { Hash } from '../../ui/hash.tsx';
import { SheetSection } from '../../ui/sheet.tsx';
import type { WhyViewProps } from './why-props.ts';
import { causeWords } from './why-words.ts';

interface PartProps extends Omit<WhyViewProps, 'intervals'> {
  readonly part: WhyPart;
}

/** The result on one dataset: its images, versions and hashes. */
export function PartSection(props: PartProps): ReactNode {
  const { why, part } = props;
  const { metric, parts, dataset } = why;
  const title = parts.length > 1 || dataset === null ? `On ${part.datasetName}` : 'What was evaluated';
  return (
    <SheetSection title={title}>
      {parts.length > 1 && (
        <p>
          {metric.name} {part.score === null ? 'is undefined' : formatScore(metric, part.score)}
          {part.counts ? ', counted.' : ', not counted in the mean.'}
        </p>
      )}
      <WorstImages {...props} />
      <PartFacts {...props} />
    </SheetSection>
  );
}

function WorstImages({ why, part, search }: PartProps): ReactNode {
  const { metric, row, task } = why;
  const by = `${row.model}/${row.candidate}`;
  const { dataset, worst } = part;
  if (worst.length === 0) return null;
  const { size, density, contrast } = search;
  return (
    <>
      <h3>Images with the worst scores</h3>
      <ol className="why-worst">
        {worst.map(({ image, score, missing }) => (
          <li key={image}>
            <Link
              to="/images/$dataset/$name"
              params={{ dataset, name: image }}
              search={{ m: `truth,${by}`, task: task.slug }}
            >
              {image}
            </Link>{' '}
            <span className="why-score">{formatScore(metric, score)}</span>
            {missing && <span className="sheet-note"> no prediction</span>}
          </li>
        ))}
      </ol>
      <p>
        <Link
          to="/images"
          search={{
            task: task.slug,
            dataset,
            by,
            metric: metric.id,
            sort: 'worst',
            overlay: by,
            ...{ size, density, contrast },
          }}
        >
          All images, the worst first
        </Link>
      </p>
    </>
  );
}

const moment = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
const utc = (iso: string): string => `${moment.format(new Date(iso))} UTC`;

function PartFacts({ why, part, search, exposureReason }: PartProps): ReactNode {
  const { metric, row, task } = why;
  const { datasetName, imageCount, missingCount, clusterCount, undefinedCount } = part;
  return (
    <FactList>
      <Fact name="Dataset">
        <Link to="/datasets/$dataset" params={{ dataset: part.dataset }}>
          {datasetName}
        </Link>
        , version {part.datasetVersion}
        {part.outdated && ' (there are newer results)'}
      </Fact>
      <Fact name="Images">{imagesWords({ imageCount, missingCount })}</Fact>
      <Fact name="Undefined on">{undefinedCount > 0 && counted(undefinedCount, 'image', 'images')}</Fact>
      <Fact name="Groups">{clusterCount < imageCount && `${String(clusterCount)} movies, slides or other groups`}</Fact>
      <Fact name="Training data">
        <ExposureBadge
          exposure={part.exposure}
          images={datasetName}
          candidate={`${row.modelName} · ${row.candidateName}`}
          reason={exposureReason}
        />
      </Fact>
      <Fact name="Metric version">
        {part.metricVersion !== null && `${metric.name}, version ${String(part.metricVersion)}`}
      </Fact>
      <Fact name="Software">Cellboard {part.softwareVersion}</Fact>
      <Fact name="Submitted">{part.submittedAt !== null && utc(part.submittedAt)}</Fact>
      <Fact name="Evaluated">
        {utc(part.evaluatedAt)}, {causeWords[part.cause]}
        {part.evaluation > 1 && ` (number ${String(part.evaluation)})`}
      </Fact>
      <Fact name="Submission">
        <Hash hex={part.submissionId} about="the submission" />
      </Fact>
      <Fact name="Predictions">
        <Hash hex={part.predictionsHash} about="the list of predictions" />
      </Fact>
      <Fact name="Ground truth">
        <Hash hex={part.truthHash} about="the list of truths" />
      </Fact>
      <Fact name="Receipt">
        {search.at === '' && (
          <a
            href={receiptFiles.receipt({
              ...{ task: task.slug, dataset: part.dataset, model: row.model, candidate: row.candidate },
            })}
            download
          >
            Signed statement of this result
          </a>
        )}
      </Fact>
      <Fact name="Set of metrics">
        {part.metricsHash !== null && <Hash hex={part.metricsHash} about="the metrics and their versions" />}
      </Fact>
    </FactList>
  );
}

function imagesWords({ imageCount, missingCount }: Pick<WhyPart, 'imageCount' | 'missingCount'>): string {
  if (missingCount === 0) return `${counted(imageCount, 'image', 'images')}, each with a prediction`;
  return `${counted(imageCount, 'image', 'images')}, ${String(missingCount)} of them without a prediction`;
}
