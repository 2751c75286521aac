import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Tests drive real git and the built program, so a case may start a dozen processes.
    testTimeout: 60_000,
    // Most of the time is spent waiting for those processes; one worker a core keeps two cores busy.
    maxWorkers: Math.max(2, availableParallelism()),
    // Git must see no configuration but the one a fixture gives it.
    env: { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', NO_COLOR: '1', TZ: 'UTC' },
  },
})
