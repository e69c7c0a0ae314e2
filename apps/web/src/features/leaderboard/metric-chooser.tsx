import type { MetricId } from '@cellboard/contract';
import { Button, Checkbox } from '@mantine/core';
import { IconColumns3, IconInfoCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { plainMetric } from '../../glossary/plain-metrics.ts';
import { bestFirst } from '../../search/best-first.ts';
import { PopOver } from '../../ui/pop-over.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { familiesOf, groupMetrics, type Choosable, type MetricFamily } from './board-metrics.ts';

interface MetricChooserProps {
  readonly metrics: readonly Choosable[];
  readonly shown: readonly MetricId[];
  /** Called with the ids to show in the catalogue's order; empty means the default set. */
  readonly onChange: (ids: MetricId[]) => void;
}

const icon = <IconColumns3 size={16} aria-hidden />;

/** Chooses the columns by groups of metrics. At least one stays. */
export function MetricChooser({ metrics, shown, onChange }: MetricChooserProps): ReactNode {
  const [words, setWords] = useState('');
  const found = bestFirst(metrics, words, ({ id, name }) => [
    [`${id} ${name}`, 2],
    [plainMetric(id), 1],
  ]);
  const inOrder = metrics.filter((metric) => found.includes(metric));
  const toggle = (id: MetricId): void => {
    const isShown = (other: MetricId): boolean => shown.includes(other);
    onChange(metrics.map((metric) => metric.id).filter((other) => (other === id ? !isShown(id) : isShown(other))));
  };
  return (
    <PopOver
      position="bottom-end"
      trapFocus
      width={440}
      className="chooser"
      target={(press) => (
        <Button className="toolbar-columns" variant="default" leftSection={icon} onClick={press}>
          Columns ({shown.length})
        </Button>
      )}
    >
      <div className="chooser-start">
        <SearchField label="Find a metric" placeholder="Name or question" value={words} onChange={setWords} />
        <Button
          variant="light"
          size="sm"
          onClick={() => {
            onChange([]);
          }}
        >
          Default
        </Button>
        <Button
          variant="light"
          size="sm"
          onClick={() => {
            onChange(metrics.map(({ id }) => id));
          }}
        >
          All
        </Button>
      </div>
      {inOrder.length === 0 && <p className="chooser-none">No metric matches “{words}”.</p>}
      {groupMetrics(inOrder).map((group) => (
        <fieldset key={group.title} className="chooser-group">
          <legend>{group.title}</legend>
          {familiesOf(group.metrics).map((family) => (
            <Family key={family.name} family={family} shown={shown} onToggle={toggle} />
          ))}
        </fieldset>
      ))}
    </PopOver>
  );
}

/** Thresholds that are always shown; the others unfold. */
const usualThresholds = ['0.5', '0.75', '0.9'];

interface FamilyProps {
  readonly family: MetricFamily;
  readonly shown: readonly MetricId[];
  readonly onToggle: (id: MetricId) => void;
}

/** A metric, or the thresholds of one in a row. */
function Family({ family: { name, members }, shown, onToggle }: FamilyProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const [first] = members;
  if (!first) return null;
  const many = members.length > 1;
  const boxes = members
    .filter(
      ({ metric, threshold }) => !many || isOpen || usualThresholds.includes(threshold) || shown.includes(metric.id),
    )
    .map(({ metric, threshold }) => (
      <Checkbox
        key={metric.id}
        size="xs"
        label={many ? threshold : name}
        aria-label={metric.name}
        checked={shown.includes(metric.id)}
        disabled={shown.length === 1 && shown.includes(metric.id)}
        onChange={() => {
          onToggle(metric.id);
        }}
      />
    ));
  return (
    <div className="chooser-family" data-many={many || undefined}>
      {many && <span className="chooser-name">{name}</span>}
      <div className="chooser-boxes">
        {boxes}
        {many && members.length > usualThresholds.length && (
          <Button
            variant="subtle"
            size="compact-xs"
            aria-expanded={isOpen}
            onClick={() => {
              setOpen(!isOpen);
            }}
          >
            {isOpen ? 'fewer' : 'more'}
            <span className="visually-hidden"> thresholds of {name}</span>
          </Button>
        )}
      </div>
      <PageLink id={first.metric.id} name={name} />
    </div>
  );
}

function PageLink({ id, name }: { readonly id: MetricId; readonly name: string }): ReactNode {
  return (
    <Link className="chooser-page" to="/metrics/$id" params={{ id: id.replace(/@.*$/, '') }} title={`What ${name} is`}>
      <IconInfoCircle size={16} aria-hidden />
      <span className="visually-hidden">What {name} is</span>
    </Link>
  );
}
