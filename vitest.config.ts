import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Tests drive real git, so a case may start a dozen processes.
    testTimeout: 30_000,
    // Git must see no configuration but the one a fixture gives it.
    env: { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', NO_COLOR: '1', TZ: 'UTC' },
  },
})
