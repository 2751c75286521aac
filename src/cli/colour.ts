/** Colours that a person's terminal shows and a pipe never sees. */
import { bold, dim, green, red, yellow } from 'yoctocolors'
import type { Io } from './io.ts'

const paints = { bold, dim, green, red, yellow }

/** yoctocolors looks at the environment only, so whether the output is a terminal is asked here. */
export function painter({ colour }: Io): (paint: keyof typeof paints, text: string) => string {
  return (paint, text) => (colour ? paints[paint](text) : text)
}
