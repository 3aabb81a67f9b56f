import { useState } from 'react';
import type { Office, Position } from '../../../shared/domain/office/state.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { dayText } from '../../app/days.ts';
import { branches, type Branch } from '../../app/position-tree.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Button } from '../../ui/Button.tsx';
import { PositionDialog } from './PositionDialog.tsx';

/** Who is who: positions, and who holds them now. */
export function PositionsPart({ office }: { office: Office }) {
  const say = useSay();
  const [edited, setEdited] = useState<Position | 'new' | null>(null);
  return (
    <>
      <div className="office-head">
        <div>
          <h1>{say('office:positions')}</h1>
          <p className="soft">{say('office:positionsText')}</p>
        </div>
        <ActionButton action="addPosition" onRun={() => setEdited('new')} />
      </div>
      <table className="office-table">
        <thead>
          <tr>
            <th scope="col">{say('office:position')}</th>
            <th scope="col">{say('office:holder')}</th>
            <th scope="col">{say('office:term')}</th>
            <th scope="col">
              <span className="only-read">{say('office:change')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {branches(office.positions).map(({ position, depth }) => (
            <Row
              key={position.key}
              position={position}
              depth={depth}
              onEdit={() => setEdited(position)}
            />
          ))}
        </tbody>
      </table>
      {edited && (
        <PositionDialog
          office={office}
          position={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

interface RowProps extends Branch {
  onEdit: () => void;
}

function Row({ position, depth, onEdit }: RowProps) {
  const say = useSay();
  const language = useLanguage();
  const { title, holder } = position;
  const term = [holder?.from, holder?.until].map((day) => dayText(day ?? null, language));
  return (
    <tr>
      <td style={{ paddingLeft: depth * 20 }}>{title}</td>
      <td>
        {holder === null ? (
          <span className="vacant">{say('office:vacant')}</span>
        ) : (
          <>
            {holder.acting && <b>{`${holder.acting} `}</b>}
            {holder.name || <span className="soft">{say('office:noName')}</span>}
          </>
        )}
      </td>
      <td className="soft">{term.some(Boolean) ? term.join(' – ') : ''}</td>
      <td>
        <Button look="quiet" aria-label={say('office:changeOf', { title })} onClick={onEdit}>
          {say('office:change')}
        </Button>
      </td>
    </tr>
  );
}
