/** Leaves of a lontar, one on the other, held by the cord through their middle. */
export function Mark() {
  return (
    <span className="mark">
      <svg width="26" height="20" viewBox="0 0 26 20" aria-hidden="true">
        <path d="M2 3.5h22M1 8h24M1 12.500h24M2 17h22" className="mark-leaf" />
        <path d="M13 0v20" className="mark-cord" />
        <circle cx="13" cy="8" r="1.700" className="mark-hole" />
        <circle cx="13" cy="12.500" r="1.700" className="mark-hole" />
      </svg>
      {'Lontar'}
    </span>
  );
}
