import './certificates.css';

interface CertificatesProps {
  /** Whose they are, by its name for a person, and the word for it. */
  of: [word: string, name: string];
  /** Fingerprints in hexadecimal, each with the word for it. */
  fingerprints: [word: string, fingerprint: string][];
}

/** Certificates' fingerprints, as people compare them. */
export function Certificates({ of: [word, name], fingerprints }: CertificatesProps) {
  return (
    <dl className="certificates selectable">
      {[[word, name] as const, ...fingerprints.map(([what, one]) => [what, inGroups(one)])].map(
        ([what, text]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{text}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** By fours. */
const inGroups = (fingerprint: string) => fingerprint.replace(/(.{4})(?=.)/g, '$1 ');
