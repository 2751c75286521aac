/** What the rules must not say: a person who is right must not be told to correct the text. */
import { describe, expect, test } from 'vitest'
import { rules } from '../../src/checks/rules.ts'
import type { RuleId } from '../../src/model/rules.ts'
import { checked } from './ledger-of.ts'

async function messages(rule: RuleId, record: string): Promise<string[]> {
  const context = await checked([record])
  return rules[rule].find({ ...context, now: Date.UTC(2026, 6, 1) / 1000 }).map(({ message }) => message)
}

describe('duration-mismatch: 50 minutes from 22:20 to 23:10', () => {
  const record = (summary: string, impact = 'null', times = '') => `id: 2026-06-10-x
title: X
times: { started: 2026-06-10T22:20:00Z, ${times}resolved: 2026-06-10T23:10:00Z }
summary: ${JSON.stringify(summary)}
impact: { duration: ${impact} }
`
  test.each([
    'Sign-in was down for 50 minutes.',
    'A ~50min outage.',
    'It was down for about an hour.',
    'The outage lasted 45 min.',
    'The site was down. Three days later, 3 hours of logs were read.',
    'It was down; 3 hours later the cause was found.',
    'The probe fires every 10 minutes while the site is down.',
    'The outage cost 5 minutes of data lost.',
    'Two of 3 nodes were down for 50 minutes.',
    'The site was down within 2 minutes of the deploy.',
    'It went down after 3 days of growing queues.',
    'The host had been down 2 hours before, too.',
    'The certificate was 90 days old when the site went down.',
    'A 30-day certificate expired, and the site was down.',
    'Sign-in was down. The timeout of 5 minutes hid it.',
    'The outage was seen 10 minutes in.',
    'It was down for the first time in 400 days.',
    'The alert waits for 15 minutes of downtime.',
    'Down from 22:20 to 23:10, in the second outage in 7 days.',
    'The outage was in the last 24 hours.',
    'Latency went down by 200 h of queue time.',
    'The breakdown 10 hours ahead was unrelated.',
    'The countdown of 5 minutes ran out.',
    'The outage began 12 hours after the upgrade.',
    'An outage at 3 h 10 was not this one.',
    'It went down for 2 of 3 nodes.',
    'Retries back off up to 2 hours when a service is unavailable.',
    'It was unavailable to 20 % of users, who wait 2 minutes on average.',
    'The queue was down to 3 hours.',
    'The service was degraded at a rate of 5 errors per 1 min.',
  ])('%s', async (summary) => {
    expect(await messages('duration-mismatch', record(summary))).toEqual([])
  })

  test.each([
    ['Sign-in was down for 3 hours.', '3 hours'],
    ['A 5-hour outage.', '5-hour'],
    ['The outage lasted 2 hours 10 minutes.', '2 hours 10 minutes'],
    ['The outage lasted about 120 min.', '120 min'],
    ['A ~3h outage of everything.', '3h'],
    ['Downtime: 4 hours.', '4 hours'],
    ['Everything was unavailable for roughly 2 days.', '2 days'],
  ])('%s is a mismatch', async (summary, text) => {
    expect(await messages('duration-mismatch', record(summary))).toEqual([
      `"${text}" is stated, but from times.started to times.resolved it is 50 min`,
    ])
  })

  test('a key that says duration is taken at its word, once', async () => {
    expect(await messages('duration-mismatch', record('x', 'PT50M or 50 minutes'))).toEqual([])
    expect(await messages('duration-mismatch', record('x', '3 hours'))).toHaveLength(1)
  })

  test('the time to mitigate is a duration of the outage too', async () => {
    const text = record('Sign-in was down for 20 minutes.', 'null', 'mitigated: 2026-06-10T22:40:00Z, ')
    expect(await messages('duration-mismatch', text)).toEqual([])
  })

  test('partial times give no duration to disagree with', async () => {
    const text = record('Down for 3 hours.').replace('2026-06-10T22:20:00Z', '2026-06-10')
    expect(await messages('duration-mismatch', text)).toEqual([])
  })
})

