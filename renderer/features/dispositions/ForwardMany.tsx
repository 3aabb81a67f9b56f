import { useState } from 'react';
import type { BulkDone } from '../../../shared/contract/bulk.ts';
import { holderOn } from '../../../shared/domain/office/holding.ts';
import type { Office } from '../../../shared/domain/office/state.ts';
import { BulkModal } from '../../app/BulkModal.tsx';
import { countText, today } from '../../app/days.ts';
import { notify } from '../../app/notices.ts';
import { useBulk } from '../../app/useBulk.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Field } from '../../ui/Field.tsx';
import { CheckList } from './CheckList.tsx';
import { GiverField } from './GiverField.tsx';
import { receiverItems } from './receiver-items.ts';
import { chosenOf, toggled } from './summary.ts';

interface ForwardManyProps {
  letters: number[];
  office: Office;
  /** Whose tasks are handed over; null: that is to be chosen. */
  holder: string | null;
  onDone: (done: BulkDone) => void;
  onClose: () => void;
}

/** A position's tasks in many letters handed over, as they are. */
export function ForwardMany({ letters, office, holder, onDone, onClose }: ForwardManyProps) {
  const say = useSay();
  const language = useLanguage();
  const bulk = useBulk();
  const holders = office.positions.filter(
    (one) => one.key === holder || (holder === null && holderOn(one, today()) !== null),
  );
  const [position, setPosition] = useState(holders[0]?.key ?? '');
  const [to, setTo] = useState<ReadonlySet<string>>(new Set());
  const [note, setNote] = useState('');

  async function submit() {
    const receivers = chosenOf(office.positions, to).map(({ key }) => key);
    const done = await bulk.run('bulk.forward', { letters, position, to: receivers, note });
    if (!done) return;
    if (done.done > 0)
      notify({ text: say('bulk:forwarded', { n: countText(done.done, language) }), look: 'done' });
    onDone(done);
  }

  return (
    <BulkModal
      title={say('bulk:forwardTitle', { n: countText(letters.length, language) })}
      submit={say('actTitles:forward')}
      bulk={bulk}
      ready={to.size > 0 && position !== ''}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p className="soft">{say('actTexts:forward')}</p>
      <GiverField
        positions={holders}
        value={position}
        onChange={(key) => {
          setPosition(key);
          setTo(new Set());
        }}
      />
      <div className="bulk-lists one">
        <CheckList
          label={say('dispositions:to')}
          filterLabel={say('dispositions:filterPositions')}
          autoFocus
          items={receiverItems(office, say('office:vacant'), (key) => key === position)}
          chosen={to}
          onToggle={(key) => setTo(toggled(to, key))}
        />
      </div>
      <Field label={say('actWords:forward')}>
        {(tied) => (
          <textarea
            {...tied}
            className="input"
            rows={2}
            maxLength={1000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
    </BulkModal>
  );
}
