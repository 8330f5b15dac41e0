import { useEffect, useState } from 'react';
import { engine } from '../../../engine/client.ts';

/** The address of a small picture of a file; null where there is none, or none yet. */
export function useThumbnail(file: string): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let isCurrent = true;
    engine.thumbnail(file).then(
      (picture) => {
        if (!isCurrent || picture === null) return;
        made = URL.createObjectURL(picture);
        setAddress(made);
      },
      // A sign of its kind stands there instead; what is wrong is said when it is opened.
      () => {},
    );
    return () => {
      isCurrent = false;
      if (made !== null) URL.revokeObjectURL(made);
      setAddress(null);
    };
  }, [file]);
  return address;
}
