import { useId, type ReactNode } from 'react';
import './field.css';

/** What a control needs to be tied to its label, its hint and what is wrong with it. */
export interface Tied {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean;
}

interface FieldProps {
  label: string;
  /** Beside the label: what was understood, a unit, `optional`. */
  aside?: ReactNode;
  hint?: string | undefined;
  wrong?: string | undefined;
  className?: string;
  /** Which value it is; for whoever looks for the field. */
  name?: string | undefined;
  children: (tied: Tied) => ReactNode;
}

export function Field({ label, aside, hint, wrong, className = '', name, children }: FieldProps) {
  const id = useId();
  const below = wrong ?? hint;
  return (
    <div className={`field ${className}`} data-field={name}>
      <div className="field-label">
        <label htmlFor={id}>{label}</label>
        {aside && <span className="field-aside">{aside}</span>}
      </div>
      {children({
        id,
        'aria-describedby': below ? `${id}-below` : undefined,
        'aria-invalid': wrong !== undefined,
      })}
      {below && (
        <div id={`${id}-below`} className={wrong ? 'field-wrong' : 'field-hint'}>
          {below}
        </div>
      )}
    </div>
  );
}
