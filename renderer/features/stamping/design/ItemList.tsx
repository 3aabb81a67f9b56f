import { useId, type KeyboardEvent } from 'react';
import type { StampItem } from '../../../../shared/contract/stamp-template.ts';
import { ActionButton } from '../../../app/ActionButton.tsx';
import { useSay } from '../../../app/words.ts';
import { Button } from '../../../ui/Button.tsx';

interface ItemListProps {
  items: readonly StampItem[];
  chosen: number;
  onChoose: (index: number) => void;
  onAdd: () => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

/** What the stamp says, from top to bottom: chosen by arrows, moved by Ctrl and arrows. */
export function ItemList(props: ItemListProps) {
  const { items, chosen, onChoose, onAdd, onMove, onRemove } = props;
  const say = useSay();
  const id = useId();

  function press(event: KeyboardEvent) {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
    if (by !== null && event.ctrlKey) onMove(by);
    else if (by !== null) onChoose(Math.max(0, Math.min(items.length - 1, chosen + by)));
    else if (event.key === 'Home') onChoose(0);
    else if (event.key === 'End') onChoose(items.length - 1);
    else if (event.key === 'Delete' && !event.ctrlKey) onRemove();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="field">
      <div className="field-label">
        <span id={`${id}-label`}>{say('stampDesign:items')}</span>
        <span className="field-aside">{say('stampDesign:itemKeys')}</span>
      </div>
      <ul
        className="stamp-items"
        role="listbox"
        tabIndex={0}
        aria-labelledby={`${id}-label`}
        aria-activedescendant={`${id}-${chosen}`}
        onKeyDown={press}
      >
        {items.map((item, index) => (
          <li
            key={index}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === chosen}
            className={item.beside && index > 0 ? 'beside' : ''}
            onClick={() => onChoose(index)}
          >
            <ItemWords item={item} />
          </li>
        ))}
      </ul>
      <div className="stamp-item-acts">
        <ActionButton action="addItem" look="quiet" onRun={onAdd} />
        <Button look="quiet" hint="Ctrl+↑" disabled={chosen === 0} onClick={() => onMove(-1)}>
          {say('stampDesign:up')}
        </Button>
        <Button
          look="quiet"
          hint="Ctrl+↓"
          disabled={chosen >= items.length - 1}
          onClick={() => onMove(1)}
        >
          {say('stampDesign:down')}
        </Button>
        <Button look="quiet" hint="Del" disabled={items.length <= 1} onClick={onRemove}>
          {say('stampDesign:remove')}
        </Button>
      </div>
    </div>
  );
}

function ItemWords({ item: { field, text, band, strong } }: { item: StampItem }) {
  const say = useSay();
  return (
    <>
      <span className={strong ? 'strong' : ''}>
        {field === null ? `“${text}”` : say(`stampFields:${field}`)}
      </span>
      {field !== null && text !== '' && <span className="soft">{`“${text}”`}</span>}
      {band && <span className="stamp-item-mark">{say('stampDesign:band')}</span>}
    </>
  );
}
