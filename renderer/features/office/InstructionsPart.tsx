import { useState } from 'react';
import type { Instruction, Office } from '../../../shared/domain/office/state.ts';
import { ask } from '../../app/api.ts';
import { explain } from '../../app/errors.ts';
import { notify } from '../../app/notices.ts';
import { useCommand } from '../../app/useCommand.ts';
import { useSay } from '../../app/words.ts';
import { Button } from '../../ui/Button.tsx';
import { newKey, nextOrder, reordered } from './keys-of-office.ts';

/** The phrases a disposition chooses from. What was given keeps its words. */
export function InstructionsPart({ office }: { office: Office }) {
  const say = useSay();
  const { instructions } = office;
  const [added, setAdded] = useState('');
  const save = useCommand('office.saveInstruction');
  const close = useCommand('office.closeInstruction');

  function add() {
    if (added.trim() === '') return;
    save.mutate({
      key: newKey(added, instructions),
      text: added,
      order: nextOrder(instructions),
    });
    setAdded('');
  }

  async function move(index: number, by: 1 | -1) {
    try {
      for (const item of reordered(instructions, index, by)) {
        // One after the other: each is a fact of its own.
        // oxlint-disable-next-line no-await-in-loop
        await ask('office.saveInstruction', item);
      }
    } catch (error) {
      notify({ text: explain(say, error), look: 'alarm' });
    }
  }

  return (
    <>
      <h1>{say('office:instructions')}</h1>
      <p className="soft">{say('office:instructionsText')}</p>
      <form
        className="office-add"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <input
          className="input"
          type="text"
          maxLength={200}
          aria-label={say('office:newInstruction')}
          placeholder={say('office:newInstruction')}
          value={added}
          onChange={(event) => setAdded(event.target.value)}
        />
        <Button type="submit" disabled={added.trim() === ''} hint="Enter">
          {say('office:add')}
        </Button>
      </form>
      <ol className="office-list">
        {instructions.map((instruction, index) => (
          <Line
            key={`${instruction.key} ${instruction.text}`}
            instruction={instruction}
            first={index === 0}
            last={index === instructions.length - 1}
            onSave={(text) => save.mutate({ ...instruction, text })}
            onMove={(by) => void move(index, by)}
            onClose={() => close.mutate({ key: instruction.key })}
          />
        ))}
      </ol>
    </>
  );
}

interface LineProps {
  instruction: Instruction;
  first: boolean;
  last: boolean;
  onSave: (text: string) => void;
  onMove: (by: 1 | -1) => void;
  onClose: () => void;
}

function Line({ instruction, first, last, onSave, onMove, onClose }: LineProps) {
  const say = useSay();
  const [text, setText] = useState(instruction.text);
  const put = () => {
    if (text.trim() === '') setText(instruction.text);
    else if (text.trim() !== instruction.text) onSave(text);
  };
  const named = { text: instruction.text };
  return (
    <li>
      <input
        className="input bare"
        type="text"
        maxLength={200}
        aria-label={say('office:instructionOf', named)}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={put}
        onKeyDown={(event) => {
          if (event.key === 'Enter') put();
          if (event.key === 'Escape' && text !== instruction.text) {
            event.preventDefault();
            setText(instruction.text);
          }
        }}
      />
      <Button
        look="quiet"
        disabled={first}
        aria-label={say('office:up', named)}
        onClick={() => onMove(-1)}
      >
        {'↑'}
      </Button>
      <Button
        look="quiet"
        disabled={last}
        aria-label={say('office:down', named)}
        onClick={() => onMove(1)}
      >
        {'↓'}
      </Button>
      <Button look="quiet" aria-label={say('office:closeInstruction', named)} onClick={onClose}>
        {say('office:remove')}
      </Button>
    </li>
  );
}
