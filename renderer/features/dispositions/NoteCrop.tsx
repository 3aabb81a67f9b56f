import type { SheetPaper } from '../../../shared/contract/sheet-reading.ts';
import { useAsk } from '../../app/queries.ts';
import { useSay } from '../../app/words.ts';
import { pictureAddress } from '../../ui/pictures.ts';
import './note-crop.css';

const WIDTH = 1680;

/** What the leader wrote by hand, cut out of the sheet's pages. */
export function NoteCrop({ paper: { document, notes } }: { paper: SheetPaper }) {
  const say = useSay();
  const sizes = useAsk('pages.sizes', { sha256: document.sha256 });
  return notes.map(({ page, x, y, width, height }, index) => {
    const across = sizes.data?.[page - 1]?.width;
    if (across === undefined) return null;
    const part = (length: number) => `${(length / width) * 100}%`;
    return (
      <div key={index} className="note-crop" style={{ aspectRatio: `${width} / ${height}` }}>
        <img
          src={pictureAddress(document.sha256, page, WIDTH)}
          alt={say('dispositions:handwriting')}
          draggable={false}
          // Percentages of a margin are of the width, of `top` of the height: margins fit both ways.
          style={{ width: part(across), marginLeft: part(-x), marginTop: part(-y) }}
        />
      </div>
    );
  });
}
