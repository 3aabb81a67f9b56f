import { useId, type KeyboardEvent, type ReactNode } from 'react';
import { Key } from './Button.tsx';

interface ChoiceOption<Value extends string> {
  value: Value;
  label: string;
  /** One letter that chooses it while the group has the focus. */
  letter: string;
  strong?: boolean;
}

interface ChoiceProps<Value extends string> {
  label: string;
  options: readonly ChoiceOption<Value>[];
  value: Value;
  onChoose: (value: Value) => void;
  className?: string;
  /** Beside the label. */
  aside?: ReactNode;
}

/** A few values side by side: arrows as in every radio group, or the letter shown. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { label, options, value, onChoose, className = '', aside } = props;
  const id = useId();
  function press(event: KeyboardEvent<HTMLDivElement>) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const chosen = options.find(({ letter }) => letter === event.key.toLowerCase());
    if (!chosen) return;
    event.preventDefault();
    onChoose(chosen.value);
    const group = event.currentTarget;
    queueMicrotask(() => group.querySelector<HTMLElement>('input:checked')?.focus());
  }
  return (
    <div className={`field ${className}`}>
      <div className="field-label">
        <span id={id}>{label}</span>
        {aside && <span className="field-aside">{aside}</span>}
      </div>
      <div className="choice-row" role="radiogroup" aria-labelledby={id} onKeyDown={press}>
        {options.map((option) => (
          <label key={option.value} className={option.strong ? 'choice strong' : 'choice'}>
            <input
              type="radio"
              name={id}
              checked={value === option.value}
              onChange={() => onChoose(option.value)}
              aria-keyshortcuts={option.letter}
            />
            <span>{option.label}</span>
            <Key text={option.letter.toUpperCase()} />
          </label>
        ))}
      </div>
    </div>
  );
}
