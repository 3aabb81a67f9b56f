import { useRef, useState, type KeyboardEvent } from 'react';
import { useSay } from '../../app/words.ts';
import { fits } from './positions.ts';
import './dispositions.css';

export interface CheckItem {
  key: string;
  text: string;
  /** Beside the text: the holder, `lowong`. */
  aside: string;
  depth: number;
  disabled: boolean;
}

interface CheckListProps {
  label: string;
  filterLabel: string;
  items: CheckItem[];
  chosen: ReadonlySet<string>;
  onToggle: (key: string) => void;
  autoFocus?: boolean;
  /** Said before each item, where two lists have the same ones. */
  saidBefore?: string;
}

/** Boxes to tick with a filter above: type, go down, tick with the space bar. */
export function CheckList(props: CheckListProps) {
  const { label, filterLabel, items, chosen, onToggle, autoFocus = false, saidBefore } = props;
  const say = useSay();
  const [typed, setTyped] = useState('');
  const list = useRef<HTMLFieldSetElement>(null);
  const shown = items.filter(({ text, aside }) => fits(`${text} ${aside}`, typed));

  function focusTick(step: 1 | -1) {
    const ticks = [...list.current!.querySelectorAll<HTMLElement>('input:not(:disabled)')];
    const at = ticks.indexOf(document.activeElement as HTMLElement);
    ticks[at < 0 ? 0 : at + step]?.focus();
  }

  function pressInFilter(event: KeyboardEvent) {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      focusTick(1);
    } else if (event.key === 'Enter' && !event.ctrlKey) {
      // The only one left that can be chosen is meant.
      const possible = shown.filter(({ disabled }) => !disabled);
      event.preventDefault();
      if (typed === '' || possible.length !== 1) return;
      onToggle(possible[0]!.key);
      setTyped('');
    } else if (event.key === 'Escape' && typed !== '') {
      event.preventDefault();
      setTyped('');
    }
  }

  return (
    <fieldset className="check-list" ref={list}>
      <legend>
        {label}
        {chosen.size > 0 && <span className="soft">{` (${chosen.size})`}</span>}
      </legend>
      <input
        className="input"
        type="text"
        aria-label={filterLabel}
        placeholder={filterLabel}
        value={typed}
        // Where one begins on this screen.
        autoFocus={autoFocus}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={pressInFilter}
      />
      <div
        className="check-list-items"
        onKeyDown={(event) => {
          const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
          if (step === 0) return;
          event.preventDefault();
          focusTick(step);
        }}
      >
        {shown.map(({ key, text, aside, depth, disabled }) => (
          <label
            key={key}
            className={disabled ? 'check-item disabled' : 'check-item'}
            style={{ paddingLeft: 8 + (typed === '' ? depth * 16 : 0) }}
          >
            <input
              type="checkbox"
              className="tick"
              {...(saidBefore && { 'aria-label': `${saidBefore}: ${text} ${aside}`.trim() })}
              checked={chosen.has(key)}
              disabled={disabled}
              onChange={() => onToggle(key)}
            />
            <span>
              {text}
              {aside !== '' && <span className="soft">{` ${aside}`}</span>}
            </span>
          </label>
        ))}
        {shown.length === 0 && <p className="check-none soft">{say('dispositions:noneFits')}</p>}
      </div>
    </fieldset>
  );
}
