import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JobStatus, JobType } from '../model/job.ts'
import {
  isPauseExpired,
  isTerminal,
  pauseWarningTime,
  transition,
  type LifecycleState,
  type LifecycleTrigger,
  type Transition,
} from './lifecycle.ts'

fc.configureGlobal({ seed: 20_240_510 })

const now = new Date('2024-05-10T12:00:00Z')
const day = 86_400_000
const later = (days: number): Date => new Date(now.getTime() + days * day)
const unpaused = { pausedFrom: undefined, userPausedAt: undefined, userPauseExpiresAt: undefined }

const oneTime = (jobStatus: JobStatus): LifecycleState => ({ jobType: 'ONE_TIME', jobStatus, ...unpaused })
const scheduled = (jobStatus: JobStatus): LifecycleState => ({
  jobType: 'SCHEDULED',
  jobStatus,
  ...unpaused,
})

/** As the pause rule leaves it; it expires in 30 days unless the job was IDLE. */
const paused = (jobType: JobType, pausedFrom: JobStatus, at = now): LifecycleState => ({
  jobType,
  jobStatus: 'USER_PAUSED',
  pausedFrom,
  userPausedAt: at,
  userPauseExpiresAt: pausedFrom === 'IDLE' ? undefined : new Date(at.getTime() + 30 * day),
})
const pausedLongAgo = (jobType: JobType, pausedFrom: JobStatus): LifecycleState =>
  paused(jobType, pausedFrom, later(-30))

/** What a job can be, as far as the rules can tell. */
const states: Record<string, LifecycleState> = {
  'one-time, just made': oneTime('IDLE'),
  'one-time, RUNNING': oneTime('RUNNING'),
  'one-time, PAUSED': oneTime('PAUSED'),
  'one-time, paused while RUNNING': paused('ONE_TIME', 'RUNNING'),
  'one-time, paused while PAUSED': paused('ONE_TIME', 'PAUSED'),
  'one-time, pause expired': pausedLongAgo('ONE_TIME', 'RUNNING'),
  'one-time, COMPLETE': oneTime('COMPLETE'),
  'one-time, CANCELLED': oneTime('CANCELLED'),
  'scheduled, IDLE': scheduled('IDLE'),
  'scheduled, RUNNING': scheduled('RUNNING'),
  'scheduled, PAUSED': scheduled('PAUSED'),
  'scheduled, paused while IDLE': paused('SCHEDULED', 'IDLE'),
  'scheduled, paused while RUNNING': paused('SCHEDULED', 'RUNNING'),
  'scheduled, paused while PAUSED': paused('SCHEDULED', 'PAUSED'),
  'scheduled, pause expired': pausedLongAgo('SCHEDULED', 'RUNNING'),
  'scheduled, CANCELLED': scheduled('CANCELLED'),
}

const triggers: readonly LifecycleTrigger[] = [
  'start-run',
  'finish-run',
  'meet-quota',
  'lift-quota',
  'pause',
  'resume',
  'expire-pause',
  'cancel',
]

/** All that may happen: every other pair is refused. */
const legal: Record<string, Partial<Record<LifecycleTrigger, string>>> = {
  'one-time, just made': {
    'start-run': 'RUNNING, start',
    pause: 'USER_PAUSED, none',
    cancel: 'CANCELLED, none',
  },
  'one-time, RUNNING': {
    'finish-run': 'COMPLETE, finish',
    'meet-quota': 'PAUSED, hold',
    pause: 'USER_PAUSED, hold',
    cancel: 'CANCELLED, drop',
  },
  'one-time, PAUSED': {
    'lift-quota': 'RUNNING, continue',
    pause: 'USER_PAUSED, hold',
    cancel: 'CANCELLED, drop',
  },
  'one-time, paused while RUNNING': { resume: 'RUNNING, continue', cancel: 'CANCELLED, drop' },
  'one-time, paused while PAUSED': { resume: 'RUNNING, continue', cancel: 'CANCELLED, drop' },
  'one-time, pause expired': { 'expire-pause': 'CANCELLED, drop', cancel: 'CANCELLED, drop' },
  'one-time, COMPLETE': {},
  'one-time, CANCELLED': {},
  'scheduled, IDLE': {
    'start-run': 'RUNNING, start',
    pause: 'USER_PAUSED, none',
    cancel: 'CANCELLED, none',
  },
  'scheduled, RUNNING': {
    'finish-run': 'IDLE, finish',
    'meet-quota': 'PAUSED, hold',
    pause: 'USER_PAUSED, hold',
    cancel: 'CANCELLED, drop',
  },
  'scheduled, PAUSED': {
    'lift-quota': 'RUNNING, continue',
    pause: 'USER_PAUSED, hold',
    cancel: 'CANCELLED, drop',
  },
  'scheduled, paused while IDLE': { resume: 'IDLE, none', cancel: 'CANCELLED, none' },
  'scheduled, paused while RUNNING': { resume: 'RUNNING, continue', cancel: 'CANCELLED, drop' },
  'scheduled, paused while PAUSED': { resume: 'RUNNING, continue', cancel: 'CANCELLED, drop' },
  'scheduled, pause expired': { 'expire-pause': 'USER_PAUSED, drop', cancel: 'CANCELLED, drop' },
  'scheduled, CANCELLED': {},
}

