import { NumberInput, Slider } from '@mantine/core';
import { useState, type ReactNode } from 'react';

interface NumberSliderProps {
  readonly label: string;
  readonly limits: { readonly min: number; readonly max: number };
  readonly value: number;
  /** Where the slider ends, if the number may be larger. */
  readonly sliderMax?: number;
  /** Such as " %". */
  readonly unit?: string;
  readonly step?: number;
  readonly disabled?: boolean;
  readonly onChange: (value: number) => void;
}

/** A number by slider, by key or by typing. It keeps the focus and says the new number once that is settled. */
export function NumberSlider(props: NumberSliderProps): ReactNode {
  const { label, limits, value, sliderMax = limits.max, unit = '', step = 1, disabled = false, onChange } = props;
  const [draft, setDraft] = useFollowing(value);
  const settle = (wanted: number | string): void => {
    const number = Math.round(Number(wanted));
    const isNumber = wanted !== '' && Number.isFinite(number);
    const valid = isNumber ? Math.min(limits.max, Math.max(limits.min, number)) : value;
    setDraft(valid);
    if (valid !== value) onChange(valid);
  };
  return (
    <div className="number-slider">
      <span className="field-label" aria-hidden>
        {label}
      </span>
      <div className="number-slider-line">
        <Slider
          className="number-slider-track"
          color="var(--accent)"
          min={limits.min}
          max={sliderMax}
          step={step}
          value={Math.min(sliderMax, Number(draft))}
          label={null}
          disabled={disabled}
          thumbLabel={label}
          thumbValueText={(now) => `${String(now)}${unit}`}
          onChange={setDraft}
          onChangeEnd={settle}
        />
        <NumberInput
          aria-label={`${label}, as a number`}
          className="number-slider-field"
          {...limits}
          step={step}
          suffix={unit}
          disabled={disabled}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="none"
          value={draft}
          onChange={setDraft}
          onBlur={() => {
            settle(draft);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') settle(draft);
          }}
        />
      </div>
    </div>
  );
}

/** A draft of a value that is kept elsewhere; it follows where the value changes. */
function useFollowing(value: number): [number | string, (draft: number | string) => void] {
  const [draft, setDraft] = useState<number | string>(value);
  const [followed, setFollowed] = useState(value);
  if (followed !== value) {
    setFollowed(value);
    setDraft(value);
  }
  return [draft, setDraft];
}
