import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import './button.css';

export type ButtonVariant = 'plain' | 'primary' | 'danger' | 'quiet';

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'className' | 'children'> {
  readonly variant?: ButtonVariant;
  readonly icon?: LucideIcon;
  /** The accessible name; shown beside the icon unless `iconOnly`. */
  readonly children: ReactNode;
  readonly iconOnly?: boolean;
}

/** A button; of type `button`, so that it never submits a form by surprise. */
export function Button({ variant = 'plain', icon, iconOnly, children, ...rest }: ButtonProps) {
  const Icon = icon;
  return (
    <button type="button" {...rest} className={`button button-${variant}`}>
      {Icon && <Icon size={16} aria-hidden />}
      <span className={iconOnly ? 'unseen' : undefined}>{children}</span>
    </button>
  );
}