describe('the table of what may become of a job', () => {
  const pairs = Object.entries(states).flatMap(([name, state]) =>
    triggers.map((trigger) => ({
      name,
      state,
      trigger,
      expected: legal[name]?.[trigger] ?? refusalOf(name),
    })),
  )

  test.each(pairs)('$name: $trigger leads to $expected', ({ state, trigger, expected }) => {
    expect(outcome(transition(state, trigger, now))).toBe(expected)
  })
})

function refusalOf(name: string): string {
  if (name.endsWith('CANCELLED')) return 'refused: cancelled'
  return name.endsWith('COMPLETE') ? 'refused: complete' : 'refused: wrong-status'
}

function outcome(result: Transition): string {
  return 'refused' in result ? `refused: ${result.refused}` : `${result.state.jobStatus}, ${result.run}`
}

describe('a pause', () => {
  test('keeps what the job was, when it was paused, and until when', () => {
    for (const status of ['RUNNING', 'PAUSED'] as const) {
      expect(transition(scheduled(status), 'pause', now)).toMatchObject({
        state: { pausedFrom: status, userPausedAt: now, userPauseExpiresAt: later(30) },
      })
    }
  })

  test('of a job that waits for its slot never expires', () => {
    const result = transition(scheduled('IDLE'), 'pause', now)
    expect(result).toMatchObject({
      state: { pausedFrom: 'IDLE', userPausedAt: now, userPauseExpiresAt: undefined },
    })
    expect(isPauseExpired(paused('SCHEDULED', 'IDLE'), later(1_000))).toBe(false)
    expect(pauseWarningTime(paused('SCHEDULED', 'IDLE'))).toBeUndefined()
  })

  test('expires after 30 days to the millisecond, and warns seven days before', () => {
    const state = paused('ONE_TIME', 'RUNNING')
    expect(isPauseExpired(state, new Date(later(30).getTime() - 1))).toBe(false)
    expect(isPauseExpired(state, later(30))).toBe(true)
    expect(pauseWarningTime(state)).toEqual(later(23))
  })

  test('that expired leaves a scheduled job paused, without its run and without an expiry', () => {
    const first = transition(pausedLongAgo('SCHEDULED', 'RUNNING'), 'expire-pause', now)
    const expected = {
      jobType: 'SCHEDULED',
      jobStatus: 'USER_PAUSED',
      pausedFrom: 'IDLE',
      userPausedAt: later(-30),
      userPauseExpiresAt: undefined,
    }
    expect(first).toEqual({ run: 'drop', state: expected })
    const state = 'state' in first ? first.state : scheduled('RUNNING')
    expect(outcome(transition(state, 'expire-pause', later(60)))).toBe('refused: wrong-status')
    expect(outcome(transition(state, 'resume', later(60)))).toBe('IDLE, none')
  })
})

describe('any history of triggers', () => {
  const history = fc.array(
    fc.tuple(fc.constantFrom(...triggers), fc.double({ min: 0, max: 40, noNaN: true })),
  )
  const jobType = fc.constantFrom<JobType>('ONE_TIME', 'SCHEDULED')

  /** Every state of the job, in order, with what led to it. */
  function* follow(type: JobType, steps: readonly (readonly [LifecycleTrigger, number])[]) {
    let state: LifecycleState = { jobType: type, jobStatus: 'IDLE', ...unpaused }
    let time = 0
    for (const [trigger, days] of [['start-run', 0] as const, ...steps]) {
      time += days
      const result = transition(state, trigger, later(time))
      const before = state
      if ('state' in result) state = result.state
      yield { before, trigger, result, state }
    }
  }

  test('never leaves CANCELLED or COMPLETE', () => {
    fc.assert(
      fc.property(jobType, history, (type, steps) => {
        for (const { before, result } of follow(type, steps)) {
          if (isTerminal(before.jobStatus)) expect(result).toHaveProperty('refused')
        }
      }),
    )
  })

  test('keeps the details of a pause while USER_PAUSED and at no other time', () => {
    fc.assert(
      fc.property(jobType, history, (type, steps) => {
        for (const { state } of follow(type, steps)) {
          const isPaused = state.jobStatus === 'USER_PAUSED'
          expect(state.userPausedAt !== undefined).toBe(isPaused)
          expect(state.pausedFrom !== undefined).toBe(isPaused)
          expect(state.userPauseExpiresAt !== undefined).toBe(isPaused && state.pausedFrom !== 'IDLE')
        }
      }),
    )
  })

  test('completes one-time jobs alone, and has only scheduled ones wait for a slot after a run', () => {
    fc.assert(
      fc.property(jobType, history, (type, steps) => {
        for (const { state } of follow(type, steps)) {
          expect(state.jobType).toBe(type)
          expect(state.jobStatus).not.toBe(type === 'ONE_TIME' ? 'IDLE' : 'COMPLETE')
        }
      }),
    )
  })

  test('begins, ends or gives up a run only where there is none, or one', () => {
    fc.assert(
      fc.property(jobType, history, (type, steps) => {
        let open = false
        for (const { result } of follow(type, steps)) {
          if ('refused' in result || result.run === 'none') continue
          expect(open).toBe(result.run !== 'start')
          open = result.run !== 'finish' && result.run !== 'drop'
        }
      }),
    )
  })
})
