import './progress.css';

/** How far something long is; without `value` it only says that it goes on. */
export function Progress({ label, value, max }: { label: string; value?: number; max?: number }) {
  return (
    <div className="progress">
      <div className="progress-text" role="status">
        {label}
      </div>
      <progress aria-label={label} {...(value !== undefined && { value, max: max ?? 100 })} />
    </div>
  );
}
