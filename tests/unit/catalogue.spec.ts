import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { newEntry } from '../../renderer/domain/entry.ts';
import { createCatalogue, groupsOf, PAGE_ITEMS } from '../../renderer/engine/catalogue.ts';
import { FIRST_ROWS } from '../../renderer/engine/contract.ts';
import { compareItems, itemOf, rowOf } from '../../renderer/engine/item.ts';

const ids = Array.from({ length: 150 }, (_, index) => newEntry(new Date(index)).id);

const put = fc.record({
  id: fc.constantFrom(...ids),
  day: fc.constantFrom('2026-01-31', '2026-02-01', '2025-12-31'),
  pinned: fc.boolean(),
  deleted: fc.option(fc.constantFrom('2026-03-01T00:00:00.000Z', '2026-03-02T00:00:00.000Z')),
});
const step = fc.record({
  puts: fc.uniqueArray(put, { selector: ({ id }) => id, maxLength: 90 }),
  removes: fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 20 }),
});

test('what is planned for the disk is what a catalogue opened from that disk says', () => {
  const model = fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
    const disk = new Map<number, ReturnType<typeof itemOf>[]>();
    const catalogue = createCatalogue(new Map());
    for (const { puts, removes } of steps) {
      const gone = new Set(puts.map(({ id }) => id));
      const plan = catalogue.plan({
        puts: puts.map((fields, index) =>
          itemOf({ ...newEntry(new Date(0)), ...fields }, catalogue.seq + 1 + index),
        ),
        removes: removes.filter((id) => !gone.has(id)),
      });
      for (const [page, items] of plan.pages) disk.set(page, [...items]);
      catalogue.apply(plan);

      const reopened = createCatalogue(disk, plan.head.seq);
      expect(reopened.order).toEqual(catalogue.order);
      expect(reopened.trash).toEqual(catalogue.trash);
      expect([...catalogue.order].sort(compareItems)).toEqual(catalogue.order);
      expect(plan.head.rows).toEqual(
        reopened.order.slice(0, FIRST_ROWS).map((item) => rowOf(item)),
      );
      expect(plan.head.groups).toEqual(groupsOf(reopened.order));
      expect(plan.head).toMatchObject({
        items: reopened.byId.size,
        total: reopened.order.length,
        trashed: reopened.trash.length,
        seq: catalogue.seq,
        lastSeq: Math.max(0, ...[...reopened.byId.values()].map(({ seq }) => seq)),
      });
      for (const items of disk.values()) expect(items.length).toBeLessThanOrEqual(PAGE_ITEMS);
    }
  });
  fc.assert(model, { numRuns: 100 });
});
