import type { Line } from './lines.ts'

/** Skip marks of GitHub, GitLab, CircleCI, Netlify and Vercel in brackets, and Azure's `***NO_CI***`. */
const MARK =
  /\s?(?:\[((?:skip|no)[ -](?:ci|cd|actions|checks|netlify|vercel|deploy|travis|azurepipelines)|(?:ci|cd|actions|netlify|vercel|travis)[ -]skip)\]|\*\*\*(NO_CI)\*\*\*)/gi

/** Looks at everything, as CI systems do, but for text that is only shown. Lower case, once each. */
export function readMarks(message: string, lines: readonly Line[]): string[] {
  if (!message.includes('[') && !message.includes('***')) return []
  const marks = new Set<string>()
  for (const { text, quoted } of lines) {
    if (quoted || (!text.includes('[') && !text.includes('***'))) continue
    for (const match of text.matchAll(MARK)) {
      // `[ci skip]` in code font is talked about.
      if (text[match.index - 1] === '`' || text.startsWith(' `', match.index - 1)) continue
      marks.add((match[1] ?? match[2] ?? '').toLowerCase())
    }
  }
  return [...marks]
}

export function withoutMarks(text: string): string {
  return text.includes('[') || text.includes('***') ? text.replace(MARK, '') : text
}
