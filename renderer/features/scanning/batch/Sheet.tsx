import { useState } from 'react';

interface SheetProps {
  address: string;
  /** Empty: the picture only adorns what is said beside it. */
  label?: string;
  failedText: string;
  /** Times the width that fits. */
  zoom?: number;
}

/** The picture of a page; the one before stays until the new one is there. */
export function Sheet({ address, label = '', failedText, zoom = 1 }: SheetProps) {
  const [failed, setFailed] = useState('');
  if (failed === address) return <span className="sheet-failed">{failedText}</span>;
  return (
    <img
      className={zoom === 1 ? 'sheet' : 'sheet zoomed'}
      src={address}
      alt={label}
      decoding="async"
      draggable={false}
      onError={() => setFailed(address)}
      style={zoom === 1 ? {} : { width: `${zoom * 100}%` }}
    />
  );
}
