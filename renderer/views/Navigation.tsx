import { Award, CalendarDays, FileText, NotebookPen, Settings } from 'lucide-react';
import { hrefOf, type Route } from './route.ts';

const LINKS = [
  { screen: 'journal', name: 'Journal', icon: NotebookPen },
  { screen: 'calendar', name: 'Calendar', icon: CalendarDays },
  { screen: 'competencies', name: 'Competencies', icon: Award },
  { screen: 'summaries', name: 'Summaries', icon: FileText },
  { screen: 'settings', name: 'Settings', icon: Settings },
] as const;

export function Navigation({ route }: { readonly route: Route }) {
  return (
    <nav className="navigation" aria-label="Main">
      <p className="wordmark">Staff Journal</p>
      {LINKS.map(({ screen, name, icon: Icon }) => (
        <a
          key={screen}
          href={hrefOf({ screen })}
          aria-current={screen === homeOf(route) ? 'page' : undefined}
        >
          <Icon size={17} strokeWidth={1.75} aria-hidden />
          <span>{name}</span>
        </a>
      ))}
    </nav>
  );
}

/** Entries and the trash are places of the journal. */
function homeOf({ screen }: Route): Route['screen'] {
  return screen === 'entry' || screen === 'new' || screen === 'trash' ? 'journal' : screen;
}
