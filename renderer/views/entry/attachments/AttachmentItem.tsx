import {
  Download,
  File,
  FileArchive,
  FileImage,
  FileMusic,
  FileText,
  FileVideoCamera,
  type LucideIcon,
  X,
} from 'lucide-react';
import { type Attachment, isText } from '../../../domain/attachment.ts';
import { Button } from '../../../parts/Button.tsx';
import { sizeText } from '../../size-text.ts';
import { saveCopy } from './actions.ts';
import { useThumbnail } from './use-thumbnail.ts';

interface AttachmentItemProps {
  readonly attachment: Attachment;
  readonly onOpen: () => void;
  /** Undefined where it cannot be removed. */
  readonly onRemove: (() => void) | undefined;
}

/** One attached file. What has a small picture was decoded once already, so it can be shown. */
export function AttachmentItem({ attachment, onOpen, onRemove }: AttachmentItemProps) {
  const { id, name, type, size } = attachment;
  const thumbnail = useThumbnail(id);
  const opens = thumbnail !== null || isText(type);
  return (
    <li className="attachment">
      <div className="attachment-face">
        <Face type={type} thumbnail={thumbnail} />
        <div className="attachment-words">
          {opens ? (
            <button type="button" className="attachment-name" title={name} onClick={onOpen}>
              <span className="unseen">Open </span>
              {name}
            </button>
          ) : (
            <span className="attachment-name" title={name}>
              {name}
            </span>
          )}
          <span className="attachment-size">{sizeText(size)}</span>
        </div>
      </div>
      <Button variant="quiet" icon={Download} iconOnly onClick={() => void saveCopy(attachment)}>
        Save a copy of {name}…
      </Button>
      {onRemove && (
        <Button variant="quiet" icon={X} iconOnly onClick={onRemove}>
          Remove {name}
        </Button>
      )}
    </li>
  );
}

function Face({ type, thumbnail }: { readonly type: string; readonly thumbnail: string | null }) {
  if (thumbnail !== null) return <img className="attachment-picture" src={thumbnail} alt="" />;
  const Icon = iconOf(type);
  return (
    <span className="attachment-picture">
      <Icon size={18} aria-hidden />
    </span>
  );
}

function iconOf(type: string): LucideIcon {
  if (type.startsWith('image/')) return FileImage;
  if (type.startsWith('video/')) return FileVideoCamera;
  if (type.startsWith('audio/')) return FileMusic;
  if (type.startsWith('text/') || type === 'application/pdf') return FileText;
  return /zip|compressed|x-tar|gzip/.test(type) ? FileArchive : File;
}
