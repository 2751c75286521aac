/** Says how far a long reading of history has come. */
import type { History, HistoryCommit } from '../ledger/history.ts'

/** Told the number of commits read so far, now and then, and null at the end. */
export type Progress = (commits: number | null) => void

/** The history, telling `progress` of every thousandth commit. */
export function withProgress(history: History, progress: Progress | null): History {
  return progress === null ? history : { ...history, commits: () => counted(history.commits(), progress) }
}

async function* counted(commits: AsyncIterable<HistoryCommit>, progress: Progress): AsyncGenerator<HistoryCommit> {
  let read = 0
  try {
    for await (const commit of commits) {
      yield commit
      if (++read % 1000 === 0) progress(read)
    }
  } finally {
    progress(null)
  }
}
