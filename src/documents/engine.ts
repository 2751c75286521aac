/**
 * Handlebars, with the few helpers that templates need. A template places values; what it places is a Phrase or a
 * Block and so writes itself as safe Markdown. Strings of data never reach a template, and data is never compiled.
 */
import Handlebars from 'handlebars'
import type { Block } from '../markdown/block.ts'
import type { Phrase } from '../markdown/phrase.ts'
import { regionsOf } from '../markdown/regions.ts'
import type { Templates } from './context.ts'
import { helpers, TemplateFault } from './helpers.ts'

/** What a view holds. No string: text from data is a Phrase, so that it cannot be pasted unescaped. */
export type ViewValue = Phrase | Block | number | boolean | null | readonly ViewValue[] | View
export interface View {
  readonly [name: string]: ViewValue
}

/** A template that cannot be read or asks for what is not there; only an override can cause it. */
export class TemplateError extends Error {
  override name = 'TemplateError'
  readonly file: string
  /** 1-based, null when only the whole is wrong. */
  readonly line: number | null

  constructor(file: string, line: number | null, message: string) {
    super(message)
    this.file = file
    this.line = line
  }
}

export interface Engine {
  /** The document with bare region markers, ending in one line end. Throws TemplateError. */
  render: (name: string, view: View) => string
}

/** Handlebars names the object in its message about a missing value, and nothing without a prototype has a name. */
const nameless: object = Object.assign(Object.create(null), { [Symbol.toPrimitive]: () => 'the view' })

const engines = new WeakMap<Templates, Engine>()

/** One engine per set of templates, so that a run compiles each template once. */
export function engineOf(templates: Templates): Engine {
  const engine = engines.get(templates) ?? createEngine(templates)
  engines.set(templates, engine)
  return engine
}

function createEngine(templates: Templates): Engine {
  const handlebars = Handlebars.create()
  handlebars.registerHelper(helpers)
  const compiled = new Map<string, Handlebars.TemplateDelegate>()
  const compile = (name: string, text: string): Handlebars.TemplateDelegate => {
    const template = handlebars.compile(text, {
      noEscape: true,
      strict: true,
      preventIndent: true,
      knownHelpersOnly: true,
      // `log` writes to the console, which rendering must not.
      knownHelpers: {
        ...Object.fromEntries(Object.keys(helpers).map((key) => [key, true])),
        log: false,
      } as KnownHelpers,
    })
    compiled.set(name, template)
    return template
  }
  return {
    render(name, view) {
      const source = templates.get(name)
      if (!source) throw new TemplateError(name, null, `there is no template ${name}`)
      try {
        // Without a prototype, `{{constructor}}` is a name like any other that is not there.
        const bare: View = Object.assign(Object.create(nameless), view)
        const text = String((compiled.get(name) ?? compile(name, source.text))(bare))
        checkRegions(text)
        return `${text.trim()}\n`
      } catch (error) {
        throw asTemplateError(error, source.file)
      }
    },
  }
}

type KnownHelpers = NonNullable<NonNullable<Parameters<typeof Handlebars.compile>[1]>['knownHelpers']>

/** Without regions a document would be written once and then be a stranger's file. */
function checkRegions(text: string): void {
  const { regions, problems } = regionsOf(text)
  const [problem] = problems
  if (problem) throw new TemplateFault(problem.message, null)
  if (regions.length === 0) throw new TemplateFault('has no {{#region}}, so the document could never be renewed', null)
}

/** Everything that a template can do wrong; what is our own bug passes unchanged. */
function asTemplateError(error: unknown, file: string): unknown {
  if (!(error instanceof Error)) return error
  if (error instanceof TemplateFault) return new TemplateError(file, error.line, error.message)
  const parse = /^Parse error on line (\d+):\n?([\s\S]*)$/.exec(error.message)
  if (parse) return new TemplateError(file, Number(parse[1]), `is not a template: ${lastLine(parse[2] ?? '')}`)
  const position = / - (\d+):\d+$/.exec(error.message)
  if (!(error instanceof Handlebars.Exception) && !position) return error
  const line = error instanceof Handlebars.Exception ? error.lineNumber : undefined
  return new TemplateError(file, line ?? (position ? Number(position[1]) : null), said(error.message))
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}

/** Handlebars' two commonest messages in words that say what to do. */
function said(message: string): string {
  const plain = message.replace(/ - \d+:\d+$/, '')
  const missing = /^"(.+)" not defined in /.exec(plain)
  if (missing)
    return `there is no value "${missing[1]}" here; the comment at the top of the built-in template lists them`
  const helper = /unknown helper (\S+)$/.exec(plain)
  return helper
    ? `there is no helper "${helper[1]}"; known are ${Object.keys(helpers).join(', ')}, if, unless, each, with`
    : plain
}
