import { Office } from '../../features/office/Office.tsx';
import { Message } from '../../ui/Message.tsx';
import { explain } from '../errors.ts';
import { go } from '../places.ts';
import { useAsk } from '../queries.ts';
import { useAction } from '../shortcuts.tsx';
import { useSay } from '../words.ts';

export default function OfficeScreen({ part }: { part: string }) {
  const say = useSay();
  const office = useAsk('office.get', {});
  useAction('back', () => go({ at: 'agenda' }));
  if (office.error) return <Message look="alarm">{explain(say, office.error)}</Message>;
  if (!office.data) return null;
  return (
    <Office
      office={office.data}
      part={part}
      onPart={(next) =>
        go(next === 'stamps' ? { at: 'stamps', stamp: null } : { at: 'office', part: next })
      }
    />
  );
}
