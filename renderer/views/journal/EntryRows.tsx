import { useCallback } from 'react';
import { LongList, type ReadingPlace } from '../../parts/LongList.tsx';
import type { Answer } from '../entry-list.ts';
import { groupName } from './day-labels.ts';
import { EntryRow } from './EntryRow.tsx';

interface EntryRowsProps {
  readonly answer: Answer;
  readonly place: ReadingPlace;
  readonly onShow: (from: number, to: number) => void;
}

/** The entries of a list under their months. */
export function EntryRows({ answer, place, onShow }: EntryRowsProps) {
  const row = useCallback(
    (index: number, tabIndex: 0 | -1) => (
      <EntryRow row={answer.rows.get(index)} tabIndex={tabIndex} />
    ),
    [answer],
  );
  return (
    <LongList
      id="entries"
      label="Entries"
      groups={answer.list.groups}
      heading={groupName}
      row={row}
      place={place}
      onShow={onShow}
    />
  );
}
