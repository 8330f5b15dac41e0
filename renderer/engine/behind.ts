/** A part whose code is read behind the first screen; where that failed, once more when it is needed. */
export function behind<Part>(read: () => Promise<Part>): () => Promise<Part> {
  let reading = read();
  reading.catch(() => undefined);
  return () => {
    reading = reading.catch(read);
    return reading;
  };
}
