/**
 * Lets what is dragged be dropped into a field and nowhere else, and a file nowhere at all: the
 * browser would leave the page for it.
 */
export function refuseDrops(): void {
  const refuse = (event: DragEvent) => {
    const file = event.dataTransfer?.types.includes('Files') ?? false;
    if (!file && event.composedPath().some(isField)) return;
    event.preventDefault();
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'none';
  };
  window.addEventListener('dragover', refuse);
  window.addEventListener('drop', refuse);
}

function isField(target: EventTarget): boolean {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}
