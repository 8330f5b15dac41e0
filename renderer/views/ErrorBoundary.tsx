import { Component, type ReactNode } from 'react';
import { Button } from '../parts/Button.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { failureDetail, failureText } from './failure-texts.ts';

interface Props {
  readonly children: ReactNode;
}

interface State {
  readonly error: unknown;
}

/** Stands in for a screen that broke, and says that nothing written is lost. Key it by screen, so that another screen starts anew. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return <Failed error={error} onRetry={() => this.setState({ error: null })} />;
  }
}

interface FailedProps {
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** What happened, what was kept, and the way on. */
export function Failed({ error, onRetry }: FailedProps) {
  const { title, text } = failureText(error);
  const detail = failureDetail(error);
  return (
    <div role="alert">
      <EmptyState
        title={title}
        actions={
          <Button variant="primary" onClick={onRetry}>
            Try again
          </Button>
        }
      >
        <p>{text}</p>
        {detail !== null && <p>{detail}</p>}
      </EmptyState>
    </div>
  );
}
