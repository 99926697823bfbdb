// Every setting of `magpie serve` and `magpie worker`, declared once: the flags and their help, the variables and
// the members of `magpie.json` all follow from this table. What a value may be is config.ts's business; this file
// loads nothing, because the command line needs it before it knows which command runs.

export interface Setting {
  /** Commander's notation; undefined where a value must not be seen in the list of processes. */
  readonly flag?: string
  readonly variable: string
  readonly help: string
  /** Names a file or folder. */
  readonly path?: true
  /** Means nothing to `magpie worker`, which answers nobody. */
  readonly serveOnly?: true
}

/** The keys are the members of `magpie.json`. */
export const settings = {
  data: {
    flag: '--data <dir>',
    variable: 'MAGPIE_DATA',
    path: true,
    help: 'folder of the embedded database, keys and results (./magpie-data)',
  },
  listen: {
    flag: '--listen <host:port>',
    variable: 'MAGPIE_LISTEN',
    serveOnly: true,
    help: 'where the API answers; port 0 is any free one (127.0.0.1:8080)',
  },
  metricsListen: {
    flag: '--metrics-listen <host:port>',
    variable: 'MAGPIE_METRICS_LISTEN',
    help: 'where GET /metrics answers unsigned (signed only, with the API)',
  },
  logLevel: {
    flag: '--log-level <error|warn|info|debug>',
    variable: 'MAGPIE_LOG_LEVEL',
    help: 'what the log on standard error tells; debug: every request and batch (info)',
  },
  databaseUrl: {
    flag: '--database-url <url>',
    variable: 'MAGPIE_DATABASE_URL',
    help: 'a PostgreSQL server, version 15 or newer (embedded, in the data folder)',
  },
  results: {
    flag: '--results <place>',
    variable: 'MAGPIE_RESULTS',
    path: true,
    help: 'where results files go: a folder or s3://bucket/prefix (DATA/results)',
  },
  buckets: {
    flag: '--buckets <dir>',
    variable: 'MAGPIE_BUCKETS',
    path: true,
    help: 'a folder whose folders are buckets; new ones are seen at once (none)',
  },
  s3Endpoint: {
    flag: '--s3-endpoint <url>',
    variable: 'MAGPIE_S3_ENDPOINT',
    help: 'an S3 service whose buckets are scanned (none)',
  },
  s3Region: {
    flag: '--s3-region <region>',
    variable: 'MAGPIE_S3_REGION',
    help: 'region to sign S3 requests for (us-east-1)',
  },
  s3AccessKeyId: {
    variable: 'MAGPIE_S3_ACCESS_KEY_ID',
    help: "access key for the S3 service (the AWS SDK's own chain)",
  },
  s3SecretAccessKey: {
    variable: 'MAGPIE_S3_SECRET_ACCESS_KEY',
    help: 'its secret, with MAGPIE_S3_ACCESS_KEY_ID',
  },
  accountId: {
    flag: '--account-id <digits>',
    variable: 'MAGPIE_ACCOUNT_ID',
    help: "the server's own account, 12 digits (000000000000)",
  },
  region: {
    flag: '--region <region>',
    variable: 'MAGPIE_REGION',
    help: "the server's own region (us-east-1)",
  },
  scanThreads: {
    flag: '--scan-threads <n>',
    variable: 'MAGPIE_SCAN_THREADS',
    help: 'threads that scan (number of cores)',
  },
  engine: {
    flag: '--engine <webassembly|typescript>',
    variable: 'MAGPIE_ENGINE',
    help: 'what reads and searches; typescript finds the same, slower (webassembly)',
  },
  monthlyQuota: {
    flag: '--monthly-quota <size>',
    variable: 'MAGPIE_MONTHLY_QUOTA',
    help: 'bytes an account may have analysed in a month, e.g. 5TB (unlimited)',
  },
  inventoryRefresh: {
    flag: '--inventory-refresh <time>',
    variable: 'MAGPIE_INVENTORY_REFRESH',
    help: 'how often every bucket is listed anew for the inventory, e.g. 6h (1d)',
  },
  publishWebhook: {
    flag: '--publish-webhook <url>',
    variable: 'MAGPIE_PUBLISH_WEBHOOK',
    help: 'where every new finding is posted, signed; with MAGPIE_PUBLISH_WEBHOOK_SECRET (nowhere)',
  },
  publishWebhookSecret: {
    variable: 'MAGPIE_PUBLISH_WEBHOOK_SECRET',
    help: 'what the posts are signed with: whsec_ and base64, or any 16 characters or more',
  },
  publishSyslog: {
    flag: '--publish-syslog <host:port>',
    variable: 'MAGPIE_PUBLISH_SYSLOG',
    help: 'a syslog server, TCP, that every new finding is sent to (nowhere)',
  },
  rateLimits: {
    flag: '--rate-limits <aws|off>',
    variable: 'MAGPIE_RATE_LIMITS',
    serveOnly: true,
    help: 'aws: the published request rates of Amazon Macie (off)',
  },
  adminAccessKeyId: {
    variable: 'MAGPIE_ADMIN_ACCESS_KEY_ID',
    serveOnly: true,
    help: 'access key of the first admin (generated at the first start)',
  },
  adminSecretAccessKey: {
    variable: 'MAGPIE_ADMIN_SECRET_ACCESS_KEY',
    serveOnly: true,
    help: 'its secret, with MAGPIE_ADMIN_ACCESS_KEY_ID',
  },
  clockSkew: {
    flag: '--clock-skew <time>',
    variable: 'MAGPIE_CLOCK_SKEW',
    serveOnly: true,
    help: "how far clients' clocks may be off (15m)",
  },
  completeWording: {
    flag: '--complete-wording <cancelled|completed>',
    variable: 'MAGPIE_COMPLETE_WORDING',
    serveOnly: true,
    help: 'the word of the error for changing a job that is COMPLETE (cancelled)',
  },
  noAuth: {
    flag: '--no-auth',
    variable: 'MAGPIE_NO_AUTH',
    serveOnly: true,
    help: 'accept unsigned requests and any key as admin; loopback only, for trying clients',
  },
  noWorker: {
    flag: '--no-worker',
    variable: 'MAGPIE_NO_WORKER',
    serveOnly: true,
    help: 'answer the API only; other processes scan',
  },
  externalHost: {
    flag: '--external-host <host>',
    variable: 'MAGPIE_EXTERNAL_HOST',
    help: 'name (and port) that clients sign, where a proxy in front rewrites Host',
  },
  tlsCert: {
    flag: '--tls-cert <file>',
    variable: 'MAGPIE_TLS_CERT',
    serveOnly: true,
    path: true,
    help: 'certificate chain, PEM; with it the API speaks HTTPS',
  },
  tlsKey: {
    flag: '--tls-key <file>',
    variable: 'MAGPIE_TLS_KEY',
    serveOnly: true,
    path: true,
    help: "the certificate's private key, PEM",
  },
  insecureListen: {
    flag: '--insecure-listen',
    variable: 'MAGPIE_INSECURE_LISTEN',
    help: 'allow listening beyond loopback without TLS',
  },
  keyConcurrency: {
    flag: '--key-concurrency <n>',
    variable: 'MAGPIE_KEY_CONCURRENCY',
    serveOnly: true,
    help: 'requests that one access key may have under way (100)',
  },
  keyRate: {
    flag: '--key-rate <n>',
    variable: 'MAGPIE_KEY_RATE',
    serveOnly: true,
    help: 'requests that one access key may send a second (1000)',
  },
  masterKeyFile: {
    flag: '--master-key-file <file>',
    variable: 'MAGPIE_MASTER_KEY_FILE',
    path: true,
    help: 'key that encrypts stored secrets, the same for all machines of a database (DATA/master.key)',
  },
} as const satisfies Record<string, Setting>

export const logLevels = ['error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof logLevels)[number]

export type SettingName = keyof typeof settings
/** Values as they were given: text from flags and variables, anything from the file. */
export type GivenSettings = Readonly<Partial<Record<SettingName, unknown>>>

export const settingNames = Object.keys(settings) as SettingName[]

/** Names the file of settings; a setting about settings, so not one of the table. */
export const configVariable = 'MAGPIE_CONFIG'
