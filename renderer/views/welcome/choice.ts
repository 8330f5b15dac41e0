/**
 * Whether the writer has said who may read the journal, where the answer was "nothing for now": any
 * other shows in what protects it. The page keeps it, as it is no matter of the journal's; where the
 * page may keep nothing, it is asked once more.
 */
const KEY = 'staff-journal-welcomed';

export function hasDeclined(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

export function decline(): void {
  try {
    localStorage.setItem(KEY, 'yes');
  } catch {
    // As above.
  }
}
