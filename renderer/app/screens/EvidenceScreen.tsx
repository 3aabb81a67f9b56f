import { Evidence } from '../../features/evidence/Evidence.tsx';
import { go } from '../places.ts';
import { useAction } from '../shortcuts.tsx';

export default function EvidenceScreen() {
  useAction('back', () => go({ at: 'agenda' }));
  return <Evidence onOpen={(letter) => go({ at: 'letter', letter })} />;
}
