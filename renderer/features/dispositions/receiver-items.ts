import { holderOn } from '../../../shared/domain/office/holding.ts';
import type { Office } from '../../../shared/domain/office/state.ts';
import { today } from '../../app/days.ts';
import { branches } from '../../app/position-tree.ts';
import type { CheckItem } from './CheckList.tsx';

/** The office's positions to choose receivers from; nobody can be given anything in a vacant one. */
export function receiverItems(
  office: Office,
  vacant: string,
  isOut: (position: string) => boolean,
): CheckItem[] {
  return branches(office.positions).map(({ position, depth }) => {
    const holder = holderOn(position, today());
    return {
      key: position.key,
      text: position.title,
      aside: holder ? [holder.acting, holder.name].filter(Boolean).join(' ') : `(${vacant})`,
      depth,
      disabled: holder === null || isOut(position.key),
    };
  });
}
