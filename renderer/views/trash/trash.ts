import { WHOLE_JOURNAL } from '../../engine/contract.ts';
import { entryList } from '../entry-list.ts';

export const trash = entryList({ ...WHOLE_JOURNAL, trash: true });