describe('times-order', () => {
  const order = (times: string) => messages('times-order', `id: 2026-06-10-x\ntitle: X\ntimes: { ${times} }\n`)

  test.each([
    ['the same moment', 'started: 2026-06-10T22:20Z, detected: 2026-06-10T22:20Z'],
    ['seconds in the same minute', 'started: 2026-06-10T22:20:40Z, detected: 2026-06-10T22:20Z'],
    ['a day that holds the moment', 'started: 2026-06-10T22:20Z, resolved: 2026-06-10'],
    ['an hour that holds the moment', 'started: 2026-06-10T22:40Z, resolved: 2026-06-10T22'],
    ['a month that holds the day', 'started: 2026-06-10, resolved: 2026-06'],
    ['an approximate time', 'started: 2026-06-10T22:20Z, detected: "~2026-06-10T22:10Z"'],
    ['an approximate start', 'started: "~2026-06-10T22:20Z", detected: 2026-06-10T22:10Z'],
    ['other offsets', 'started: "2026-06-11T01:20:00+03:00", resolved: 2026-06-10T23:10:00Z'],
    ['nothing known', 'started: null, resolved: null'],
    ['one known', 'resolved: 2026-06-10T22:20Z'],
    // Somebody may take a page on before the alert's own time, or fix it before anybody noticed.
    [
      'mitigated before detected',
      'started: 2026-06-10T22:00Z, mitigated: 2026-06-10T22:30Z, resolved: 2026-06-10T23:00Z',
    ],
  ])('%s is in order', async (_, times) => {
    expect(await order(times)).toEqual([])
  })

  test.each([
    ['a moment before the day', 'started: 2026-06-10, resolved: 2026-06-09T23:59:59Z'],
    ['a month before', 'started: 2026-06, resolved: 2026-05'],
    ['a year that was mistyped', 'started: 2026-06-10T22:20Z, detected: 2025-06-10T22:30Z'],
    ['the offset makes it earlier', 'started: 2026-06-10T22:20Z, resolved: "2026-06-10T23:10:00+03:00"'],
  ])('%s is not', async (_, times) => {
    expect(await order(times)).toHaveLength(1)
  })

  test('one slip is said once, of the time that is out of order', async () => {
    const times =
      'started: 2026-06-10T22:20Z, detected: 2026-06-10T22:00Z, mitigated: 2026-06-10T23:00Z, resolved: 2026-06-10T23:10Z'
    expect(await order(times)).toEqual([
      'times.detected (2026-06-10T22:00Z) is before times.started (2026-06-10T22:20Z)',
    ])
  })
})

test('timeline-order lets partial and approximate times be, and says one slip once', async () => {
  const timeline = (...at: string[]) =>
    messages(
      'timeline-order',
      `id: 2026-06-10-x\ntitle: X\ntimeline:\n${at.map((time) => `  - { at: "${time}", event: x }\n`).join('')}`,
    )
  expect(
    await timeline('2026-06-10T22:40Z', '2026-06-10', '~2026-06-10T22:00Z', '2026-06-10T22', '2026-06-10T22:41Z'),
  ).toEqual([])
  expect(await timeline('2026-06-10T22:40Z', '2025-06-10T22:41Z', '2026-06-10T22:42Z')).toHaveLength(1)
})

test('a settled past is no finding: done without links in a shallow clone, wont-do, closed reviews', async () => {
  const text = `id: 2026-06-10-x
title: X
review: published
severity: sev 2
status: resolved
times: { started: 2026-06-10T22:00Z, resolved: 2026-06-10T23:00Z }
actions: [{ id: A1, title: One, status: wont-do, resolution: no }]
`
  for (const rule of ['review-overdue', 'unproven-done', 'missing-owner', 'needs-review', 'schema'] as const)
    expect(await messages(rule, text)).toEqual([])
})
