/** The running text of a message: paragraphs that are neither lists, trailers nor code. */

/** At most this much of a body is read for a draft; a person reads the rest. */
const enough = 20_000

export function paragraphsOf(body: string): string[] {
  const found: string[] = []
  let open = ''
  const close = () => {
    if (open) found.push(open)
    open = ''
  }
  let listed = false
  for (const line of body.slice(0, enough).split('\n')) {
    const text = line.trim()
    if (text === '') {
      close()
      listed = false
    } else if (/^(?:[-*+•]|\d{1,3}[.)])\s/.test(text)) {
      close()
      listed = true
    } else if (listed && /^\s/.test(line)) continue
    else if (
      /^[A-Za-z][A-Za-z-]*(?:-by)?:\s\S/.test(text) &&
      open === '' &&
      /-by:|^(?:refs?|closes|fixes|change-id)/i.test(text)
    )
      continue
    else {
      listed = false
      open = open ? `${open} ${text}` : text
    }
  }
  close()
  // The line that introduces a list says nothing without it.
  return found.filter((paragraph) => !/^[^.]{1,120}:$/.test(paragraph))
}

export function sentencesOf(body: string): string[] {
  return paragraphsOf(body).flatMap((paragraph) => paragraph.split(/(?<=[.!?])\s+(?=[A-Z`"])/))
}
