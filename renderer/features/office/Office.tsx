import type { Office as OfficeState } from '../../../shared/domain/office/state.ts';
import { actions, ariaKeys, keyText } from '../../app/keys.ts';
import { useSay } from '../../app/words.ts';
import { Key } from '../../ui/Button.tsx';
import { BooksPart } from './BooksPart.tsx';
import { InstructionsPart } from './InstructionsPart.tsx';
import { LetterheadPart } from './LetterheadPart.tsx';
import { PositionsPart } from './PositionsPart.tsx';
import { PreferencesPart } from './PreferencesPart.tsx';
import './office.css';

const parts = ['letterhead', 'positions', 'instructions', 'books', 'preferences'] as const;

/** A screen of its own. */
const stamps = 'stamps';

interface OfficeProps {
  office: OfficeState;
  part: string;
  onPart: (part: string) => void;
}

/** The office as the desk knows it, and this machine's own settings. */
export function Office({ office, part, onPart }: OfficeProps) {
  const say = useSay();
  const current = parts.find((one) => one === part) ?? 'letterhead';
  return (
    <div className="office">
      <nav className="office-parts" aria-label={say('office:parts')}>
        {parts.map((one) => (
          <button
            key={one}
            type="button"
            aria-current={one === current ? 'page' : undefined}
            onClick={() => onPart(one)}
          >
            {say(`office:${one}`)}
          </button>
        ))}
        <button type="button" aria-keyshortcuts={ariaKeys('stamps')} onClick={() => onPart(stamps)}>
          {say('office:stamps')}
          <Key text={keyText(actions.stamps.keys[0])} />
        </button>
      </nav>
      <section className="office-part" aria-label={say(`office:${current}`)}>
        {current === 'letterhead' && <LetterheadPart key={office.version} office={office} />}
        {current === 'positions' && <PositionsPart office={office} />}
        {current === 'instructions' && <InstructionsPart office={office} />}
        {current === 'books' && <BooksPart office={office} />}
        {current === 'preferences' && <PreferencesPart />}
      </section>
    </div>
  );
}
