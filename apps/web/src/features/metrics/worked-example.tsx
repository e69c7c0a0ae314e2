import { roundedValue, type MetricPage } from '@cellboard/metrics/pages';
import type { ReactNode } from 'react';

/** Truth and prediction of 3 × 3 pixels as two grids, and the arithmetic that leads to the value. */
export function WorkedExample({ page }: { readonly page: MetricPage }): ReactNode {
  const { truth, prediction, id, arithmetic } = page.example;
  return (
    <div className="metric-example">
      <div className="metric-grids">
        <LabelGrid title="Truth" rows={truth} />
        <LabelGrid title="Prediction" rows={prediction} />
      </div>
      <div className="metric-arithmetic">
        <p>
          <code>{id}</code> = {arithmetic}
        </p>
        <p>
          = <strong>{roundedValue(page)}</strong>
        </p>
        <p className="metric-note">Each square is a pixel with the number of its cell; 0 is background.</p>
      </div>
    </div>
  );
}

interface LabelGridProps {
  readonly title: string;
  /** One character a pixel: the cell's number, or a dot for background. */
  readonly rows: readonly string[];
}

function LabelGrid({ title, rows }: LabelGridProps): ReactNode {
  return (
    <table className="metric-grid">
      <caption>{title}</caption>
      <tbody>
        {rows.map((row, y) => (
          <tr key={y}>
            {Array.from(row, (pixel, x) => (
              <td key={x} data-cell={pixel}>
                {pixel === '.' ? '0' : pixel}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
