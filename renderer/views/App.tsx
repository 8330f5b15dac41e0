import { Plus } from 'lucide-react';
import { Suspense, useEffect, useRef, useState } from 'react';
import type { Actions } from '../commands/commands.ts';
import { shortcutLabel } from '../commands/shortcut.ts';
import { whenJoined, whenMended, whenRestarted, whenUncopied } from '../engine/client.ts';
import { Button } from '../parts/Button.tsx';
import { showToast, Toasts } from '../parts/toasts.tsx';
import { shell } from '../shell/host.ts';
import { useCaptures } from './capture/use-captures.ts';
import { counted, number } from './counted.ts';
import { ErrorBoundary, Failed } from './ErrorBoundary.tsx';
import { forgetIntent, intend } from './intents.ts';
import { JournalView } from './journal/JournalView.tsx';
import { KEYCHAIN_WORDS } from './keychain-words.ts';
import { later, readLater, readTheRest } from './later.tsx';
import { blursTitles, blurTitles } from './lock/on-this-computer.ts';
import { useLocking } from './lock/use-locking.ts';
import { Navigation } from './Navigation.tsx';
import { forgetOpener, type Opening, tryAgain, useOpening } from './opening.ts';
import { navigate, type Route, useRoute } from './route.ts';
import { SearchBox } from './SearchBox.tsx';
import { useTakeovers } from './takeover/owner.ts';
import { useCommands } from './use-commands.ts';
import './app.css';

const CommandPalette = later(
  async () => (await import('./palette/CommandPalette.tsx')).CommandPalette,
);
const Shortcuts = later(async () => (await import('./palette/Shortcuts.tsx')).Shortcuts);
const CalendarView = later(async () => (await import('./calendar/CalendarView.tsx')).CalendarView);
const CompetenciesView = later(
  async () => (await import('./competencies/CompetenciesView.tsx')).CompetenciesView,
);
const LockedView = later(async () => (await import('./locked/LockedView.tsx')).LockedView);
const ChangePassphraseDialog = later(
  async () => (await import('./protection/ChangePassphraseDialog.tsx')).ChangePassphraseDialog,
);
const RecoveryView = later(async () => (await import('./recovery/RecoveryView.tsx')).RecoveryView);
const EntryView = later(async () => (await import('./entry/EntryView.tsx')).EntryView);
const SummariesView = later(
  async () => (await import('./summaries/SummariesView.tsx')).SummariesView,
);
const UnkeptView = later(async () => (await import('./upgrade/UnkeptView.tsx')).UnkeptView);
const SettingsView = later(async () => (await import('./settings/SettingsView.tsx')).SettingsView);
const WaitingView = later(async () => (await import('./takeover/WaitingView.tsx')).WaitingView);
const ClosedView = later(async () => (await import('./takeover/ClosedView.tsx')).ClosedView);
const TrashView = later(async () => (await import('./trash/TrashView.tsx')).TrashView);
const joined = readLater(() => import('./capture/joined.ts'));
const schedule = readLater(() => import('./backups/schedule.ts'));
const restore = readLater(() => import('./backups/restore.ts'));

/** While the journal opens the frame is there already; another screen may stand in its place yet. */
const FRAMED: ReadonlySet<Opening['state']> = new Set([
  'opening',
  'slow',
  'keeping',
  'unlocking',
  'open',
]);

