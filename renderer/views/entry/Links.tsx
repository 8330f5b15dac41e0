import { X } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Link } from '../../domain/entry.ts';
import { Button } from '../../parts/Button.tsx';
import { Field, TextField } from '../../parts/Field.tsx';
import { openLink } from '../open-link.ts';
import type { Draft } from './draft.ts';
import { linkAddress } from './link-address.ts';
import { Problem } from './Problem.tsx';
import { useDraft } from './use-draft.ts';

/** Evidence: where it can be seen, and what it said, for the day when access has ended. */
export function Links({ draft }: { readonly draft: Draft }) {
  const links = useDraft(draft, ({ form }) => form.links);
  const field = useRef<HTMLInputElement>(null);
  const [address, setAddress] = useState('');
  const [problem, setProblem] = useState<string>();

  const set = (next: readonly Link[]) => draft.change({ links: next });
  const add = () => {
    const read = linkAddress(address);
    if ('problem' in read) return setProblem(read.problem);
    set([...links, { url: read.url, label: '', quote: '' }]);
    setAddress('');
    setProblem(undefined);
  };

  return (
    <div className="entry-links">
      <div className="entry-add-link">
        <TextField
          ref={field}
          label="Link"
          inputMode="url"
          placeholder="https://…"
          problem={problem}
          value={address}
          onChange={(event) => {
            setAddress(event.target.value);
            setProblem(undefined);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            add();
          }}
          onBlur={({ currentTarget, relatedTarget }) => {
            // An address that was typed and left is meant; only `Add link` itself adds it by its click.
            const adding = currentTarget.closest('.entry-add-link')?.contains(relatedTarget);
            if (address.trim() !== '' && !adding) add();
          }}
        />
        <Button onClick={add}>Add link</Button>
      </div>
      <Problem draft={draft} field="links" name="A link" />
      {links.length > 0 && (
        <ul aria-label="Links">
          {links.map((link, index) => (
            <LinkItem
              // Links have no identity of their own; the place in the list is all there is.
              key={index}
              link={link}
              onChange={(next) => set(links.with(index, next))}
              onRemove={() => {
                set(links.toSpliced(index, 1));
                // The button goes away, and would take the focus with it.
                field.current?.focus();
              }}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

function LinkItem(props: {
  readonly link: Link;
  readonly onChange: (link: Link) => void;
  readonly onRemove: () => void;
}) {
  const { link, onChange, onRemove } = props;
  const shown = link.url.replace(/^https?:\/\/(www\.)?|^mailto:/, '');
  return (
    <li className="entry-link">
      <div className="entry-link-head">
        <a
          href={link.url}
          title={link.url}
          rel="noopener noreferrer"
          onClick={(event) => {
            // The page itself never leaves the journal.
            event.preventDefault();
            openLink(link.url);
          }}
        >
          {shown}
        </a>
        <Button variant="quiet" icon={X} iconOnly onClick={onRemove}>
          Remove {shown}
        </Button>
      </div>
      <TextField
        label="Label"
        value={link.label}
        onChange={(event) => onChange({ ...link, label: event.target.value })}
      />
      <Field label="Quote">
        {(ties) => (
          <textarea
            {...ties}
            className="input"
            rows={2}
            autoComplete="off"
            spellCheck={false}
            placeholder="What it says, in its own words"
            value={link.quote}
            onChange={(event) => onChange({ ...link, quote: event.target.value })}
          />
        )}
      </Field>
    </li>
  );
}
