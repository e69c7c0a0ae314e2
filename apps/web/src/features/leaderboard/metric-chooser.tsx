import type { Metric, MetricId } from '@cellboard/contract';
import { Button, Checkbox, Popover } from '@mantine/core';
import { IconColumns3, IconInfoCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { familiesOf, groupMetrics, type MetricFamily } from './metric-groups.ts';

interface MetricChooserProps {
  readonly metrics: readonly Metric[];
  readonly shown: readonly Metric[];
  /** Called with the ids to show in the catalogue's order; empty means the default set. */
  readonly onChange: (ids: MetricId[]) => void;
}

/** Chooses the columns by groups of metrics. At least one stays. */
export function MetricChooser({ metrics, shown, onChange }: MetricChooserProps): ReactNode {
  const isShown = (id: MetricId): boolean => shown.some((metric) => metric.id === id);
  const toggle = (id: MetricId): void => {
    onChange(metrics.map((metric) => metric.id).filter((other) => (other === id ? !isShown(id) : isShown(other))));
  };
  return (
    <Popover position="bottom-end" trapFocus shadow="md" width={380}>
      <Popover.Target>
        <Button className="toolbar-columns" variant="default" leftSection={<IconColumns3 size={16} aria-hidden />}>
          Metrics ({shown.length} of {metrics.length})
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="chooser" aria-label="Metrics to show">
        <div className="chooser-start">
          <Button
            variant="light"
            size="xs"
            onClick={() => {
              onChange([]);
            }}
          >
            Usual set
          </Button>
          <Button
            variant="light"
            size="xs"
            onClick={() => {
              onChange(metrics.map(({ id }) => id));
            }}
          >
            All
          </Button>
        </div>
        {groupMetrics(metrics).map((group) => (
          <fieldset key={group.title} className="chooser-group">
            <legend>{group.title}</legend>
            {familiesOf(group.metrics).map((family) => (
              <Family key={family.name} family={family} isShown={isShown} last={shown.length === 1} onToggle={toggle} />
            ))}
          </fieldset>
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}

interface FamilyProps {
  readonly family: MetricFamily;
  readonly isShown: (id: MetricId) => boolean;
  /** True where only one metric is left, which must stay. */
  readonly last: boolean;
  readonly onToggle: (id: MetricId) => void;
}

/** A metric, or all thresholds of one in a row. */
function Family({ family: { name, members }, isShown, last, onToggle }: FamilyProps): ReactNode {
  const boxes = members.map(({ metric, threshold }) => (
    <Checkbox
      key={metric.id}
      size="xs"
      label={members.length > 1 ? threshold : name}
      aria-label={metric.name}
      checked={isShown(metric.id)}
      disabled={last && isShown(metric.id)}
      onChange={() => {
        onToggle(metric.id);
      }}
    />
  ));
  const [first] = members;
  if (!first) return null;
  const title = name.replace(/ at$/, '');
  const page = <PageLink id={first.metric.id} name={title} />;
  if (members.length === 1) {
    return (
      <div className="chooser-single">
        {boxes}
        {page}
      </div>
    );
  }
  return (
    <div className="chooser-family">
      <span className="chooser-name">
        <span aria-hidden>{title}</span>
        {page}
      </span>
      <div className="chooser-thresholds">{boxes}</div>
    </div>
  );
}

function PageLink({ id, name }: { readonly id: MetricId; readonly name: string }): ReactNode {
  return (
    <Link className="chooser-page" to="/metrics/$id" params={{ id }} title={`What ${name} is`}>
      <IconInfoCircle size={16} aria-hidden />
      <span className="visually-hidden">What {name} is</span>
    </Link>
  );
}
