import { setTimeout } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { receive } from '../../renderer/views/capture/channel.ts';

for (const outcome of ['saved', 'refused'] as const) {
  test(`words that are ${outcome} when nobody receives any more are answered to nobody`, async () => {
    let asked = 0;
    const stop = receive(
      async () => {
        asked++;
        stop();
        if (outcome === 'refused') throw new Error('closed');
        return 'journal';
      },
      { locked: false },
    );
    const sender = new BroadcastChannel('quick-capture');
    const problems: unknown[] = [];
    const note = (problem: unknown) => problems.push(problem);
    process.on('unhandledRejection', note);
    sender.postMessage({ type: 'save', captured: { id: 'one' } });
    await expect.poll(() => asked).toBe(1);
    await setTimeout(50);
    process.off('unhandledRejection', note);
    sender.close();
    expect(problems).toEqual([]);
  });
}
