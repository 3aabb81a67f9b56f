import { useState } from 'react';
import type { BatchPage } from '../../../../shared/contract/batches.ts';
import { between } from './cells.ts';

export interface Chosen {
  /** The page under the eyes. */
  cursor: BatchPage | null;
  /** Numbers, in order: the cursor's page and those taken along with Shift. */
  pages: number[];
  put: (page: number | null, options?: { extend?: boolean }) => void;
  all: () => void;
}

interface Where {
  page: number | null;
  anchor: number | null;
  /** Nobody has gone elsewhere: the newest page is the one to see. */
  follows: boolean;
}

/** Which pages the keys are about. While pages come in, the newest, until a person looks at another. */
export function useChosen(sheets: readonly BatchPage[]): Chosen {
  const [where, setWhere] = useState<Where>({ page: null, anchor: null, follows: true });
  const last = sheets.at(-1)?.page ?? null;
  const known = sheets.some(({ page }) => page === where.page);
  const page = where.follows || !known ? last : where.page;
  const anchor = where.follows || !known ? last : (where.anchor ?? page);
  return {
    cursor: sheets.find((sheet) => sheet.page === page) ?? null,
    pages: page === null || anchor === null ? [] : between(sheets, anchor, page),
    put(to, { extend = false } = {}) {
      setWhere({ page: to, anchor: extend ? anchor : to, follows: to === last && !extend });
    },
    all() {
      setWhere({ page: last, anchor: sheets[0]?.page ?? null, follows: false });
    },
  };
}
