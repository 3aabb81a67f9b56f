import { useState } from 'react';
import type { StampTemplate } from '../../../shared/contract/stamp-template.ts';
import { newKey } from '../../features/office/keys-of-office.ts';
import { Designer } from '../../features/stamping/design/Designer.tsx';
import { draftOf, drafts, sameTemplate } from '../../features/stamping/design/drafts.ts';
import { newStamp } from '../../features/stamping/design/items.ts';
import { StampList } from '../../features/stamping/design/StampList.tsx';
import '../../features/stamping/design/design.css';
import { Message } from '../../ui/Message.tsx';
import { explain } from '../errors.ts';
import { notify } from '../notices.ts';
import { go } from '../places.ts';
import { useAsk } from '../queries.ts';
import { useAction } from '../shortcuts.tsx';
import { useCommand } from '../useCommand.ts';
import { useSay } from '../words.ts';

/** The office's stamps: their list, and the one that is being designed. */
export default function StampsScreen({ stamp }: { stamp: string | null }) {
  const say = useSay();
  const office = useAsk('office.get', {});
  const templates = useAsk('stamping.templates', {});
  const letters = useAsk('letters.list', { first: 40 });
  const withPages = letters.data?.rows.filter(({ pages }) => pages > 0) ?? [];
  const [letter, setLetter] = useState<string | null | undefined>();
  const { designs } = drafts.use();
  const save = useCommand('office.saveStamp');
  useAction('back', () => go({ at: 'office', part: 'letterhead' }));
  const error = office.error ?? templates.error;
  if (error) return <Message look="alarm">{explain(say, error)}</Message>;
  if (!office.data || !templates.data || !letters.data) return null;
  const all = templates.data;
  const shown = all.find(({ template }) => template.key === stamp) ?? all[0]!;
  const example = letter === undefined ? (withPages[0]?.id ?? null) : letter;

  function add(template: StampTemplate, words: string) {
    save.mutate(
      { template },
      {
        onSuccess: () => {
          notify({ text: words, look: 'done' });
          go({ at: 'stamps', stamp: template.key });
        },
      },
    );
  }
  const keyFor = (name: string) =>
    newKey(
      name,
      all.map(({ template }) => ({ key: template.key, order: 0 })),
    );

  return (
    <div className="designer">
      <StampList
        stamps={all}
        chosen={shown.template.key}
        unsaved={(key) => {
          const saved = all.find(({ template }) => template.key === key);
          return saved !== undefined && isUnsaved(designs, saved.template);
        }}
        onChoose={(key) => go({ at: 'stamps', stamp: key })}
        onAdd={() => {
          const name = say('stampDesign:newName');
          const words = say('stampDesign:newWords');
          add(newStamp(keyFor(name), name, words), say('stampDesign:added'));
        }}
        onDuplicate={() => {
          const { now } = draftOf(designs, shown.template);
          const name = say('stampDesign:copyOf', { name: now.name }).slice(0, 60);
          add({ ...now, key: keyFor(name), name }, say('stampDesign:duplicated'));
        }}
      />
      <Designer
        key={shown.template.key}
        office={office.data}
        shown={shown}
        letter={example}
        beside={
          <select
            className="input"
            aria-label={say('stampDesign:example')}
            value={example ?? ''}
            onChange={({ target }) => setLetter(target.value || null)}
          >
            <option value="">{say('stampDesign:noExample')}</option>
            {withPages.map(({ id, agenda, year, sender }) => (
              <option key={id} value={id}>{`${agenda}/${year} · ${sender}`}</option>
            ))}
          </select>
        }
        onRemoved={() => go({ at: 'stamps', stamp: null })}
      />
    </div>
  );
}

const isUnsaved = (designs: Parameters<typeof draftOf>[0], template: StampTemplate) =>
  !sameTemplate(draftOf(designs, template).now, template);
