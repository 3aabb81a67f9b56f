import type { Disposition } from '../../../shared/domain/letter/state.ts';
import { dayText } from '../../app/days.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { NoteCrop } from './NoteCrop.tsx';
import { holderText } from './summary.ts';

/** A disposition as it stands in the record. */
export function Given({ disposition }: { disposition: Disposition }) {
  const say = useSay();
  const language = useLanguage();
  const { from, to, instructions, note, due, paper } = disposition;
  const rows = [
    [say('dispositions:from'), holderText(from)],
    [say('dispositions:to'), to.map(holderText).join('\n')],
    [say('dispositions:instructions'), instructions.map(({ text }) => text).join('\n')],
    [say('dispositions:note'), note],
    [say('dispositions:due'), dayText(due, language)],
  ].filter(([, value]) => value !== '');
  return (
    <section aria-label={say('dispositions:title')}>
      <h2 className="letter-part">{say('dispositions:title')}</h2>
      <dl className="disposition-fields selectable">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {paper && <NoteCrop paper={paper} />}
    </section>
  );
}
