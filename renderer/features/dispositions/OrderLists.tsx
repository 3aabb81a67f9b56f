import { holderOn } from '../../../shared/domain/office/holding.ts';
import type { Office } from '../../../shared/domain/office/state.ts';
import { today } from '../../app/days.ts';
import { useSay } from '../../app/words.ts';
import { CheckList } from './CheckList.tsx';

interface ListProps {
  office: Office;
  chosen: ReadonlySet<string>;
  onToggle: (key: string) => void;
}

export function InstructionList({ office, chosen, onToggle }: ListProps) {
  const say = useSay();
  return (
    <CheckList
      label={say('dispositions:instructions')}
      filterLabel={say('dispositions:filterInstructions')}
      items={office.instructions.map(({ key, text }) => ({
        key,
        text,
        aside: '',
        depth: 0,
        disabled: false,
      }))}
      chosen={chosen}
      onToggle={onToggle}
    />
  );
}

/** Who is told of it without having to do anything: nobody who gives or gets it. */
export function CopyList({
  office,
  from,
  to,
  ...list
}: ListProps & { from: string; to: ReadonlySet<string> }) {
  const say = useSay();
  return (
    <CheckList
      label={say('routing:copies')}
      filterLabel={say('dispositions:filterPositions')}
      saidBefore={say('routing:copy')}
      items={office.positions.map((position) => ({
        key: position.key,
        text: position.title,
        aside: '',
        depth: 0,
        disabled:
          holderOn(position, today()) === null || position.key === from || to.has(position.key),
      }))}
      {...list}
    />
  );
}
