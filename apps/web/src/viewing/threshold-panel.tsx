import type { AgreementCounts } from '@cellboard/viewer';
import { Slider } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { grouped } from '../ui/counted.ts';
import { thresholdLimits } from './view-search.ts';
import type { Viewed } from './use-viewed.ts';
import './threshold-panel.css';

/** What a candidate found at a threshold. */
export interface CountedCandidate {
  readonly name: string;
  readonly counts: AgreementCounts;
}

/** How many cells each candidate that is shown found. */
export function countsOf({ model }: Viewed, threshold: number): CountedCandidate[] {
  const names = model?.data.predictions ?? [];
  return (model?.at(threshold).agreements ?? []).map(({ counts }, k) => ({ name: names[k]?.name ?? '', counts }));
}

interface ThresholdPanelProps {
  readonly threshold: number;
  readonly candidates: readonly CountedCandidate[];
  /** While it moves. */
  readonly onMove: (threshold: number) => void;
  /** Where it came to rest. */
  readonly onRest: (threshold: number) => void;
}

const rounded = (value: number): number => Number(value.toFixed(2));

/** F1: 2 TP / (2 TP + FP + FN); null where there is no cell at all. */
const f1 = ({ tp, fp, fn }: AgreementCounts): number | null =>
  tp + fp + fn === 0 ? null : (2 * tp) / (2 * tp + fp + fn);

/** From which IoU on a cell counts as found, and how many are at that threshold. */
export function ThresholdPanel({ threshold, candidates, onMove, onRest }: ThresholdPanelProps): ReactNode {
  const label = useId();
  return (
    <section className="threshold-panel" aria-labelledby={label}>
      <h2 id={label}>
        Counts at IoU ≥ <output>{threshold.toFixed(2)}</output>
      </h2>
      <Slider
        color="var(--accent)"
        min={thresholdLimits.min}
        max={thresholdLimits.max}
        step={0.01}
        value={threshold}
        label={null}
        thumbLabel="IoU from which on a cell counts as found"
        onChange={(value) => {
          onMove(rounded(value));
        }}
        onChangeEnd={(value) => {
          onRest(rounded(value));
        }}
      />
      <div className="threshold-scale" aria-hidden>
        <span>{thresholdLimits.min} loose</span>
        <span>strict {thresholdLimits.max}</span>
      </div>
      {candidates.length === 0 ? (
        <p className="threshold-empty">Show a candidate to compare it with the ground truth.</p>
      ) : (
        <>
          <Counts candidates={candidates} />
          <p className="threshold-empty">TP: matched. FN: not found. FP: found where there is no cell.</p>
        </>
      )}
    </section>
  );
}

function Counts({ candidates }: Pick<ThresholdPanelProps, 'candidates'>): ReactNode {
  return (
    <table className="threshold-counts">
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Candidate</span>
          </th>
          <th scope="col">
            <abbr title="Cells of the truth that are matched: true positives">TP</abbr>
          </th>
          <th scope="col">
            <abbr title="Cells of the truth without a match: false negatives">FN</abbr>
          </th>
          <th scope="col">
            <abbr title="Predicted cells without a match: false positives">FP</abbr>
          </th>
          <th scope="col">F1</th>
        </tr>
      </thead>
      <tbody>
        {candidates.map(({ name, counts }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{grouped(counts.tp)}</td>
            <td>{grouped(counts.fn)}</td>
            <td>{grouped(counts.fp)}</td>
            <td>{f1(counts)?.toFixed(3) ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
