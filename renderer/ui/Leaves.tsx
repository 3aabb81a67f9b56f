import './leaves.css';

const leaves = [0, 1, 2, 3, 4];

/** A bundle of palm leaves, still unwritten. */
export function Leaves() {
  return (
    <svg className="leaves" width="236" height="104" viewBox="0 0 236 104" aria-hidden="true">
      {leaves.map((leaf) => (
        <g key={leaf} transform={`translate(${[6, 0, 8, 3, 9][leaf]} ${leaf * 20 + 4})`}>
          <rect width="218" height="14" rx="3" className="leaf" />
          <path d="M12 5.5h84M122 5.5h84M12 9.5h70M122 9.5h62" className="leaf-line" />
          <circle cx={109 - [6, 0, 8, 3, 9][leaf]! + 4} cy="7" r="2.6" className="leaf-hole" />
        </g>
      ))}
      <path d="M113 0v104" className="leaf-cord" />
    </svg>
  );
}