/** The frame: where one can go, Search, `New entry`, and the screen one is on. */
export function App() {
  const opening = useOpening();
  const route = useRoute();
  const main = useRef<HTMLElement>(null);
  const searchInput = useRef<HTMLInputElement>(null);
  const [sheet, setSheet] = useState<'palette' | 'shortcuts' | null>(null);
  const mac = shell.platform === 'mac';

  const actions: Actions = {
    goTo: (screen) => navigate({ screen }),
    newEntry: () => navigate({ screen: 'new' }),
    quickCapture: () => shell.desktop?.showCapture(),
    find: () => searchInput.current?.select(),
    importFile: () => goAnd('settings', 'import'),
    exportArchive: () => goAnd('settings', 'export-archive'),
    exportSummary: () => goAnd('summaries', 'export-summary'),
    showHistory: () => showHistory(route),
    lock: useLocking(opening),
    blurTitles: () => blurTitles(!blursTitles()),
    showPalette: () => setSheet('palette'),
    showShortcuts: () => setSheet('shortcuts'),
  };
  const isFramed = FRAMED.has(opening.state);
  useCommands(actions, isFramed);
  useRebuiltNotice(opening);
  useRecoveredNotice(opening);
  useSecondCopyNotices();
  useRestartedNotice();
  useCaptures(opening);
  useJoinedNotice();
  useTakeovers(opening);

  useEffect(() => {
    if (!isFramed) return;
    return () => {
      // What was asked for before is not to happen once the journal is open again.
      forgetIntent();
      setSheet(null);
    };
  }, [isFramed]);

  useEffect(() => {
    if (opening.state !== 'open') return;
    const idle = requestIdleCallback(() => {
      readTheRest();
      void schedule().then(({ startBackups }) => startBackups());
    });
    return () => cancelIdleCallback(idle);
  }, [opening.state]);

  useEffect(() => {
    if (opening.state !== 'open') return;
    return shell.onHandedFile(async (file) => {
      // Its dialog is in the settings.
      navigate({ screen: 'settings' });
      await (await restore()).restoreHanded(file);
    });
  }, [opening.state]);

  useEffect(() => {
    // Left on the body, the next Tab would start from the top of the window.
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true });
  }, [route, opening.state]);

  if (opening.state === 'locked') {
    return (
      <Suspense>
        <LockedView holders={opening.holders} error={opening.error} asking={opening.asking} />
      </Suspense>
    );
  }
  if (opening.state === 'unkept') {
    return (
      <Suspense>
        <UnkeptView error={opening.error} asking={opening.asking} />
      </Suspense>
    );
  }
  if (opening.state === 'lost') {
    return (
      <Suspense>
        <RecoveryView lost={opening.lost} way={opening.way} />
      </Suspense>
    );
  }
  if (opening.state === 'waiting') {
    // Without the frame: nothing in it does anything until the journal is here.
    return (
      <main>
        <Suspense>
          <WaitingView />
        </Suspense>
      </main>
    );
  }
  if (opening.state === 'failed') {
    return (
      <main>
        <h1 className="unseen">Staff Journal</h1>
        <Failed error={opening.error} onRetry={tryAgain} />
      </main>
    );
  }
  if (opening.state === 'closed') {
    return (
      <Suspense>
        <ClosedView />
      </Suspense>
    );
  }
  return (
    <div className="frame">
      <button type="button" className="skip" onClick={() => main.current?.focus()}>
        Skip to content
      </button>
      <Navigation route={route} />
      <header className="topbar">
        <div className="topbar-inner">
          <SearchBox input={searchInput} hint={shortcutLabel('Mod+F', mac)} />
          <Button
            variant="primary"
            icon={Plus}
            onClick={actions.newEntry}
            title={shortcutLabel('Mod+N', mac)}
          >
            New entry
          </Button>
        </div>
      </header>
      <main ref={main} tabIndex={-1} className="main">
        {opening.state === 'open' ? (
          <ErrorBoundary key={boundaryOf(route)}>
            <Suspense>
              <Screen route={route} />
            </Suspense>
          </ErrorBoundary>
        ) : (
          <OpeningNote state={opening.state} />
        )}
      </main>
      <Toasts />
      <Suspense>
        {opening.state === 'open' && opening.opener !== null && (
          <ChangePassphraseDialog
            holders={opening.opened.protection.holders}
            opener={opening.opener}
            onClose={forgetOpener}
          />
        )}
        {sheet === 'palette' && <CommandPalette actions={actions} onClose={() => setSheet(null)} />}
        {sheet === 'shortcuts' && <Shortcuts onClose={() => setSheet(null)} />}
      </Suspense>
    </div>
  );
}

