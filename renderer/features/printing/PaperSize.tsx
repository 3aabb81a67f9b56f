import { useSay } from '../../app/words.ts';
import { Choice } from '../../ui/Choice.tsx';
import type { PrintForm } from './wanted.ts';

export type PaperSizes = Pick<PrintForm, 'sheet' | 'receipt'>;

interface PaperSizeProps {
  kind: 'sheet' | 'receipt';
  sizes: PaperSizes;
  onSizes: (sizes: PaperSizes) => void;
}

/** On what paper a letter's sheet or receipt is printed. */
export function PaperSize({ kind, sizes, onSizes }: PaperSizeProps) {
  const say = useSay();
  const { sheet, receipt } = sizes;
  return kind === 'sheet' ? (
    <Choice
      label={say('printing:size')}
      options={[
        { value: 'A4', label: 'A4', letter: '4' },
        { value: 'A5', label: 'A5', letter: '5' },
        { value: 'A4x2', label: say('printing:twoOnA4'), letter: '2' },
      ]}
      value={sheet}
      onChoose={(size) => onSizes({ sheet: size, receipt })}
    />
  ) : (
    <Choice
      label={say('printing:size')}
      options={[
        { value: 'A6', label: 'A6', letter: '6' },
        { value: 'roll80', label: say('printing:roll80'), letter: '8' },
      ]}
      value={receipt}
      onChoose={(size) => onSizes({ sheet, receipt: size })}
    />
  );
}
