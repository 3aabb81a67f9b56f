import { useState } from 'react';
import type { BulkDone } from '../../shared/contract/bulk.ts';
import type { Office } from '../../shared/domain/office/state.ts';
import { ExportMany } from '../features/books/ExportMany.tsx';
import { DisposeMany } from '../features/dispositions/DisposeMany.tsx';
import { ForwardMany } from '../features/dispositions/ForwardMany.tsx';
import { PrintMany } from '../features/printing/PrintMany.tsx';
import { ActionButton } from './ActionButton.tsx';
import { ChosenCount } from './BulkModal.tsx';
import { useAsk } from './queries.ts';
import { useAction } from './shortcuts.tsx';

interface ChosenBarProps {
  /** The chosen letters' rows, in the list's order. */
  rows: number[];
  /** In whose inbox they were chosen; null: in the book. */
  position: string | null;
  onClear: () => void;
}

const acts = ['disposeChosen', 'forwardChosen', 'printChosen', 'exportChosen'] as const;
type Act = (typeof acts)[number];

/** What is done with the letters chosen in a list. */
export default function ChosenBar({ rows, position, onClear }: ChosenBarProps) {
  const office = useAsk('office.get', {});
  const [act, setAct] = useState<Act | null>(null);
  useAction('back', onClear);
  return (
    <>
      <ChosenCount count={rows.length} onClear={onClear} />
      {acts.map((one) => (
        <ActionButton key={one} action={one} look="quiet" onRun={() => setAct(one)} />
      ))}
      {act && office.data && (
        <Asked
          act={act}
          rows={rows}
          position={position}
          office={office.data}
          onClose={() => setAct(null)}
          onDone={(done) => {
            // Where all went well, nothing is left to be chosen.
            if (done.left.length > 0 || done.stopped) return;
            setAct(null);
            onClear();
          }}
        />
      )}
    </>
  );
}

interface AskedProps {
  act: Act;
  rows: number[];
  position: string | null;
  office: Office;
  onClose: () => void;
  onDone: (done: BulkDone) => void;
}

function Asked({ act, rows, position, office, onClose, onDone }: AskedProps) {
  // What was chosen when it was asked for: the list may change meanwhile.
  const [letters] = useState(rows);
  const common = { letters, onClose, onDone };
  switch (act) {
    case 'disposeChosen':
      return <DisposeMany {...common} office={office} giver={position} />;
    case 'forwardChosen':
      return <ForwardMany {...common} office={office} holder={position} />;
    case 'printChosen':
      return <PrintMany {...common} />;
    case 'exportChosen':
      return <ExportMany {...common} />;
  }
}
