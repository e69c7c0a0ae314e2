import { useId, useState } from 'react';

import type { ChannelDisplay } from '../image/channels.ts';
import { COLOUR_MAPS, colourMap } from '../image/colour-map.ts';
import { fullLimits, histogramOf, percentileLimits, type Histogram, type Limits } from '../image/histogram.ts';
import type { ImageSamples } from '../image/image-samples.ts';
import type { ViewerStore } from '../interaction/store.ts';
import { useStore } from './use-store.ts';

/** Contrast, colour and gamma of each channel, for the active panel or for all where contrast is locked. */
export function ChannelControls({ store }: { store: ViewerStore }) {
  const image = useStore(store, ({ model }) => model.data.image);
  const channels = useStore(store, ({ state, model }) => state.panels[state.active]?.channels ?? model.channels);
  const { rgb, names, limits } = useStore(store, ({ model }) => model.data.meaning) ?? {};
  if (!image) return null;
  const show = (next: readonly ChannelDisplay[] | null) => {
    store.dispatch({ type: 'channels', panel: store.state.active, channels: next });
  };
  return (
    <details className="viewer-contrast">
      <summary>Contrast</summary>
      {channels.map((display, k) => (
        <Channel
          key={display.channel}
          image={image}
          channelName={names?.[display.channel]}
          stated={rgb ? undefined : limits?.[display.channel]}
          display={display}
          onChange={(part) => {
            show(channels.map((each, at) => (at === k ? { ...each, ...part } : each)));
          }}
        />
      ))}
      <button
        type="button"
        onClick={() => {
          show(null);
        }}
      >
        Reset
      </button>
    </details>
  );
}

interface ChannelProps {
  image: ImageSamples;
  channelName: string | undefined;
  /** The limits that its file states. */
  stated: Limits | undefined;
  display: ChannelDisplay;
  onChange: (part: Partial<ChannelDisplay>) => void;
}

function Channel({ image, channelName, stated, display, onChange }: ChannelProps) {
  const histogram = histogramOf(image, display.channel);
  const { limits, gamma, hidden = false } = display;
  const name = channelName ?? `Channel ${display.channel + 1}`;
  return (
    <fieldset className="viewer-channel">
      <legend>{name}</legend>
      <label>
        <input
          type="checkbox"
          checked={!hidden}
          onChange={({ target }) => {
            onChange({ hidden: !target.checked });
          }}
        />
        Shown
      </label>
      <HistogramPlot image={image} display={display} />
      <NumberField
        label="From"
        value={limits.low}
        onChange={(low) => {
          onChange({ limits: { ...limits, low } });
        }}
      />
      <NumberField
        label="To"
        value={limits.high}
        onChange={(high) => {
          onChange({ limits: { ...limits, high } });
        }}
      />
      {choicesOf(histogram, stated).map(([label, chosen]) => (
        <button
          key={label}
          type="button"
          aria-pressed={chosen.low === limits.low && chosen.high === limits.high}
          onClick={() => {
            onChange({ limits: chosen });
          }}
        >
          {label}
        </button>
      ))}
      <NumberField
        label="Gamma"
        value={gamma}
        step={0.1}
        onChange={(next) => {
          if (next > 0) onChange({ gamma: next });
        }}
      />
      <MapSelect display={display} onChange={onChange} />
    </fieldset>
  );
}

function choicesOf(histogram: Histogram, stated: Limits | undefined): (readonly [string, Limits])[] {
  return [
    ...(stated ? ([['As saved', stated]] as const) : []),
    ['Full range', fullLimits(histogram)],
    ['1–99 %', percentileLimits(histogram)],
  ];
}

interface NumberFieldProps {
  label: string;
  value: number;
  step?: number;
  onChange: (value: number) => void;
}

/** A number that counts once it is complete: at Enter, or when the field is left. Escape takes the typing back. */
function NumberField({ label, value, step, onChange }: NumberFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const settle = () => {
    const number = draft === null || draft.trim() === '' ? NaN : Number(draft);
    setDraft(null);
    if (Number.isFinite(number) && number !== value) onChange(number);
  };
  return (
    <label>
      {label}
      <input
        type="number"
        value={draft ?? value}
        step={step ?? 'any'}
        onChange={({ target }) => {
          setDraft(target.value);
        }}
        onBlur={settle}
        onKeyDown={({ key }) => {
          if (key === 'Enter') settle();
          if (key === 'Escape') setDraft(null);
        }}
      />
    </label>
  );
}

/** The colour that a file or the viewer chose has no name: it is the first choice. */
function MapSelect({ display: { map }, onChange }: Pick<ChannelProps, 'display' | 'onChange'>) {
  const named = COLOUR_MAPS.find((name) => colourMap(name) === map);
  return (
    <label>
      Colour map
      <select
        value={named ?? ''}
        onChange={({ target }) => {
          const chosen = COLOUR_MAPS.find((name) => name === target.value);
          if (chosen) onChange({ map: colourMap(chosen) });
        }}
      >
        {named === undefined && <option value="">As at first</option>}
        {COLOUR_MAPS.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}

/** Bars of the plot: fewer than bins, so that each is seen. */
const BARS = 64;

/** How many samples lie where, by the square root so that few are seen too, with the limits. */
function HistogramPlot({ image, display: { channel, limits } }: Pick<ChannelProps, 'image' | 'display'>) {
  const title = useId();
  const { counts, low, high } = histogramOf(image, channel);
  const perBar = counts.length / BARS;
  const sums = Array.from({ length: BARS }, (_, bar) =>
    Math.sqrt(counts.subarray(bar * perBar, (bar + 1) * perBar).reduce((sum, count) => sum + count, 0)),
  );
  const most = Math.max(1, ...sums);
  const bars = sums.map((sum, bar) => `M${bar} 24v${(-24 * sum) / most}h1V24z`).join('');
  const place = (value: number) => (high > low ? (BARS * (value - low)) / (high - low) : 0);
  return (
    <svg
      className="viewer-histogram"
      viewBox={`0 0 ${BARS} 24`}
      role="img"
      aria-labelledby={title}
      preserveAspectRatio="none"
    >
      <title id={title}>{`Samples from ${low} to ${high}`}</title>
      <path d={bars} fill="currentColor" opacity="0.6" />
      {[limits.low, limits.high].map((limit, k) => (
        <path key={k} d={`M${place(limit)} 0v24`} stroke="currentColor" vectorEffect="non-scaling-stroke" />
      ))}
    </svg>
  );
}
