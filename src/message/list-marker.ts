const MARKER = /^(?:[-*+•‣]|\d{1,3}[.)])\s+(?=\S)/
const RULE = /^(?:[-*_]\s*){3,}$/

/** Length of the list marker and the space behind it, 0 when the text (without indent) is no list item. */
export function markerLength(text: string): number {
  const code = text.charCodeAt(0)
  // `-`, `*`, `+`, a digit or a bullet; anything else needs no pattern.
  if (code !== 45 && code !== 42 && code !== 43 && code < 0x2022 && !(code >= 48 && code <= 57)) return 0
  const marker = MARKER.exec(text)
  if (marker === null || RULE.test(text)) return 0
  return marker[0].length
}

export function isListItem(text: string): boolean {
  return markerLength(text) > 0
}
