/** Durations: computed from times, written as ISO 8601 in JSON and in words for people. Always whole seconds. */

/** 3000 → `PT50M`; 93600 → `P1DT2H`. Days are 24 hours. */
export function isoDuration(seconds: number): string {
  const days = Math.floor(seconds / 86_400)
  const parts = [
    [Math.floor((seconds % 86_400) / 3600), 'H'],
    [Math.floor((seconds % 3600) / 60), 'M'],
    [Math.floor(seconds % 60), 'S'],
  ] as const
  const clock = parts.map(([n, unit]) => (n ? `${n}${unit}` : '')).join('')
  if (!days && !clock) return 'PT0S'
  return `P${days ? `${days}D` : ''}${clock ? `T${clock}` : ''}`
}

/** 3000 → `50 min`; 93600 → `1 d 2 h`. The two largest units, which is what a person can compare. */
export function spokenDuration(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor((seconds % 86_400) / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [Math.floor(seconds % 60), 's'],
  ] as const
  const first = parts.findIndex(([n]) => n > 0)
  if (first < 0) return '0 s'
  return parts
    .slice(first, first + 2)
    .filter(([n]) => n > 0)
    .map(([n, unit]) => `${n} ${unit}`)
    .join(' ')
}

/** Seconds of an ISO 8601 duration of days, hours, minutes and seconds (`P3D`, `PT4H30M`); null when it is none. */
export function parseIsoDuration(text: string): number | null {
  const match = /^P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?$/.exec(text)
  if (!match || text.length < 3 || text.endsWith('T')) return null
  const [weeks, days, hours, minutes, seconds] = match.slice(1).map((n) => Number(n ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ]
  return (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds
}
