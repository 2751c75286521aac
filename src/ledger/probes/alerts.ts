/**
 * Prometheus alerts that a file defines: `alert:` with an `expr:` beside it, as YAML, inside a heredoc of HCL or a template of
 * Helm, as `alert = "Name"` or `"alert": "Name"`. Read line by line, because most rule files are templates that no reader of
 * YAML takes. One pass, linear.
 */

/** Words about alerts, and files that no tool reads rules from. */
const noRules =
  /\.(?:md|markdown|mdx|rst|adoc|txt|html?|org|enc|gpg|age|lock|tfstate|png|jpe?g|gif|svg|ico|pdf|zip|gz|tgz|jar|woff2?)$/i

/** Behind a hyphen, a brace or nothing; a longer line is no rule. */
const longestLine = 2_000
const alertKey = /^[\s\-{,]{0,200}(["']?)alert\1\s{0,50}[:=]\s{0,50}(?:"([^"]+)"|'([^']+)'|([^\s"',}{#[\]][^"',}#]*))/
const exprKey = /(?:^|[\s\-{,])(["']?)expr\1\s{0,50}[:=]/
const comment = /^\s*(?:#|\/\/|\{\{-?\s*\/\*|\/\*|<!--)/

/** Lines before or behind `alert:` in which its `expr:` has to stand: comments and labels come between. */
const nearby = 40

export interface AlertLine {
  name: string
  /** From 1. */
  line: number
}

/** True for a file that may define alerts. */
export function isRuleFile(path: string): boolean {
  return !noRules.test(path)
}

/** The alerts that a text defines, in its order. A name in a comment, or without an expression, is none. */
export function alertsIn(text: string): AlertLine[] {
  const alerts: AlertLine[] = []
  const lines = text.split(/\r?\n/)
  let block: string | null = null
  /** An alert whose expression has not come yet, and the last expression that belongs to none. */
  let waiting: AlertLine | null = null
  let expression = -nearby
  for (const [at, whole] of lines.entries()) {
    const line = whole.slice(0, longestLine)
    if (block !== null) {
      if (line.includes(block)) block = null
      continue
    }
    if (comment.test(line)) {
      block = blockEnd(line)
      continue
    }
    const found = alertKey.exec(line)
    const hasExpression = exprKey.test(line)
    if (found) {
      const alert = { name: ((found[2] ?? found[3] ?? found[4]) as string).trim(), line: at + 1 }
      const startsItem = /^[\s,{]*-/.test(line)
      if (hasExpression || (!startsItem && at - expression < nearby)) {
        alerts.push(alert)
        waiting = null
      } else waiting = alert
      expression = -nearby
    } else if (hasExpression && waiting && at + 1 - waiting.line <= nearby) {
      alerts.push(waiting)
      waiting = null
    } else if (hasExpression) expression = at
  }
  return alerts
}

/** What ends the comment that begins on this line; null when it ends there. */
function blockEnd(line: string): string | null {
  const [start, end] = line.includes('<!--') ? ['<!--', '-->'] : ['/*', '*/']
  if (/^\s*(?:#|\/\/)/.test(line)) return null
  return line.indexOf(end, line.indexOf(start) + start.length) < 0 ? end : null
}
