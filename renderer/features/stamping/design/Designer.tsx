import { useRef, useState } from 'react';
import { StampTemplate } from '../../../../shared/contract/stamp-template.ts';
import type { ShownTemplate } from '../../../../shared/contract/stamping.ts';
import type { Office } from '../../../../shared/domain/office/state.ts';
import { ActionButton } from '../../../app/ActionButton.tsx';
import { explain } from '../../../app/errors.ts';
import { Modal } from '../../../app/Modal.tsx';
import { notify } from '../../../app/notices.ts';
import { useCommand } from '../../../app/useCommand.ts';
import { useSay } from '../../../app/words.ts';
import { Message } from '../../../ui/Message.tsx';
import { DesignPage } from './DesignPage.tsx';
import { draftOf, drafts, dropDraft, keepDraft, sameTemplate } from './drafts.ts';
import { changed, type Design, redone, undone } from './history.ts';
import { changedItem, movedItem, withItem, withoutItem } from './items.ts';
import { ItemFields } from './ItemFields.tsx';
import { ItemList } from './ItemList.tsx';
import { LookFields, NameFields, PlaceFields } from './LookFields.tsx';
import { MarkFields } from './MarkFields.tsx';
import { usePreview } from './usePreview.ts';

interface DesignerProps {
  office: Office;
  shown: ShownTemplate;
  /** The letter on whose page it is shown; null: an empty page. */
  letter: string | null;
  /** Which letter that is, to choose from. */
  beside: React.ReactNode;
  onRemoved: () => void;
}

/** One stamp: its page on the left, live; what it is made of on the right. */
export function Designer({ office, shown, letter, beside, onRemoved }: DesignerProps) {
  const say = useSay();
  const { designs } = drafts.use();
  const design = draftOf(designs, shown.template);
  const template = design.now;
  const [chosen, setChosen] = useState(0);
  const [removing, setRemoving] = useState(false);
  const field = useRef<HTMLSelectElement>(null);
  const at = Math.min(chosen, template.items.length - 1);
  const parsed = StampTemplate.safeParse(template);
  const preview = usePreview(template, letter);
  const isDirty = !sameTemplate(parsed.data ?? template, shown.template);
  const save = useCommand('office.saveStamp', {
    onDone: () => notify({ text: say('stampDesign:saved'), look: 'done' }),
    onRefused: () => undefined,
  });

  const keep = (next: Design) => keepDraft(template.key, next);
  // The hand may have moved on since this was drawn.
  const latest = () => draftOf(drafts.get().designs, shown.template);
  const change = (part: Partial<StampTemplate>, about: string | null) => {
    const before = latest();
    keep(changed(before, { ...before.now, ...part }, about));
  };
  const setItems = (items: StampTemplate['items'], about: string | null) =>
    change({ items }, about);

  function move(by: 1 | -1) {
    setItems(movedItem(template.items, at, by), null);
    setChosen(Math.max(0, Math.min(template.items.length - 1, at + by)));
  }
  function add() {
    setItems(withItem(template.items, at), null);
    setChosen(at + 1);
    setTimeout(() => field.current?.focus());
  }

  return (
    <>
      <DesignPage
        template={template}
        preview={preview}
        beside={beside}
        onMove={({ x, y }) => change({ placement: { at: 'spot', x, y } }, 'moved')}
        onResize={({ width, height }) => change({ width, height }, 'resized')}
        onRest={() => keep({ ...latest(), about: null })}
      />
      <section className="side" aria-label={say('stampDesign:form')}>
        <header className="side-head">
          <h1>{shown.template.name}</h1>
          <ActionButton
            action="undoDesign"
            look="quiet"
            disabled={design.past.length === 0}
            onRun={() => keep(undone(latest()))}
          />
          <ActionButton
            action="redoDesign"
            look="quiet"
            disabled={design.future.length === 0}
            onRun={() => keep(redone(latest()))}
          />
        </header>
        <div className="side-body stamp-form">
          {save.error && <Message look="alarm">{explain(say, save.error)}</Message>}
          {preview.error && <Message look="alarm">{explain(say, preview.error)}</Message>}
          <NameFields template={template} onChange={change} builtIn={shown.builtIn} />
          <ItemList
            items={template.items}
            chosen={at}
            onChoose={setChosen}
            onAdd={add}
            onMove={move}
            onRemove={() => setItems(withoutItem(template.items, at), null)}
          />
          <ItemFields
            key={at}
            item={template.items[at]!}
            first={at === 0}
            start={field}
            onChange={(part, about) =>
              setItems(changedItem(template.items, at, part), `item ${at} ${about}`)
            }
          />
          <LookFields template={template} onChange={change} />
          <MarkFields template={template} onChange={change} logo={office.logo ?? null} />
          <PlaceFields template={template} onChange={change} box={preview.data?.box ?? null} />
        </div>
        <footer className="side-foot">
          <ActionButton
            action="submit"
            look="main"
            label={say('common:save')}
            disabled={!isDirty || !parsed.success || save.isPending}
            onRun={() => parsed.success && save.mutate({ template: parsed.data })}
          />
          <ActionButton
            action="revertStamp"
            disabled={!isDirty}
            onRun={() => dropDraft(template.key)}
          />
          {shown.own && (
            <ActionButton
              action="removeStamp"
              look="quiet"
              label={say(shown.builtIn ? 'stampDesign:restore' : 'stampDesign:removeStamp')}
              onRun={() => setRemoving(true)}
            />
          )}
        </footer>
      </section>
      {removing && (
        <Removing
          shown={shown}
          onClose={() => setRemoving(false)}
          onDone={() => {
            dropDraft(template.key);
            setRemoving(false);
            if (!shown.builtIn) onRemoved();
          }}
        />
      )}
    </>
  );
}

interface RemovingProps {
  shown: ShownTemplate;
  onClose: () => void;
  onDone: () => void;
}

function Removing({ shown: { template, builtIn }, onClose, onDone }: RemovingProps) {
  const say = useSay();
  const remove = useCommand('office.removeStamp', { onDone, onRefused: () => undefined });
  const { name, key } = template;
  return (
    <Modal
      title={say(builtIn ? 'stampDesign:restoreTitle' : 'stampDesign:removeTitle', { name })}
      onClose={onClose}
      foot={
        <ActionButton
          action="submit"
          look="alarm"
          label={say(builtIn ? 'stampDesign:restore' : 'stampDesign:removeStamp')}
          disabled={remove.isPending}
          onRun={() => remove.mutate({ key })}
        />
      }
    >
      {remove.error && <Message look="alarm">{explain(say, remove.error)}</Message>}
      <p>{say('stampDesign:removeText')}</p>
    </Modal>
  );
}
