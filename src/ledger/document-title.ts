/** A post-mortem's title as a person says it: its heading without kind, date and Markdown marks. */

/** `# Post-mortem: Boot storm (2026-06-10)` → `Boot storm`; null when nothing is left. */
export function documentTitle(heading: string): string | null {
  const plain = heading
    .replace(/[ \t]#+$/, '')
    .replace(/[`*]/g, '')
    .trim()
    .replace(/^(?:post[- ]?mortem|post[- ]incident review|incident(?: report)?|outage|rca)\s*[:—–-]\s*/i, '')
    .replace(/^\d{4}-\d{2}-\d{2}\s*[:—–-]\s*/, '')
    .replace(/\s*(?:[(—–-]\s*)?\d{4}-\d{2}-\d{2}\)?$/, '')
    .trim()
  return plain === '' ? null : plain
}
