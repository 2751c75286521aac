import { openProject } from '../../project/project.ts'
import { type Answered, answer } from '../../project/why/why.ts'
import { UsageError } from '../exit.ts'
import type { Io } from '../io.ts'
import { readQuestion } from '../why-question.ts'
import { showWhy } from '../why-text.ts'
import { complainOf, readLedger } from './status.ts'

interface Options {
  at?: string
  json?: boolean
}

export async function run(io: Io, [asked]: [string], { at, json }: Options): Promise<number> {
  const project = await openProject(io.cwd, io.env, io.progress)
  const question = await readQuestion(project, io.cwd, asked, at ?? null)
  const { ledger, problems } = await readLedger(project, at)
  const answered = await answer(project, ledger, question).catch((error: unknown): Answered => {
    if (!(error instanceof Error) || error.name !== 'NoSuchLine') throw error
    throw new UsageError(error.message, (error as Error & { next?: string }).next ?? null)
  })
  if (json) io.print(JSON.stringify(answered.report, null, 2))
  else io.print(await showWhy(answered, project, ledger, io))
  return complainOf(problems, io)
}
