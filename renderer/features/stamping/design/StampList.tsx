import type { ShownTemplate } from '../../../../shared/contract/stamping.ts';
import { ActionButton } from '../../../app/ActionButton.tsx';
import { useSay } from '../../../app/words.ts';

interface StampListProps {
  stamps: readonly ShownTemplate[];
  chosen: string;
  /** Those with changes that are not saved. */
  unsaved: (key: string) => boolean;
  onChoose: (key: string) => void;
  onAdd: () => void;
  onDuplicate: () => void;
}

export function StampList(props: StampListProps) {
  const { stamps, chosen, unsaved, onChoose, onAdd, onDuplicate } = props;
  const say = useSay();
  return (
    <nav className="stamp-list" aria-label={say('stampDesign:list')}>
      <ul>
        {stamps.map(({ template: { key, name }, builtIn, own }) => (
          <li key={key}>
            <button
              type="button"
              aria-current={key === chosen ? 'page' : undefined}
              onClick={() => onChoose(key)}
            >
              <span>{name}</span>
              <span className="soft small">
                {unsaved(key)
                  ? say('stampDesign:unsaved')
                  : own && say(builtIn ? 'stampDesign:isChanged' : 'stampDesign:isOwn')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <div className="stamp-list-foot">
        <ActionButton action="addStamp" onRun={onAdd} />
        <ActionButton action="duplicateStamp" onRun={onDuplicate} />
      </div>
    </nav>
  );
}
