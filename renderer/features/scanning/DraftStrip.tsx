import { Button } from '../../ui/Button.tsx';
import { useAsk } from '../../app/queries.ts';
import { actions, keyText } from '../../app/keys.ts';
import { useSay } from '../../app/words.ts';
import './scanning.css';

/** Pages that are in, but in no book yet. */
export function DraftStrip({ onNext }: { onNext: () => void }) {
  const say = useSay();
  const drafts = useAsk('scanning.drafts', {});
  if (!drafts.data || drafts.data.length === 0) return null;
  const names = drafts.data.map(({ name }) => name).join(' · ');
  return (
    <section className="draft-strip" aria-label={say('scanning:waiting')}>
      <b>{say('scanning:waitingCount', { n: drafts.data.length })}</b>
      <span className="draft-names" title={names}>
        {names}
      </span>
      <Button onClick={onNext} hint={keyText(actions.register.keys[0])}>
        {say('scanning:registerNext')}
      </Button>
    </section>
  );
}
