import { useState, type ComponentProps, type KeyboardEvent } from 'react';
import type { Tied } from './Field.tsx';

interface ComboboxProps extends Omit<ComponentProps<'input'>, 'onChange' | 'value' | 'id'> {
  tied: Tied;
  value: string;
  onValue: (value: string) => void;
  suggestions: readonly string[];
  listLabel: string;
}

/** Free text with proposals (ARIA combobox, list autocomplete): nothing is chosen unless it is asked for. */
export function Combobox(props: ComboboxProps) {
  const { tied, value, onValue, suggestions, listLabel, ...input } = props;
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const list = `${tied.id}-list`;
  const offered = suggestions.filter((suggestion) => suggestion !== value);
  const shown = open && offered.length > 0;

  function take(suggestion: string) {
    onValue(suggestion);
    setOpen(false);
    setActive(-1);
  }

  function press(event: KeyboardEvent<HTMLInputElement>) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && offered.length > 0) {
      event.preventDefault();
      setOpen(true);
      // One place beside the proposals is the text itself.
      setActive(((active + 1 + step + offered.length + 1) % (offered.length + 1)) - 1);
    } else if (event.key === 'Enter' && !event.ctrlKey && shown && active >= 0) {
      event.preventDefault();
      take(offered[active]!);
    } else if (event.key === 'Escape' && shown) {
      event.preventDefault();
      setOpen(false);
      setActive(-1);
    }
  }

  return (
    <div className="combobox">
      <input
        {...input}
        {...tied}
        className="input"
        role="combobox"
        type="text"
        autoComplete="off"
        aria-expanded={shown}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={shown && active >= 0 ? `${list}-${active}` : undefined}
        value={value}
        onChange={(event) => {
          onValue(event.target.value);
          setOpen(true);
          setActive(-1);
        }}
        onKeyDown={press}
        onBlur={(event) => {
          setOpen(false);
          input.onBlur?.(event);
        }}
      />
      {shown && (
        <div className="options" id={list} role="listbox" aria-label={listLabel}>
          {offered.map((suggestion, index) => (
            <div
              key={suggestion}
              id={`${list}-${index}`}
              role="option"
              tabIndex={-1}
              className="option"
              aria-selected={index === active}
              // Before the field loses the focus.
              onMouseDown={(event) => {
                event.preventDefault();
                take(suggestion);
              }}
            >
              {suggestion}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
