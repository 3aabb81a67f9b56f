import type { StampTemplate } from '../../../../shared/contract/stamp-template.ts';
import type { StampBox } from '../../../../shared/contract/stamping.ts';
import { ActionButton } from '../../../app/ActionButton.tsx';
import { PageViewer } from '../../../app/PageViewer.tsx';
import { useSay } from '../../../app/words.ts';
import type { PageSize } from '../../../ui/pictures.ts';
import { DesignBox } from './DesignBox.tsx';
import type { usePreview } from './usePreview.ts';

interface DesignPageProps {
  template: StampTemplate;
  preview: ReturnType<typeof usePreview>;
  beside: React.ReactNode;
  onMove: (box: StampBox) => void;
  onResize: (box: StampBox) => void;
  onRest: () => void;
}

/** The letter's real page with the stamp on it. */
export function DesignPage(props: DesignPageProps) {
  const { template, preview, beside, onMove, onResize, onRest } = props;
  const say = useSay();
  const drawn = preview.data ?? null;
  if (!drawn) return <div className="page-viewer" />;
  const box = boxNow(template, drawn.box);
  const file = drawn.document;
  const stampOn = (page: number, size: PageSize) =>
    page === Math.min(box.page, (file?.pages ?? 0) + 1) ? (
      <DesignBox
        key={page}
        box={box}
        picture={drawn}
        name={template.name}
        size={size}
        onMove={onMove}
        onResize={onResize}
        onRest={onRest}
      />
    ) : null;
  return (
    <PageViewer
      sha256={file?.sha256 ?? null}
      pages={file?.pages ?? 0}
      blank={file === null || box.page > file.pages ? 1 : 0}
      label={say('stampDesign:page')}
      beside={
        <>
          <ActionButton
            action="holdStamp"
            look="quiet"
            onRun={() => document.querySelector<HTMLElement>('.stamp.designed')?.focus()}
          />
          {beside}
        </>
      }
      over={stampOn}
    />
  );
}

/** What is being pulled goes with the hand; its picture comes a moment later. */
function boxNow({ placement, width, height, fit }: StampTemplate, drawn: StampBox): StampBox {
  const at = placement.at === 'spot' ? { x: placement.x, y: placement.y } : {};
  const size = fit === 'shrink' ? { width, height: Math.max(height, drawn.height) } : {};
  return { ...drawn, ...at, ...size };
}
