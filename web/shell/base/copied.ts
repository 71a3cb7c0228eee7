/** Copies `text`. Not allowed on plain http, say: the visitor then copies it herself. */
export async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
