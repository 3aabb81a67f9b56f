import type { BoxRead } from '../../../shared/contract/sheet-reading.ts';
import type { Office } from '../../../shared/domain/office/state.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { useSay } from '../../app/words.ts';

interface UnsureProps {
  boxes: readonly BoxRead[];
  office: Office;
  onAnswer: (box: BoxRead, yes: boolean) => void;
}

/** Boxes that could not be told, one question at a time: a key answers it, and the next one comes. */
export function Unsure({ boxes, office, onAnswer }: UnsureProps) {
  const say = useSay();
  const [first] = boxes;
  if (!first) return null;
  return (
    <div className="unsure" role="alert">
      <span>{say('sheets:unsure', { words: wordsOf(first, office), n: boxes.length })}</span>
      <span className="push" />
      <ActionButton action="boxTicked" onRun={() => onAnswer(first, true)} />
      <ActionButton action="boxEmpty" onRun={() => onAnswer(first, false)} />
    </div>
  );
}

function wordsOf({ group, key }: BoxRead, office: Office): string {
  const found =
    group === 'position'
      ? office.positions.find((one) => one.key === key)?.title
      : office.instructions.find((one) => one.key === key)?.text;
  return found ?? key;
}
