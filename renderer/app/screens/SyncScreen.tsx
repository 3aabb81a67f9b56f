import { Sync } from '../../features/sync/Sync.tsx';
import { go } from '../places.ts';
import { useAction } from '../shortcuts.tsx';

export default function SyncScreen() {
  useAction('back', () => go({ at: 'agenda' }));
  return <Sync onOpen={(letter) => go({ at: 'letter', letter })} />;
}