function Screen({ route }: { readonly route: Route }) {
  switch (route.screen) {
    case 'journal':
      return <JournalView />;
    case 'entry':
      return <EntryView id={route.id} />;
    case 'new':
      return <EntryView id={null} />;
    case 'calendar':
      return <CalendarView />;
    case 'competencies':
      return <CompetenciesView />;
    case 'summaries':
      return <SummariesView />;
    case 'settings':
      return <SettingsView />;
    case 'trash':
      return <TrashView />;
  }
}

/** A new entry becomes an entry without leaving its screen, so both share a boundary. */
function boundaryOf(route: Route): string {
  return route.screen === 'new' ? 'entry' : route.screen;
}

const NOTES = {
  opening: '',
  slow: 'Opening the journal…',
  keeping: 'Keeping a backup, before the journal is stored in its new form…',
  unlocking: `Waiting for the journal’s key from ${KEYCHAIN_WORDS[shell.platform].name}. It may be asking for your password.`,
} as const;

function OpeningNote({ state }: { readonly state: keyof typeof NOTES }) {
  return (
    <p role="status" className="opening-note">
      {NOTES[state]}
    </p>
  );
}

function goAnd(screen: 'settings' | 'summaries', intent: Parameters<typeof intend>[0]) {
  navigate({ screen });
  intend(intent);
}

function showHistory({ screen }: Route) {
  if (screen === 'entry' || screen === 'new') intend('history');
  else showToast({ text: 'Open an entry first, then its history.' });
}

/** Says once that derived records were made anew: the writer should know that something was damaged. */
function useRebuiltNotice(opening: Opening) {
  const rebuilt = opening.state === 'open' ? opening.opened.rebuilt : null;
  useEffect(() => {
    if (rebuilt === null) return;
    const { entries, unreadable } = rebuilt;
    const lost =
      unreadable === 0
        ? 'All are there.'
        : `${counted(unreadable, 'entry', 'entries')} could not be read; nothing was removed.`;
    return showToast({
      text: `The journal’s lists were damaged and have been made anew from ${counted(entries, 'entry', 'entries')}. ${lost}`,
    });
  }, [rebuilt]);
}

/** The report at the end of a recovery. */
function useRecoveredNotice(opening: Opening) {
  const recovered = opening.state === 'open' ? opening.opened.recovered : null;
  useEffect(() => {
    if (recovered === null) return;
    const { entries, restored, unreadable } = recovered;
    const lost =
      unreadable === 0
        ? ''
        : ` ${counted(unreadable, 'entry', 'entries')} could not be read anywhere; nothing was removed.`;
    return showToast({
      text: `The journal has ${counted(entries, 'entry', 'entries')} again, ${number(restored)} of them from the second copy.${lost}`,
    });
  }, [recovered]);
}

/** What the second copy has mended; and when there is none, for then what is saved is in the store alone. */
function useSecondCopyNotices() {
  useEffect(() => {
    const stops = [
      whenMended(({ entries, unreadable }) => {
        const damaged = counted(entries, 'entry was', 'entries were');
        const lost = `${counted(unreadable, 'entry', 'entries')} cannot be read, and the second copy does not have them.`;
        showToast({
          text: [
            entries > 0 && `${damaged} damaged and put back from the journal’s second copy.`,
            unreadable > 0 && lost,
          ]
            .filter(Boolean)
            .join(' '),
        });
      }),
      whenUncopied(({ reason }) => {
        showToast({
          text: `No second copy of the journal can be kept now: ${reason}. Entries are saved; export an archive to be safe.`,
        });
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
}

/** Says that what was under way may have to be asked for again; what is on the screen has stayed. */
function useRestartedNotice() {
  useEffect(
    () =>
      whenRestarted(async (again) => {
        const opened = await again.catch(() => null);
        // A recovery tells of itself.
        if (opened === null || opened.recovered !== null) return;
        showToast({
          text: 'What stores the journal had stopped, and has been started again. All that was saved is there, and what is on the screen is being saved.',
        });
      }),
    [],
  );
}

/** What quick capture took while the journal was locked. */
function useJoinedNotice() {
  useEffect(() => whenJoined(async (event) => (await joined()).sayJoined(event)), []);
}
