// The story that the demo tells, as a list of commits: when, by whom, what they say and what they change.
//
// It retells, simplified and with made-up people and file contents, what happened in a public GitOps repository in 2026:
// a fix was taken out on the evening of the day it was made, and the outage came back in another form in June.
//
// A step has
// - `add`: paths that appear with the contents of scripts/story/files/, and `edits`: path → [from, to] pairs;
// - `name`, so that a later message or file can say `{{commit:name}}` and get the abbreviated hash;
// - `onlyKeep`: the accident. The commit is made from an empty index, so its tree holds nothing but these paths.

const mara = { name: 'Mara Lind', email: 'mara@harbour.example' }
const noor = { name: 'Noor Hadid', email: 'noor@harbour.example' }

const exclusions = 'stacks/kyverno/modules/kyverno/keel-annotations.tf'
const values = 'stacks/authentik/modules/authentik/values.yaml'
const chart = 'stacks/authentik/modules/authentik/main.tf'
const pooler = 'stacks/authentik/modules/authentik/pgbouncer.tf'
const poolerSettings = 'stacks/authentik/modules/authentik/pgbouncer.ini'
const traefik = 'stacks/traefik/modules/traefik/main.tf'
const keel = 'post-mortems/2026-05-17-authentik-keel.yaml'
const bootStorm = 'post-mortems/2026-06-10-authentik-boot-storm.yaml'

/** The edit of a record that gives one action (found by its title) another status, and other lines behind it. */
const status = (title, from, to, more = '') => [
  new RegExp(`(title: ${title}\\n(?: {4}(?!status).*\\n)*) {4}status: ${from}\\n`),
  `$1    status: ${to}\n${more}`,
]

