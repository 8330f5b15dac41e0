import { useEffect, useState } from 'react';

/** Work shorter than this is not worth a word; longer work must say that it is under way. */
const LASTING_MS = 1_000;

/** Whether `working` has been true for more than a second. */
export function useLasting(working: boolean): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!working) return;
    const timer = setTimeout(setLasting, LASTING_MS, true);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [working]);
  return lasting;
}
