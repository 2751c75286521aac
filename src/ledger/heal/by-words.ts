/**
 * For a bare hash in a document of which nothing else is known: the words, tags and dates beside it. A proposal for a
 * person, never more.
 */
import { readHeader } from '../../message/header.ts'
import { coverage, tellingWords } from '../likeness.ts'
import type { Ground } from './ground.ts'

const day = 86_400

/** Share of a subject's words that must stand beside the hash, and how far ahead of the next best it must be. */
const enough = 0.5
const ahead = 0.15

/** Days behind a date in which the commit may have been made. */
const within = 2

/**
 * The commits that the text beside a hash describes, best alone: one that is as likely stands beside it. `text`: all rows
 * that hold the hash. `about`: the day of the incident, `2026-06-10`; null when unknown.
 */
export function byWords(text: string, about: string | null, ground: Ground): number[] {
  const words = tellingWords(text)
  const days = [
    ...new Set([...text.slice(0, 4000).matchAll(/(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])/g)].map(([date]) => date)),
  ]
  const starts = (days.length > 0 ? days : about ? [about] : []).map((date) => Date.parse(`${date}T00:00:00Z`) / 1000)
  const scored = ground.graph.commits.flatMap(({ subject, authored, committed }, n) => {
    const near = (time: number) => starts.some((start) => time >= start - day && time < start + (within + 1) * day)
    const tagged = about !== null && subject.includes(about)
    if (!tagged && !near(authored) && !near(committed)) return []
    const said = tellingWords(readHeader(subject, false).text)
    const held = coverage(said, words)
    return said.size >= 3 && held >= enough ? [{ n, score: held + (tagged ? 0.25 : 0) }] : []
  })
  const best = Math.max(...scored.map(({ score }) => score), 0)
  return scored.filter(({ score }) => best - score < ahead).map(({ n }) => n)
}
