import type { Metric, MetricId } from '@cellboard/contract';
import { Button, Checkbox, Popover } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { groupMetrics } from './metric-groups.ts';

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
    <Popover position="bottom-end" trapFocus shadow="md" width={340}>
      <Popover.Target>
        <Button className="toolbar-columns" variant="default" leftSection={<IconColumns3 size={16} aria-hidden />}>
          Metrics ({shown.length} of {metrics.length})
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="chooser" aria-label="Metrics to show">
        {groupMetrics(metrics).map((group) => (
          <fieldset key={group.title} className="chooser-group">
            <legend>{group.title}</legend>
            {group.metrics.map(({ id, name }) => (
              <Checkbox
                key={id}
                label={name}
                checked={isShown(id)}
                disabled={shown.length === 1 && isShown(id)}
                onChange={() => {
                  toggle(id);
                }}
              />
            ))}
          </fieldset>
        ))}
        <div className="chooser-end">
          <Button
            variant="subtle"
            size="xs"
            onClick={() => {
              onChange([]);
            }}
          >
            Usual set
          </Button>
          <Button
            variant="subtle"
            size="xs"
            onClick={() => {
              onChange(metrics.map(({ id }) => id));
            }}
          >
            All
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
