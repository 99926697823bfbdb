// A full disk ends the embedded store, so nothing new is begun well before it is full.
import { freeBytes } from '../database/free-bytes.ts'
import type { RunContext } from './run-context.ts'

const roomNeeded = 512 * 2 ** 20

/** @throws where the data folder's disk is nearly full: the turn is called again, until there is room */
export async function demandRoom({
  dataFolder,
  roomLeft = freeBytes,
}: Pick<RunContext, 'dataFolder' | 'roomLeft'>): Promise<void> {
  if (dataFolder !== undefined && (await roomLeft(dataFolder)) < roomNeeded)
    throw new Error('Cannot go on with the run: the disk of the data folder has less than 512 MB left')
}
