// Starts the one server that the test files of a stage share, and tells them where it is.
import type { TestProject } from 'vitest/node'
import { install, type ServerAddress } from './magpie-process.ts'
import { stageNamed } from './stages.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    stageName: string
    server: ServerAddress & { buckets: string }
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stage = stageNamed(project.name)
  const installation = await install(stage)
  const server = await installation.start()
  project.provide('server', {
    endpoint: server.endpoint,
    accessKeyId: server.accessKeyId,
    secretAccessKey: server.secretAccessKey,
    logFile: server.logFile,
    buckets: installation.buckets,
  })
  return async () => {
    await server.stop()
  }
}
