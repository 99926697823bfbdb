// What may become of a job, and by what: one rule for each trigger.
//
// A refusal is an answer, not an error. A job that was just made and a scheduled job that waits look the same
// here (IDLE): a one-time job is IDLE only inside the transaction that creates it.
import type { JobStatus, JobType } from '../model/job.ts'

export interface LifecycleState {
  readonly jobType: JobType
  readonly jobStatus: JobStatus
  /** What the job was when the user paused it; set while USER_PAUSED. */
  readonly pausedFrom: JobStatus | undefined
  readonly userPausedAt: Date | undefined
  /** Absent where no unfinished run waits for the user: then nothing expires. */
  readonly userPauseExpiresAt: Date | undefined
}

export type LifecycleTrigger =
  | 'start-run'
  | 'finish-run'
  | 'meet-quota'
  | 'lift-quota'
  | 'pause'
  | 'resume'
  | 'expire-pause'
  | 'cancel'

/** What becomes of the job's run: it begins, ends, waits, goes on, or what remains of it is given up. */
export type RunEffect = 'start' | 'finish' | 'hold' | 'continue' | 'drop' | 'none'

export type LifecycleRefusal = 'cancelled' | 'complete' | 'wrong-status'

export type Transition =
  | { readonly state: LifecycleState; readonly run: RunEffect }
  | { readonly refused: LifecycleRefusal }

export const pauseLifetimeDays = 30
/** So long before a pause expires its job's users are warned. */
const pauseWarningDays = 7

/** The state after `trigger`, or why it is refused. */
export function transition(state: LifecycleState, trigger: LifecycleTrigger, now: Date): Transition {
  if (state.jobStatus === 'CANCELLED') return { refused: 'cancelled' }
  if (state.jobStatus === 'COMPLETE') return { refused: 'complete' }
  return rules[trigger](state, now) ?? { refused: 'wrong-status' }
}

export function isTerminal(status: JobStatus): boolean {
  return status === 'CANCELLED' || status === 'COMPLETE'
}

/** Whether the 30 days of a paused run are over, though its timer may not have fired yet. */
export function isPauseExpired(state: LifecycleState, now: Date): boolean {
  return state.userPauseExpiresAt !== undefined && state.userPauseExpiresAt <= now
}

/** When to warn of the expiry of a paused run; undefined where nothing expires. */
export function pauseWarningTime({ userPauseExpiresAt }: LifecycleState): Date | undefined {
  return userPauseExpiresAt && new Date(userPauseExpiresAt.getTime() - pauseWarningDays * millisecondsADay)
}

type Rule = (state: LifecycleState, now: Date) => Transition | undefined

const rules: Record<LifecycleTrigger, Rule> = {
  'start-run': (state) => (state.jobStatus === 'IDLE' ? move(state, 'RUNNING', 'start') : undefined),

  'finish-run': (state) => {
    if (state.jobStatus !== 'RUNNING') return undefined
    return move(state, state.jobType === 'ONE_TIME' ? 'COMPLETE' : 'IDLE', 'finish')
  },

  'meet-quota': (state) => (state.jobStatus === 'RUNNING' ? move(state, 'PAUSED', 'hold') : undefined),

  'lift-quota': (state) => (state.jobStatus === 'PAUSED' ? move(state, 'RUNNING', 'continue') : undefined),

  pause: (state, now) => {
    if (state.jobStatus === 'USER_PAUSED') return undefined
    const idle = state.jobStatus === 'IDLE'
    return {
      run: idle ? 'none' : 'hold',
      state: {
        jobType: state.jobType,
        jobStatus: 'USER_PAUSED',
        pausedFrom: state.jobStatus,
        userPausedAt: now,
        userPauseExpiresAt: idle ? undefined : new Date(now.getTime() + pauseLifetimeDays * millisecondsADay),
      },
    }
  },

  resume: (state, now) => {
    if (state.jobStatus !== 'USER_PAUSED' || isPauseExpired(state, now)) return undefined
    if (state.pausedFrom === 'IDLE') return move(state, 'IDLE', 'none')
    // A run that waited for its quota goes on as well: the quota is looked at again at its next step.
    return move(state, 'RUNNING', 'continue')
  },

  'expire-pause': (state, now) => {
    if (state.jobStatus !== 'USER_PAUSED' || !isPauseExpired(state, now)) return undefined
    if (state.jobType === 'ONE_TIME') return move(state, 'CANCELLED', 'drop')
    return { run: 'drop', state: { ...state, pausedFrom: 'IDLE', userPauseExpiresAt: undefined } }
  },

  cancel: (state) => move(state, 'CANCELLED', hasRun(state) ? 'drop' : 'none'),
}

const millisecondsADay = 86_400_000

function hasRun(state: LifecycleState): boolean {
  const status = state.jobStatus === 'USER_PAUSED' ? state.pausedFrom : state.jobStatus
  return status === 'RUNNING' || status === 'PAUSED'
}

function move(state: LifecycleState, jobStatus: JobStatus, run: RunEffect): Transition {
  const { jobType } = state
  const unpaused = { pausedFrom: undefined, userPausedAt: undefined, userPauseExpiresAt: undefined }
  return { run, state: { jobType, jobStatus, ...unpaused } }
}
