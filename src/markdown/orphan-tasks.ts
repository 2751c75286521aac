/**
 * A repair of mdast-util-gfm-task-list-item 2.0: `[x]` after an empty list item (`+` on the line before) is no task, yet
 * the parser takes it for one of whatever is around, and loses it. Here it becomes the text that it is.
 */

interface Token {
  type: string
}

interface Compiler {
  stack: { type: string; checked?: boolean | null }[]
  enter(node: unknown, token: Token): void
  exit(token: Token): void
  sliceSerialize(token: Token): string
}

/** A plugin for unified, behind remark-gfm. */
export function orphanTasks(this: { data(): object }): void {
  const data = this.data() as { fromMarkdownExtensions?: unknown[] }
  data.fromMarkdownExtensions ??= []
  data.fromMarkdownExtensions.push({
    exit: { taskListCheckValueChecked: value, taskListCheckValueUnchecked: value, taskListCheck: check },
  })
}

function value(this: Compiler, token: Token): void {
  const item = this.stack.at(-2)
  if (item?.type === 'listItem') item.checked = token.type === 'taskListCheckValueChecked'
}

function check(this: Compiler, token: Token): void {
  if (this.stack.at(-2)?.type === 'listItem') return
  this.enter({ type: 'text', value: this.sliceSerialize(token) }, token)
  this.exit(token)
}
