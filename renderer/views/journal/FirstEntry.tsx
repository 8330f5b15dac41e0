import { Import, Plus } from 'lucide-react';
import { Suspense, useEffect, useRef, useState } from 'react';
import { Button } from '../../parts/Button.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { intend } from '../intents.ts';
import { later } from '../later.tsx';
import { navigate } from '../route.ts';
import { StrengthMeter } from '../StrengthMeter.tsx';

const Welcome = later(async () => (await import('../welcome/Welcome.tsx')).Welcome);

/** What an empty journal says: what to write, what a good entry looks like, and if it is new, who may read it. */
export function FirstEntry({ isNew }: { readonly isNew: boolean }) {
  // Its code must not compete with this screen's.
  const [isIdle, setIsIdle] = useState(false);
  useEffect(() => {
    const idle = requestIdleCallback(() => setIsIdle(true));
    return () => cancelIdleCallback(idle);
  }, []);
  const write = useRef<HTMLButtonElement>(null);
  return (
    <>
      <EmptyState
        title="Write down one thing you did this week"
        actions={
          <>
            <Button
              ref={write}
              variant="primary"
              icon={Plus}
              onClick={() => navigate({ screen: 'new' })}
            >
              Write the first entry
            </Button>
            <Button
              icon={Import}
              onClick={() => {
                navigate({ screen: 'settings' });
                intend('import');
              }}
            >
              Import…
            </Button>
          </>
        }
      >
        <p>
          The incident that did not happen, the design you steered, the person you helped to grow:
          in a year nobody will remember, unless you note it now. A minute is enough.
        </p>
        <figure className="example">
          <figcaption>An entry that will stand up in a review</figcaption>
          <blockquote>
            <h3>Talked Payments out of a second message queue</h3>
            <p>
              Read both designs, drew the ways each could fail, and asked which one they would
              rather be woken up by. They chose the outbox table we already run.
            </p>
            <dl>
              <dt>Outcome</dt>
              <dd>One system fewer to run; shipped 3 weeks earlier</dd>
              <dt>Competencies</dt>
              <dd>Architecture ownership, Multiplying others</dd>
              <dt>People, link</dt>
              <dd>Sam, who led the work; the design’s review thread</dd>
              <dt>Strength</dt>
              <dd>
                <StrengthMeter strength="measured" /> measured: someone saw it, a link shows it, a
                number proves it
              </dd>
            </dl>
          </blockquote>
        </figure>
      </EmptyState>
      {isNew && isIdle && (
        <Suspense>
          <Welcome onAnswered={() => write.current?.focus()} />
        </Suspense>
      )}
    </>
  );
}
