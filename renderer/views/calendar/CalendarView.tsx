import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { type Day, dayOf, formatMonth, type Month } from '../../domain/day.ts';
import { engine } from '../../engine/client.ts';
import { Button } from '../../parts/Button.tsx';
import { counted } from '../counted.ts';
import { Failed } from '../ErrorBoundary.tsx';
import { longDay } from '../journal/day-labels.ts';
import { lookFor } from '../journal/journal.ts';
import { navigate } from '../route.ts';
import { useAnswer } from '../use-answer.ts';
import { type CalendarMonth, monthsOf, shadeOf, WEEKDAYS } from './year.ts';
import './calendar.css';

/** Where the reader was, for as long as the page lives. */
let lastYear: number | null = null;

/** A year at a glance: how much was written on each day, and the way to it. */
export function CalendarView() {
  const [year, setYear] = useState(() => lastYear ?? new Date().getFullYear());
  const { answer, error, askAgain } = useAnswer(useCallback(() => engine.days(year), [year]));
  useEffect(() => {
    lastYear = year;
  }, [year]);

  if (error !== null) return <Failed error={error} onRetry={askAgain} />;
  const counts = answer ?? new Map<Day, number>();
  const months = monthsOf(year);
  const written = months.flatMap(({ days }) => days).filter((day) => counts.has(day)).length;
  return (
    <section className="screen calendar" aria-label="Calendar">
      <header className="screen-head">
        <h1>
          <span className="unseen">Calendar of </span>
          {year}
        </h1>
        <p role="status" className="quiet">
          {answer && `Written on ${counted(written, 'day', 'days')}`}
        </p>
        <div className="calendar-years">
          <Button icon={ChevronLeft} iconOnly onClick={() => setYear(year - 1)}>
            Previous year
          </Button>
          <Button onClick={() => setYear(new Date().getFullYear())}>This year</Button>
          <Button icon={ChevronRight} iconOnly onClick={() => setYear(year + 1)}>
            Next year
          </Button>
        </div>
      </header>
      <div className="calendar-months">
        {months.map((month) => (
          <MonthOfDays key={month.month} month={month} counts={counts} />
        ))}
      </div>
      <Legend />
    </section>
  );
}

interface MonthOfDaysProps {
  readonly month: CalendarMonth;
  readonly counts: ReadonlyMap<Day, number>;
}

function MonthOfDays({ month: { month, days, column }, counts }: MonthOfDaysProps) {
  const today = dayOf(new Date());
  const total = days.reduce((sum, day) => sum + (counts.get(day) ?? 0), 0);
  return (
    <section aria-label={formatMonth(month)}>
      <h2>
        {monthName(month)}
        <span className="unseen"> {counted(total, 'entry', 'entries')}</span>
      </h2>
      <div className="calendar-weekdays" aria-hidden>
        {WEEKDAYS.map(({ day, initial }) => (
          <span key={day}>{initial}</span>
        ))}
      </div>
      <ol className="calendar-days">
        {days.map((day, index) => (
          <li key={day} style={index === 0 ? { gridColumnStart: column + 1 } : undefined}>
            <DayCell day={day} count={counts.get(day) ?? 0} isToday={day === today} />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface DayCellProps {
  readonly day: Day;
  readonly count: number;
  readonly isToday: boolean;
}

/** A day with entries is a button to them; one without is only a number. */
function DayCell({ day, count, isToday }: DayCellProps) {
  const number = Number(day.slice(8));
  const marks = { 'data-shade': shadeOf(count), 'data-today': isToday || undefined };
  if (count === 0) return <span {...marks}>{number}</span>;
  const text = `${longDay(day)}: ${counted(count, 'entry', 'entries')}`;
  return (
    <button type="button" {...marks} title={text} aria-label={text} onClick={() => open(day)}>
      {number}
    </button>
  );
}

function open(day: Day) {
  lookFor({ search: `from:${day} to:${day}` });
  navigate({ screen: 'journal' });
}

function monthName(month: Month): string {
  return formatMonth(month)
    .replace(/\s*\d{4}\s*/, ' ')
    .trim();
}

function Legend() {
  return (
    <p className="calendar-legend" aria-hidden>
      None
      {[0, 1, 2, 3, 4].map((shade) => (
        <span key={shade} data-shade={shade} />
      ))}
      5 or more
    </p>
  );
}