export const steps = [
  {
    date: '2026-05-10T09:12:00Z',
    by: mara,
    message: 'Start the cluster repository',
    add: ['README.md', '.gitignore', exclusions, values, chart, pooler, poolerSettings, traefik, 'docs/authentik.md'],
  },
  {
    date: '2026-05-12T18:40:21Z',
    by: noor,
    message: 'traefik: chart 37.1.0 → 37.2.0',
    edits: { [traefik]: [['version    = "37.1.0"', 'version    = "37.2.0"']] },
  },
  {
    date: '2026-05-14T08:05:10Z',
    by: mara,
    message: 'mortem: keep incidents as records beside the stacks',
    add: ['mortem.yaml'],
    edits: { '.gitignore': [['.terraform/\n', '.terraform/\n/post-mortems/ACTION-ITEMS.md\n']] },
  },
  {
    name: 'exclude',
    date: '2026-05-17T00:07:32Z',
    by: mara,
    message: `keel: keep automatic upgrades off what is bound to a schema

Keel rolled authentik to 2026.2.3 by itself this evening and sign-in broke. Undone
by hand. From here on these namespaces are upgraded by a commit, never by Keel.

Remediates: 2026-05-17-authentik-keel#A1 (and thirteen more namespaces of its kind)`,
    edits: {
      [exclusions]: [
        [
          '    "calico-system",\n',
          `    "calico-system",
    "tigera-operator",
    # Their version is bound to a schema, or to a driver.
    "authentik",
    "cnpg-system",
    "dbaas",
    "nvidia",
    # The cluster stands on these.
    "external-secrets",
    "infra-maintenance",
    "kube-system",
    "kyverno",
    "metallb-system",
    "nfs-csi",
    "proxmox-csi",
    "sealed-secrets",
    "vpa",
`,
        ],
      ],
    },
  },
  {
    date: '2026-05-17T09:30:45Z',
    by: mara,
    message: `post-mortems: sign-in broken by an image that upgraded itself

Incident: 2026-05-17-authentik-keel`,
    add: [keel],
  },
  {
    name: 'alert',
    date: '2026-05-17T14:15:03Z',
    by: noor,
    message: `monitoring: probe the sign-in page from outside, page after three minutes

Thirteen minutes passed before one of us happened to try.`,
    add: ['stacks/monitoring/rules/sign-in.yaml'],
  },
  {
    name: 'enrol',
    date: '2026-05-17T20:59:14Z',
    by: mara,
    message: `keel: enrol nine more namespaces

With digests only, Keel cannot change a tag, so most of the list is not needed:
authentik, external-secrets, infra-maintenance, kyverno, metallb-system, nfs-csi,
proxmox-csi, sealed-secrets and vpa may upgrade themselves. Seven stay excluded.`,
    edits: {
      [exclusions]: [
        ['    "authentik",\n', ''],
        ['    # The cluster stands on these.\n    "external-secrets",\n    "infra-maintenance",\n', ''],
        ['    "kube-system",\n    "kyverno",\n    "metallb-system",\n', '    "kube-system",\n'],
        ['    "nfs-csi",\n    "proxmox-csi",\n    "sealed-secrets",\n    "vpa",\n', ''],
      ],
    },
  },
  {
    name: 'digest',
    date: '2026-05-19T17:22:48Z',
    by: mara,
    message: 'keel: one patch for both annotations, so that no poll falls between them',
    edits: {
      [exclusions]: [
        [
          'metadata = { annotations = { "keel.sh/policy" = "force" } }',
          `metadata = {
              annotations = {
                "keel.sh/policy"    = "force"
                "keel.sh/match-tag" = "true"
              }
            }`,
        ],
      ],
      [keel]: [
        status('Give a workload its digest-only annotation together with the policy, not after it', 'todo', 'done'),
      ],
    },
  },
  {
    name: 'upgrades',
    date: '2026-05-20T07:48:30Z',
    by: noor,
    message: `docs: who upgrades what [PM-2026-05-17]

- docs/upgrades.md: write down which namespaces upgrade themselves, and who upgrades
  the others`,
    add: ['docs/upgrades.md'],
    edits: {
      [exclusions]: [
        ['unless it is named here.\n', 'unless it is named here.\n# Who upgrades the others: docs/upgrades.md.\n'],
      ],
    },
  },
  {
    date: '2026-05-22T16:02:11Z',
    by: noor,
    message: 'post-mortems: note what has been done since the sign-in outage',
    edits: {
      [keel]: [
        ['review: draft', 'review: reviewed'],
        status('Page when the sign-in page stops answering', 'todo', 'done', '    commits: ["{{commit:alert}}"]\n'),
        status('Write down which namespaces upgrade themselves', 'todo', 'done'),
      ],
    },
  },
  {
    name: 'speedup',
    date: '2026-06-10T21:58:10Z',
    by: mara,
    message: `authentik: a faster first sign-in

- values.yaml: more server processes, and database connections that stay open
- traefik: keep connections from the auth proxy to the outpost open`,
    edits: {
      [values]: [
        [
          '      value: hours=2\n',
          `      value: hours=2
    - name: AUTHENTIK_WEB__WORKERS
      value: "3"
    # Saves the time to open a connection on every request.
    - name: AUTHENTIK_POSTGRESQL__CONN_MAX_AGE
      value: "60"
`,
        ],
      ],
      [traefik]: [
        [
          '        server authentik-outpost.authentik:9000;\n',
          '        server authentik-outpost.authentik:9000;\n        keepalive 32;\n',
        ],
      ],
    },
  },
  {
    date: '2026-06-10T23:41:07Z',
    by: mara,
    message: `post-mortems: draft of tonight's boot storm

Incident: 2026-06-10-authentik-boot-storm`,
    add: [bootStorm],
  },
  {
    name: 'hardening',
    date: '2026-06-11T00:26:52Z',
    by: mara,
    message: `authentik: harden the stack after the boot storm

An apply that was meant to change settings took the image back a version, and the
pods then fought over the migration lock. The whole account is in
post-mortems/2026-06-10-authentik-boot-storm.yaml.

- values.yaml: pin the image tag to the tag that is live (2026.2.4), so that no apply
  takes it back
- values.yaml: give the server's liveness probe the time that a boot takes, six times
  ten seconds
- values.yaml: take the persistent connections out again; in session mode each holds
  a slot of the pool
- pgbouncer.ini: reap idle transactions after five minutes
- traefik: leave alone what Keel writes on the deployments

Incident: 2026-06-10-authentik-boot-storm
Remediates: boot-storm#A1, boot-storm#A3 (five minutes)`,
    edits: {
      [values]: [
        [
          'server:\n  replicas: 3\n',
          `# The tag that is live. Without it the chart brings its own, and an older chart takes the image back.
global:
  image:
    tag: "2026.2.4"

server:
  replicas: 3
  # A boot waits for the migration lock; ten seconds of silence are not a reason to kill it.
  livenessProbe:
    periodSeconds: 10
    timeoutSeconds: 5
    failureThreshold: 6
`,
        ],
        [
          `    # Saves the time to open a connection on every request.
    - name: AUTHENTIK_POSTGRESQL__CONN_MAX_AGE
      value: "60"
`,
          '',
        ],
      ],
      [poolerSettings]: [
        [
          'reserve_pool_size = 5\n',
          `reserve_pool_size = 5
; A pod that was killed leaves its session behind, with the migration lock.
idle_transaction_timeout = 300
`,
        ],
      ],
      [traefik]: [
        [
          '  version    = "37.2.0"\n',
          '  version    = "37.2.0"\n\n  lifecycle {\n    ignore_changes = [metadata]\n  }\n',
        ],
      ],
    },
  },
  {
    date: '2026-06-11T09:05:36Z',
    by: mara,
    message: 'post-mortems: what the hardening did, and what it left',
    edits: {
      [bootStorm]: [
        // A3 is forgotten here, as it happens; its trailer still says that it is done.
        status('Pin the image tag to the tag that is live', 'todo', 'done'),
        status("Give the server's liveness probe the time that a boot takes", 'todo', 'done'),
        status('Take the persistent connections out again', 'todo', 'done'),
        ['action: A2\n    codified: pending', 'action: A2\n    codified: "{{commit:hardening}}"'],
      ],
    },
  },
  {
    name: 'checksum',
    date: '2026-06-12T15:33:29Z',
    by: noor,
    message: `pgbouncer: roll the pods with their configuration

Closes: code-8vr0`,
    edits: {
      [pooler]: [
        [
          '        labels = { app = "pgbouncer" }\n      }\n      spec {',
          `        labels = { app = "pgbouncer" }
        annotations = {
          "checksum/config" = sha256(kubernetes_config_map.pgbouncer.data["pgbouncer.ini"])
        }
      }
      spec {`,
        ],
      ],
    },
  },
  {
    name: 'closeout',
    date: '2026-06-18T11:20:54Z',
    by: noor,
    message: `docs: how sign-in boots, and what to do when it does not

Close out post-mortem \`2026-06-10-authentik-boot-storm.yaml\`:
- P3 write a runbook for a rollout that is stuck: DONE
- P2 raise the chart pin whenever the image moves: DONE-alt (docs/authentik.md asks for chart and image in one commit)`,
    add: ['runbooks/authentik-boot-storm.md'],
    edits: {
      'docs/authentik.md': [
        [
          /$/,
          `
A booting server takes the migration lock and checks the schema, one pod after the other. Three of them take a minute and
a half. An upgrade moves the chart and the image tag in one commit, so that neither can take the other back.
`,
        ],
      ],
    },
  },
  {
    date: '2026-06-20T08:14:40Z',
    by: mara,
    message: 'post-mortems: the boot storm is reviewed',
    edits: {
      [bootStorm]: [
        ['review: draft', 'review: reviewed'],
        ['lessons:\n', 'runbooks: [authentik-boot-storm]\nlessons:\n'],
        status('Restart the pooler when its settings change', 'todo', 'done'),
      ],
    },
  },
  {
    name: 'drop',
    date: '2026-07-02T13:20:17Z',
    by: noor,
    message: 'authentik: more memory for the workers',
    edits: { [values]: [['memory: 1Gi', 'memory: 1536Mi']] },
    onlyKeep: [values],
  },
  {
    name: 'restore',
    date: '2026-07-02T13:26:02Z',
    by: noor,
    message: `Put the repository back

{{commit:drop}} was made from an empty index and dropped everything but one file.
This restores {{commit:drop^}}'s tree, with the memory limit that was meant.`,
  },
  {
    name: 'upgrade',
    date: '2026-08-19T15:24:48Z',
    by: mara,
    message: `authentik: 2026.8.1, chart and image together

Through 2026.5 in staging; migrations took four minutes, no restarts.`,
    edits: {
      [values]: [['tag: "2026.2.4"', 'tag: "2026.8.1"']],
      [chart]: [['version    = "2026.2.2"', 'version    = "2026.8.1"']],
    },
  },
  {
    date: '2026-08-21T06:40:19Z',
    by: noor,
    message: 'traefik: chart 37.2.0 → 37.3.1',
    edits: { [traefik]: [['version    = "37.2.0"', 'version    = "37.3.1"']] },
  },
]
