import { keepPreviousData } from '@tanstack/react-query';
import { StampTemplate } from '../../../../shared/contract/stamp-template.ts';
import { useAsk } from '../../../app/queries.ts';
import { useLater } from '../../../app/useLater.ts';

/** Typing and dragging ask once they pause for so long. */
const PAUSE_MS = 90;

/** The stamp as it would come onto the letter; while it is not whole the last whole one stays shown. */
export function usePreview(template: StampTemplate, letter: string | null) {
  const settled = useLater(template, PAUSE_MS);
  return useAsk(
    'stamping.preview',
    { template: settled, letter },
    {
      enabled: StampTemplate.safeParse(settled).success,
      placeholderData: keepPreviousData,
      gcTime: 5_000,
    },
  );
}
