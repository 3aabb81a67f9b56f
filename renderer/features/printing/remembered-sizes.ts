import { remembered } from '../../app/remembered.ts';
import type { PaperSizes } from './PaperSize.tsx';

/** As they were chosen last. */
export function rememberedSizes(): PaperSizes {
  return {
    sheet: remembered<{ size: PaperSizes['sheet'] }>('sheet', { size: 'A4' }).size,
    receipt: remembered<{ size: PaperSizes['receipt'] }>('receipt', { size: 'A6' }).size,
  };
}
