import { useEffect, useState } from 'react';
import { engine, whenChanged } from '../../engine/client.ts';

/** The years that have entries, newest first; null until the engine has said. */
export function useYears(): readonly number[] | null {
  const [years, setYears] = useState<readonly number[] | null>(null);
  useEffect(() => {
    let wanted = true;
    async function ask() {
      // When the journal cannot be read, the summary itself says so; the present year is enough here.
      const found = await engine.facets().catch(() => null);
      if (wanted) setYears((last) => found?.years ?? last ?? []);
    }
    void ask();
    const stop = whenChanged(() => void ask());
    return () => {
      wanted = false;
      stop();
    };
  }, []);
  return years;
}
