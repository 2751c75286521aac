/** The questions that are asked in a terminal. Loaded only when one is. */
import { updateSettings } from '@clack/prompts'

// ^D closes the input, and a question that nobody can answer any more would never end: it leaves, as ^C does.
updateSettings({ aliases: { '\x04': 'cancel' } })

export { confirm, intro, isCancel, log, select, selectKey, text } from '@clack/prompts'
