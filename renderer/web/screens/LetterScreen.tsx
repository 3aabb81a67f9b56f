import { useEffect, useState } from 'react';
import { agendaText } from '../../../shared/domain/letter/state.ts';
import { firstDisposition } from '../../../shared/domain/letter/routing.ts';
import { ask } from '../../app/api.ts';
import { dayText } from '../../app/days.ts';
import { explain } from '../../app/errors.ts';
import { useAsk } from '../../app/queries.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { firstChosen, type AskedAct, type Chosen } from '../../features/dispositions/acts.ts';
import { ActDialog } from '../../features/dispositions/ActDialog.tsx';
import { Branch } from '../../features/dispositions/Branch.tsx';
import { Message } from '../../ui/Message.tsx';
import '../../features/dispositions/routing.css';
import { DisposePanel } from '../DisposePanel.tsx';
import { LetterPages } from '../LetterPages.tsx';
import { go } from '../places.ts';
import { isWaiting, queue } from '../sending/queue.ts';
import { session } from '../session.ts';
import { TaskBar } from '../TaskBar.tsx';

/** A letter: its pages, its way so far, and what can be done about it. */
export function LetterScreen({ letter: id, position }: { letter: string; position: string }) {
  const say = useSay();
  const language = useLanguage();
  const { person } = session.use().me!;
  const { kept } = queue.use();
  const got = useAsk('letters.get', { letter: id });
  const office = useAsk('office.get', {});
  const [picked, setPicked] = useState<Chosen | null>(null);
  const [further, setFurther] = useState(false);
  const [act, setAct] = useState<AskedAct | null>(null);
  const letter = got.data?.letter;
  const own = person.role === 'leader' || person.role === 'unit' ? person.positions : [];
  const unseen = letter?.dispositions
    .filter(({ recalled }) => !recalled)
    .flatMap(({ to, copies, seen }) =>
      [...to, ...copies].filter(({ key }) => seen[key] === undefined),
    )
    .find(({ key }) => own.includes(key))?.key;
  useEffect(() => {
    // Who opens it has read it.
    if (unseen !== undefined) {
      ask('dispositions.see', { letter: id, position: unseen }).catch(() => undefined);
    }
  }, [id, unseen]);

  if (got.error) {
    return (
      <main className="screen">
        <Message look="alarm">{explain(say, got.error)}</Message>
      </main>
    );
  }
  if (!letter) return <main className="screen" aria-busy="true" />;
  const { fields, agenda, document } = letter;
  const acting = own.includes(position) ? position : (own[0] ?? '');
  const chosen = picked ?? firstChosen(letter, acting);
  const one = letter.dispositions.find((each) => each.id === chosen?.disposition);
  const known = new Set(letter.dispositions.map((each) => each.id));
  const roots = letter.dispositions.filter(({ parent }) => parent === null || !known.has(parent));
  const gives =
    person.role === 'leader' &&
    acting !== '' &&
    !letter.cancelled &&
    letter.answeredBy.length === 0 &&
    firstDisposition(letter) === null &&
    roots.every(({ from }) => own.includes(from.key));
  const sent = isWaiting(kept, 'dispositions.give', id);
  const lines = [
    [say('letters:agendaNumber'), `${agenda.number}/${agenda.year}`],
    [say('letters:received'), dayText(letter.received, language)],
    [say('letters:number'), fields.number],
    [say('letters:date'), dayText(fields.date, language)],
    [say('letters:attachments'), fields.attachments],
    [say('letters:secrecy'), fields.secrecy === 'B' ? null : say(`secrecy:${fields.secrecy}`)],
    [say('letters:remarks'), fields.remarks],
  ] as const;
  return (
    <>
      <main className="screen letter-screen">
        <div className="letter-head selectable">
          <h1>{fields.subject}</h1>
          <p>{fields.sender}</p>
          {fields.urgency !== 'biasa' && (
            <p className="letter-urgency">{say(`urgency:${fields.urgency}`)}</p>
          )}
        </div>
        {letter.cancelled && (
          <Message look="alarm">
            {say('web:cancelled', { reason: letter.cancelled.reason })}
          </Message>
        )}
        {document ? (
          <LetterPages document={document} label={agendaText(agenda)} />
        ) : (
          <p className="soft web-more">{say('web:noPages')}</p>
        )}
        <details className="letter-lines">
          <summary>{say('web:details')}</summary>
          <dl className="selectable">
            {lines.map(
              ([name, value]) =>
                value && (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                  </div>
                ),
            )}
          </dl>
        </details>
        {roots.length > 0 && (
          <section className="letter-way" aria-labelledby="way">
            <h2 id="way" className="part-title">
              {say('routing:title')}
            </h2>
            <ol className="routing">
              {roots.map((root) => (
                <Branch
                  key={root.id}
                  letter={letter}
                  one={root}
                  chosen={chosen}
                  onChoose={setPicked}
                  acts={null}
                />
              ))}
            </ol>
          </section>
        )}
        {sent && <Message look="leaf">{say('web:toBeSentLong')}</Message>}
      </main>
      {office.data && gives && !sent && (
        <DisposePanel
          letter={letter}
          office={office.data}
          from={acting}
          under={null}
          onGiven={() => go({ name: 'inbox' })}
        />
      )}
      {office.data && !gives && chosen && one && further && (
        <DisposePanel
          letter={letter}
          office={office.data}
          from={chosen.receiver}
          under={chosen}
          onGiven={() => setFurther(false)}
          onLeave={() => setFurther(false)}
        />
      )}
      {!gives && chosen && one && !further && (
        <TaskBar
          letter={letter}
          one={one}
          receiver={chosen.receiver}
          own={own}
          onFurther={() => setFurther(true)}
          onAsk={setAct}
        />
      )}
      {act !== null && chosen && one && office.data && (
        <ActDialog
          letter={letter}
          one={one}
          receiver={chosen.receiver}
          office={office.data}
          act={act}
          as={own}
          onClose={() => setAct(null)}
        />
      )}
    </>
  );
}
