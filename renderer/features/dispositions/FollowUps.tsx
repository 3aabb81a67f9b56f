import { useState } from 'react';
import type { PreparedDocument } from '../../../shared/contract/letters.ts';
import type { FollowUp } from '../../../shared/domain/letter/state.ts';
import { ask } from '../../app/api.ts';
import { momentText } from '../../app/days.ts';
import { explain } from '../../app/errors.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { Modal } from '../../app/Modal.tsx';
import { notify } from '../../app/notices.ts';
import { PageViewer } from '../../app/PageViewer.tsx';
import { useLanguage, useSay } from '../../app/words.ts';

/** What a receiver has reported, with its papers. */
export function FollowUps({ letter, followUps }: { letter: string; followUps: FollowUp[] }) {
  const say = useSay();
  const language = useLanguage();
  const [open, setOpen] = useState<PreparedDocument | null>(null);
  if (followUps.length === 0) return null;
  return (
    <ul className="follow-ups" aria-label={say('routing:followUps')}>
      {followUps.map(({ id, at, by, text, attachments }) => (
        <li key={id}>
          <div className="selectable follow-up-text">{text}</div>
          <div className="soft small">
            {`${say('actions:followUp')} · ${by.title} · ${momentText(at, language)}`}
          </div>
          {attachments.map((document) => (
            <button
              key={document.sha256}
              type="button"
              className="link"
              onClick={() => setOpen(document)}
            >
              {`${document.name} (${say('pages:count', { n: document.pages })})`}
            </button>
          ))}
        </li>
      ))}
      {open && <Attachment letter={letter} document={open} onClose={() => setOpen(null)} />}
    </ul>
  );
}

interface AttachmentProps {
  letter: string;
  document: PreparedDocument;
  onClose: () => void;
}

function Attachment({ letter, document, onClose }: AttachmentProps) {
  const say = useSay();
  async function save() {
    try {
      const suggestedName = document.name.toLowerCase().endsWith('.pdf')
        ? document.name
        : `${document.name}.pdf`;
      const out = await ask('window.saveFile', { suggestedName, kind: 'pdf' });
      if (out === null) return;
      const { sha256 } = document;
      const { path } = await ask('dispositions.exportAttachment', { letter, sha256, out });
      notify({ text: say('letters:savedAs', { path }), look: 'done' });
    } catch (error) {
      notify({ text: explain(say, error), look: 'alarm' });
    }
  }
  return (
    <Modal
      title={document.name}
      wide
      onClose={onClose}
      closeText={say('common:close')}
      foot={<ActionButton action="save" onRun={() => void save()} />}
    >
      <div className="attachment-pages">
        <PageViewer sha256={document.sha256} pages={document.pages} label={document.name} whole />
      </div>
    </Modal>
  );
}
