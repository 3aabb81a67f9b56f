import { Sheets } from '../../features/dispositions/Sheets.tsx';
import { go } from '../places.ts';
import { useAsk } from '../queries.ts';
import { useAction } from '../shortcuts.tsx';

export default function SheetsScreen() {
  const office = useAsk('office.get', {});
  useAction('back', () => go({ at: 'agenda' }));
  return office.data ? <Sheets office={office.data} /> : null;
}
