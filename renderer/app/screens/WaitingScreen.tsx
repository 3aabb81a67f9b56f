import { Waiting } from '../../features/dispositions/Waiting.tsx';
import { agendaView } from '../../features/letters/agenda-view.ts';
import ChosenBar from '../ChosenBar.tsx';
import { go } from '../places.ts';
import { useAction } from '../shortcuts.tsx';

const chosenBar = (rows: number[], position: string, clear: () => void) => (
  <ChosenBar rows={rows} position={position} onClear={clear} />
);

export default function WaitingScreen({ position }: { position: string | null }) {
  useAction('back', () => go({ at: 'agenda' }));
  return (
    <Waiting
      position={position}
      onPosition={(key) => go({ at: 'waiting', position: key }, { replace: true })}
      onOpen={(letter, key) => go({ at: 'letter', letter, position: key })}
      chosenBar={chosenBar}
      onUndisposed={() => {
        agendaView.set({ filter: '', book: null, year: null, status: 'registered' });
        go({ at: 'agenda' });
      }}
    />
  );
}
